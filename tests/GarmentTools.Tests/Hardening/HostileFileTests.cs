using System.Diagnostics;

namespace GarmentTools.Tests;

/// <summary>Damaged files of every kind that is read: each is refused with an error of ours that names the file, or read; nothing else comes out.</summary>
public sealed class HostileFileTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damaged_distance_matrices()
    {
        var path = _folder["whole.npz"];
        DistanceMatrix.Build(TestVectors.Unit(40, 16, seed: 5), path);
        TryMutants(path, copy =>
        {
            using var matrix = DistanceMatrix.Open(copy, memoryBudget: 64 << 20);
            for (var i = 0; i < matrix.Count; i++) _ = matrix.Neighbors(i, 5);
        });
    }

    [Fact]
    public void Damaged_neighbor_matrices()
    {
        var path = _folder["near.npz"];
        DistanceMatrix.Build(TestVectors.Unit(40, 16, seed: 6), path, new DistanceMatrixOptions { Neighbors = 5 });
        TryMutants(path, copy =>
        {
            using var matrix = DistanceMatrix.Open(copy, memoryBudget: 64 << 20);
            for (var i = 0; i < matrix.Count; i++) _ = matrix.Neighbors(i, 5);
        });
    }

    [Fact]
    public void Damaged_model_cards()
    {
        var card = Path.Combine(TestData.Repository, "models", "mobilenetv2-garment.json");
        TryMutants(card, copy => _ = ModelCard.Load(copy));
    }

    [Fact]
    public void Damaged_pairs()
    {
        var path = _folder["pairs.csv"];
        File.WriteAllText(path, "street,shop,product,category\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"street/{i}.jpg,\"shop/{i}, front.jpg\",p{i},dress\n")));
        TryMutants(path, copy => _ = PairsFile.Read(copy, checkPhotos: false));
    }

    [Fact]
    public async Task Damaged_attributes()
    {
        using var fixture = await CatalogFixture.WithAsync(2);
        var path = _folder["attributes.csv"];
        File.WriteAllText(path, "file,product,color,price\na.jpg,p1,red,19.90\nb.jpg,p2,\"dark, blue\",20\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"no-{i}.jpg,p,x,{i}\n")));
        using var catalog = fixture.Open();
        TryMutants(path, copy => _ = catalog.ImportAttributes(copy));
        Assert.Equal(2, catalog.List().Count);
    }

    [Fact]
    public async Task Damaged_catalogs()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        TryMutants(fixture.CatalogPath, copy =>
        {
            using var catalog = GarmentCatalog.Open(copy);
            foreach (var garment in catalog.List()) _ = catalog.FindSimilar(garment.Id);
            _ = catalog.Verify();
        }, usual: 60);
    }

    private void TryMutants(string path, Action<string> read, int usual = 120)
    {
        var original = File.ReadAllBytes(path);
        read(path);
        var (count, refused) = (Mutator.Count(soak: 1000, usual), 0);
        for (var i = 0; i < count; i++)
        {
            var folder = Directory.CreateDirectory(_folder[$"m{i}", "x"]).Parent!.FullName;
            var copy = Path.Combine(folder, Path.GetFileName(path));
            File.WriteAllBytes(copy, new Mutator(i).Damage(original));
            var clock = Stopwatch.StartNew();
            try { read(copy); }
            catch (GarmentException e)
            {
                Assert.NotEmpty(e.Message);
                refused++;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException) { Assert.Fail($"mutant {i} of {Path.GetFileName(path)}: {e.GetType().Name}, not an error of ours: {e.Message}\n{e.StackTrace}"); }
            Assert.True(clock.Elapsed < s_patience, $"mutant {i} took {clock.Elapsed.TotalSeconds:N1} s");
            Directory.Delete(folder, recursive: true);
        }
        Assert.True(refused > 0, "no mutant was refused: the damage does not reach the reader");
    }
}
