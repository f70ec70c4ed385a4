using FsCheck.Fluent;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Distances;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;

namespace GarmentTools.Tests;

/// <summary>
/// The way to a result leaves no trace in it: adding equals rebuilding, and any order, batch and number of threads give equal bits.
/// </summary>
public sealed class SamenessPropertyTests
{
    [Fact]
    public void Updating_a_matrix_step_by_step_gives_the_bytes_of_building_it_at_once() => Properties.Hold(
        from count in Gen.Choose(1, 90)
        from steps in Gen.Choose(0, (1 << 20) - 1).ArrayOf(3)
        from precision in Gen.Elements(Enum.GetValues<MatrixPrecision>())
        from threads in Gen.Choose(1, 4)
        select (count, steps, precision, threads), given =>
    {
        using var folder = new TestFolder();
        var table = TestVectors.Near(given.count, 24, unit: true, given.steps[0] + 1);
        var options = new DistanceMatrixOptions { Precision = given.precision, Threads = given.threads };
        int[] held = [];
        DistanceMatrix.Build(TestVectors.Pick(table, held), folder["updated.npz"], options);
        foreach (var step in given.steps)
        {
            var random = new Random(step);
            held = [.. Enumerable.Range(0, given.count).Where(_ => random.Next(3) > 0)];
            DistanceMatrix.Update(folder["updated.npz"], TestVectors.Pick(table, held), new() { Threads = 5 - given.threads });
        }
        DistanceMatrix.Build(TestVectors.Pick(table, held), folder["rebuilt.npz"], options with { Threads = 1 });
        return File.ReadAllBytes(folder["updated.npz"]).SequenceEqual(File.ReadAllBytes(folder["rebuilt.npz"]));
    }, usual: 30);

    [Fact]
    public void A_catalog_that_grew_holds_what_one_made_at_once_holds() => Properties.Hold(
        from order in Gen.Choose(1, 1_000_000)
        from cuts in Gen.Choose(1, 9).ArrayOf(2)
        from threads in Gen.Choose(1, 3)
        select (order, cuts, threads), given =>
    {
        using var folder = new TempFolder();
        int[] photos = [.. Enumerable.Range(1, 9)];
        new Random(given.order).Shuffle(photos);
        foreach (var i in photos) File.WriteAllBytes(folder["all", $"{i}.jpg"], TestPictures.Jpeg(TestPictures.Random(i, 48, 48)));
        string[] files = [.. photos.Select(i => folder["all", $"{i}.jpg"])];
        var once = Contents(folder["once.garments"], 1, files.Order(StringComparer.Ordinal).ToArray());
        int[] bounds = [0, given.cuts.Min(), given.cuts.Max(), 9];
        var grown = Contents(folder["grown.garments"], given.threads,
            [.. bounds.Zip(bounds.Skip(1)).Where(b => b.First < b.Second).Select(b => files[b.First..b.Second])]);
        return once.SequenceEqual(grown);
    }, usual: 6);

    [Fact]
    public void An_embedding_has_the_same_bits_in_any_batch_and_on_any_number_of_threads()
    {
        byte[][] photos = [.. Enumerable.Range(1, 6).Select(i => TestPictures.Jpeg(TestPictures.Random(i, 40 + i, 50)))];
        var model = ModelRegistry.Default.Find(ModelRegistry.DefaultModel);
        using var alone = new Embedder(model, new EmbedderOptions { Threads = 1 });
        var expected = photos.Select(photo => Bits(alone.Embed(ImageSource.FromBytes(photo)))).ToArray();
        var several = Enumerable.Range(1, 4).Select(threads => new Embedder(model, new EmbedderOptions { Threads = threads })).ToArray();
        try
        {
            Properties.Hold(from threads in Gen.Choose(1, 4)
                            from count in Gen.Choose(1, 12)
                            from batch in Gen.Choose(0, 5).ArrayOf(count)
                            select (threads, batch), given =>
                        {
                            var results = several[given.threads - 1].EmbedAsync(given.batch.Select(i => ImageSource.FromBytes(photos[i])))
                                .ToBlockingEnumerable().ToList();
                            return results.Select(r => Bits(r.Embedding!)).SequenceEqual(given.batch.Select(i => expected[i]));
                        }, usual: 15);
        }
        finally { Array.ForEach(several, embedder => embedder.Dispose()); }
    }

    private static string Bits(PhotoEmbedding embedding) =>
        string.Join(' ', embedding.Outputs.SelectMany(output => output.Values.ToArray().Append(output.Norm))
            .Select(BitConverter.SingleToInt32Bits));

    // Ids depend on the order in which photos came; all else must not.
    private static List<string> Contents(string path, int threads, params string[][] steps)
    {
        using var catalog = GarmentCatalog.OpenOrCreate(path);
        foreach (var step in steps) _ = catalog.UpdateAsync(step, new UpdateOptions { Threads = threads }).GetAwaiter().GetResult();
        using var vectors = catalog.GetEmbeddings(raw: true);
        var row = new float[vectors.Dimensions];
        var lines = vectors.Names.Select((name, i) =>
        {
            vectors.Read(i, row);
            return name + string.Join(' ', row.Select(BitConverter.SingleToInt32Bits));
        }).ToList();
        var neighbors = catalog.List().Select(g => g.CatalogPath + " near " + string.Join(' ',
            catalog.FindSimilar(g.Id, new() { Count = 9 }).Neighbors.Select(n =>
            $"{n.Garment.CatalogPath} {BitConverter.SingleToInt32Bits(n.Distance)}")));
        return [.. lines.Concat(neighbors).Order(StringComparer.Ordinal)];
    }
}
