using System.Diagnostics;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Tests;

/// <summary>The working set of the whole process is measured: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTestsCollection;

/// <summary>Long work takes no more memory than short work. A short version in every run, 50,000 photos with GARMENT_SOAK=1.</summary>
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const double Growth = 0.05;
    private static readonly (int Warm, int All) s_calls = Mutator.IsSoak ? (2_000, 50_000) : (60, 240);

    [Fact]
    public async Task Decoding_and_embedding_again_and_again_takes_no_more_memory()
    {
        byte[][] photos = [.. Photos()];
        using var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel), RegionRequest.Parse("Auto"));
        var clock = Stopwatch.StartNew();
        var (done, warm, step) = (0, 0L, s_calls.All / 20);
        // The photos come as bytes and one after the other, so that all of the work but reading files is in it.
        var sources = Enumerable.Range(0, s_calls.All).Select(i => ImageSource.FromBytes(photos[i % photos.Length], $"photo {i}"));
        await foreach (var result in embedder.EmbedAsync(sources, TestContext.Current.CancellationToken))
        {
            Assert.Null(result.Error);
            done++;
            if (done == s_calls.Warm) warm = Measure(done);
            else if (done % step == 0) Measure(done);
        }
        var end = Measure(done);
        Assert.Equal(s_calls.All, done);
        output.WriteLine($"{done} photos in {clock.Elapsed.TotalSeconds:N0} s: {warm >> 20} MB after {s_calls.Warm}, {end >> 20} MB at " +
            $"the end, {(double)end / warm - 1:P1}");
        // In the short run a few pages more or less would be percents.
        Assert.True(end <= warm * (1 + Growth) + (Mutator.IsSoak ? 0 : 16 << 20),
            $"{warm >> 20} MB after {s_calls.Warm} photos, {end >> 20} MB after {done}");
    }

    private long Measure(int done)
    {
        // What is garbage already is none of the work's; what stays is.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        output.WriteLine($"{done}: working set {process.WorkingSet64 >> 20} MB, managed {GC.GetTotalMemory(false) >> 20} MB");
        return process.WorkingSet64;
    }

    // Photos of people from the shared folder where it is there, the repository's drawn ones elsewhere.
    private static IEnumerable<byte[]> Photos()
    {
        var shared = Path.Combine(TestData.Shared, "data", "garments");
        var files = Directory.Exists(shared) ? Directory.GetFiles(shared, "*.jpg")
            : Directory.GetFiles(TestData.Samples("street"), "*.jpg");
        Array.Sort(files, StringComparer.Ordinal);
        return files.Take(100).Select(File.ReadAllBytes);
    }
}
