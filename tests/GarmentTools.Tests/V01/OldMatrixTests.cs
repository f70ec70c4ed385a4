using GarmentTools.Distances;

namespace GarmentTools.Tests;

/// <summary>
/// Distance matrices of version 0.1, of each precision and the sparse one: they open, answer the same, and follow the catalog.
/// </summary>
public sealed class OldMatrixTests : IDisposable
{
    private const long Query = 5;
    private readonly TempFolder _folder = new();

    public OldMatrixTests() => OldFiles.CopyTo(_folder.Path);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Kinds => ["float32", "uint16", "uint8", "neighbors"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_tells_what_it_holds_and_finds_the_neighbors_it_found(string kind)
    {
        using var matrix = Open(kind);
        var (info, expected) = (matrix.Info, OldFiles.Expected("matrix: " + kind));
        Assert.Equal(expected.GetProperty("Garments").GetInt32(), info.Garments);
        Assert.Equal(expected.GetProperty("Pairs").GetInt64(), info.Pairs);
        Assert.Equal(expected.GetProperty("Dimensions").GetInt32(), info.Dimensions);
        Assert.Equal(expected.GetProperty("Metric").GetString(), info.Metric.ToString());
        Assert.Equal(expected.GetProperty("Precision").GetString(), info.Precision.ToString());
        Assert.Equal(expected.GetProperty("Fingerprint").GetString(), info.Fingerprint);
        Assert.Equal(kind == "neighbors" ? 5 : null, info.Neighbors);
        Assert.Equal(OldFiles.Rows("list").Select(row => row.GetProperty("Path").GetString()), matrix.Names);
        Assert.Equal(Old(kind), Found(matrix, 5));
        Assert.Equal(Old(kind), matrix.NeighborsOfName("photos/shop/hoodie-olive-plain-10-angle.jpg", 5).Select(n => (n.Id, n.Distance)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_in_step_with_its_catalog_and_is_left_as_it_is(string kind)
    {
        var before = File.ReadAllBytes(FileOf(kind));
        using (var catalog = GarmentCatalog.Open(_folder["shop.garments"]))
        using (var vectors = catalog.GetEmbeddings())
        {
            var update = DistanceMatrix.Update(FileOf(kind), vectors);
            Assert.Equal((false, 27, 0, 0, 0), (update.Written, update.Kept, update.Added, update.Changed, update.Removed));
        }
        Assert.Equal(before, File.ReadAllBytes(FileOf(kind)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_follows_a_catalog_that_has_changed(string kind)
    {
        var gone = Old(kind)[0].Id;
        using var catalog = GarmentCatalog.Open(_folder["shop.garments"]);
        catalog.Remove([gone, 22]);
        using var vectors = catalog.GetEmbeddings();
        var update = DistanceMatrix.Update(FileOf(kind), vectors);
        Assert.Equal((true, 25, 0, 0, 2), (update.Written, update.Kept, update.Added, update.Changed, update.Removed));
        using var matrix = Open(kind);
        Assert.Equal(25, matrix.Count);
        Assert.Equal(Old(kind).Skip(1), Found(matrix, 4));
    }

    private string FileOf(string kind) => _folder[$"matrix-{kind}.npz"];

    private DistanceMatrix Open(string kind) => DistanceMatrix.Open(FileOf(kind));

    private static List<(long Id, float Distance)> Old(string kind) =>
        [.. OldFiles.Rows("neighbors: " + kind).Select(row => (OldFiles.Id(row), row.GetProperty("Distance").GetSingle()))];

    private static IEnumerable<(long Id, float Distance)> Found(DistanceMatrix matrix, int count) =>
        matrix.NeighborsOfId(Query, count).Select(n => (n.Id, n.Distance));
}
