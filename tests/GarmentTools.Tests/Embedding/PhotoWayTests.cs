using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

/// <summary>Whichever way a photo comes in, it meets the limits that were given and is refused with the same words.</summary>
public sealed class PhotoWayTests
{
    private delegate Task<string> Way(CatalogFixture fixture, string photo, ImageLimits limits);

    private static readonly Dictionary<string, Way> s_ways = new()
    {
        ["embed one"] = (_, photo, limits) => With(limits, embedder => Task.FromResult(Refusal(() => embedder.Embed(photo)))),
        ["embed many"] = (_, photo, limits) =>
            With(limits, async embedder => (await embedder.EmbedAsync([photo]).SingleAsync()).Error!.Message),
        ["generate"] = (_, photo, limits) =>
            With(limits, embedder => RefusalAsync(() => new PhotoEmbeddingGenerator(embedder).GenerateAsync([photo]))),
        ["compare"] = (_, photo, limits) =>
            With(limits, embedder => Task.FromResult(Refusal(() => GarmentComparison.Of(embedder, photo, photo)))),
        ["index"] = async (fixture, photo, limits) =>
        {
            using var catalog = fixture.Open();
            return (await catalog.UpdateAsync(photo, new() { Limits = limits })).Rejected.Single().Reason;
        },
        ["store after the only garment of its bytes was removed"] = async (fixture, photo, limits) =>
        {
            using var catalog = fixture.Open();
            await catalog.UpdateAsync(photo);
            var copy = fixture["copy.jpg"];
            File.Copy(photo, copy);
            var removed = new Callback(_ => catalog.Remove(catalog.List().Select(garment => garment.Id)));
            var summary = await catalog.UpdateAsync(copy, new() { Limits = limits }, removed);
            return summary.Rejected.Single().Reason.Replace(copy, photo, StringComparison.Ordinal);
        },
        ["embed again"] = async (fixture, photo, limits) =>
        {
            await fixture.UpdateAsync();
            using var catalog = GarmentCatalog.Open(fixture.CatalogPath, new() { Model = "mobilenetv2-garment-int8" });
            var again = new UpdateOptions { Reembed = true, Limits = limits };
            return (await Assert.ThrowsAsync<CatalogException>(() => catalog.UpdateAsync(photo, again))).Message;
        },
        ["query"] = (fixture, photo, limits) => InCatalog(fixture, catalog => catalog.FindSimilar(photo, new() { Limits = limits })),
        ["compare in a catalog"] = (fixture, photo, limits) => InCatalog(fixture, catalog => catalog.Compare(photo, photo, limits: limits)),
        ["learn from pairs"] = (_, photo, limits) => RefusalAsync(() => RetrievalStudy.LearnAsync(Pair(photo), new() { Limits = limits })),
        ["evaluate pairs"] = (_, photo, limits) => RefusalAsync(() => RetrievalStudy.RunAsync(Pair(photo), new() { Limits = limits })),
    };

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var way in s_ways.Keys)
                foreach (var pixels in new[] { false, true }) cases.Add(way, pixels);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_photo_over_the_limits_is_refused_in_the_same_words(string way, bool pixels)
    {
        using var fixture = new CatalogFixture();
        var photo = fixture.Add("photo.jpg", 1);
        var limits = pixels ? new ImageLimits { MaxPixels = (96 * 96) - 1 } : new ImageLimits { MaxBytes = new FileInfo(photo).Length - 1 };
        var expected = Refusal(() => ImageReader.Read(photo, limits: limits));
        Assert.Contains(expected, await s_ways[way](fixture, photo, limits), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_whose_bytes_must_be_the_same_is_refused_when_it_was_changed()
    {
        using var fixture = await CatalogFixture.WithAsync(2);
        fixture.Add("b.jpg", 9);
        using var catalog = GarmentCatalog.Open(fixture.CatalogPath, new() { Model = "mobilenetv2-garment-int8" });
        var error = await Assert.ThrowsAsync<CatalogException>(() => catalog.UpdateAsync(fixture.Photos, new() { Reembed = true }));
        Assert.Contains($"'{fixture["b.jpg"]}' was changed", error.Message, StringComparison.Ordinal);
    }

    private static PairsFile Pair(string photo) => new(photo, [new(0, 1, photo, photo, null)]);

    private static Task<string> InCatalog(CatalogFixture fixture, Func<GarmentCatalog, object> work)
    {
        using var catalog = fixture.Open();
        return Task.FromResult(Refusal(() => work(catalog)));
    }

    private static string Refusal(Func<object> work) => Assert.Throws<ImageException>(work).Message;

    private static async Task<string> RefusalAsync(Func<Task> work) => (await Assert.ThrowsAsync<ImageException>(work)).Message;

    private static async Task<string> With(ImageLimits limits, Func<Embedder, Task<string>> work)
    {
        using var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel), new EmbedderOptions { Limits = limits });
        return await work(embedder);
    }

    private sealed class Callback(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
