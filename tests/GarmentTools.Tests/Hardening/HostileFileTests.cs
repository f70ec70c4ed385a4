using GarmentTools.Catalogs.Filters;
using GarmentTools.Embedding;
using GarmentTools.Evaluation;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Search;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

/// <summary>Damaged catalogs, tables, models and what else is read beside photos and archives.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damaged_model_cards() =>
        Mutants.Try(_folder, Path.Combine(TestData.Repository, "models", "mobilenetv2-garment.json"), copy => _ = ModelCard.Load(copy)
        .ContentHash());

    // The card fits the damaged weights: what is tried is the reader of the graph, the surgery on it, the runtime that loads it, and a run.
    [Fact]
    public void Damaged_models()
    {
        var path = _folder["tiny.onnx"];
        File.WriteAllBytes(path, new TinyOnnx().ToBytes());
        var photo = TestPictures.Jpeg(TestPictures.Random(1, 16, 16));
        Mutants.Try(_folder, path, copy =>
        {
            var bytes = File.ReadAllBytes(copy);
            var card = TestCards.Tiny(bytes);
            foreach (var tensor in new[] { ModelOutput.LastPool, ModelOutput.LastGemmInput, "map" })
            {
                var written = TestCards.Write(Path.GetDirectoryName(copy)!,
                    card with { Outputs = [card.Outputs[0] with { Tensor = tensor, Dimensions = tensor == "map" ? 320 : 5 }] }, null);
                using var embedder = new Embedder(ModelRegistry.Default.Find(written), new EmbedderOptions { Threads = 1 });
                var values = embedder.Embed(ImageSource.FromBytes(photo, "photo")).Outputs[0].Values;
                Assert.All(values, value => Assert.True(float.IsFinite(value)));
            }
        });
    }

    [Fact]
    public void Damaged_pairs()
    {
        var path = _folder["pairs.csv"];
        File.WriteAllText(path, "street,shop,product,category\n" + string.Concat(Enumerable.Range(0, 40)
            .Select(i => $"street/{i}.jpg,\"shop/{i}, front.jpg\",p{i},dress\n")));
        Mutants.Try(_folder, path, copy => _ = PairsFile.Read(copy, checkPhotos: false));
    }

    [Fact]
    public async Task Damaged_attributes()
    {
        using var fixture = await CatalogFixture.WithAsync(2);
        var path = _folder["attributes.csv"];
        File.WriteAllText(path, "file,product,color,price\na.jpg,p1,red,19.90\nb.jpg,p2,\"dark, blue\",20\n" +
            string.Concat(Enumerable.Range(0, 20).Select(i => $"no-{i}.jpg,p,x,{i}\n")));
        using var catalog = fixture.Open();
        Mutants.Try(_folder, path, copy => _ = catalog.ImportAttributes(copy));
        Assert.Equal(2, catalog.List().Count);
    }

    [Fact]
    public async Task Damaged_catalogs()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        Mutants.Try(_folder, fixture.CatalogPath, copy =>
        {
            using var catalog = GarmentCatalog.Open(copy);
            foreach (var garment in catalog.List()) _ = catalog.FindSimilar(garment.Id);
            _ = catalog.Verify();
        }, usual: 60);
    }

    [Fact]
    public void Damaged_vector_files()
    {
        var path = _folder["c.garments.00000001.vectors"];
        var source = VectorSets.Make("random", 60, 24);
        VectorIndex.Write(path, source, 1);
        Mutants.Try(_folder, path, copy =>
        {
            using var index = VectorIndex.Open(copy);
            foreach (var query in VectorSets.Queries(source)) _ = index.Search(query, new() { Threads = 1 });
            index.Verify();
        });
    }

    [Fact]
    public void Damaged_saved_evaluations()
    {
        var path = _folder["now.json"];
        var (queries, gallery) = (Set("q", 12), Set("g", 30));
        var report = RetrievalEvaluator.Evaluate(queries, gallery, Relevance.SameProduct(queries.Items, gallery.Items),
            new RetrievalOptions { Ks = [1, 10], Resamples = 10 });
        File.WriteAllText(path, report.ToJson());
        Mutants.Try(_folder, path, copy => _ = RetrievalReport.FromJson(File.ReadAllText(copy)).ToJson());

        static EvaluationSet Set(string name, int count)
        {
            var random = new Random(count);
            return new([.. Enumerable.Range(0, count).Select(i => new EvaluationItem($"{name}{i}", $"p{i % 6}", "dress"))], 3,
                Enumerable.Range(0, count * 3).Select(_ => random.NextSingle()).ToArray());
        }
    }

    [Fact]
    public async Task Damaged_filters()
    {
        using var fixture = await CatalogFixture.WithAsync(2);
        var path = _folder["filter.txt"];
        File.WriteAllText(path, "category = dress and (color in (red, 'dark ''blue''') or price 20..50) and id >= 1 and \"two words\" = " +
            "\"x\" and path < z");
        using var catalog = fixture.Open();
        catalog.SetAttributes(1, new Dictionary<string, string?>
        {
            ["category"] = "dress",
            ["color"] = "red",
            ["price"] = "20",
            ["two words"] = "x"
        });
        Mutants.Try(_folder, path, copy => _ = catalog.List(GarmentFilter.Parse(File.ReadAllText(copy))));
    }
}
