using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using GarmentTools.Imaging;
using GarmentTools.Models;
using Microsoft.ML.OnnxRuntime;

namespace Benchmarks.Embedding;

/// <summary>
/// Photos → embeddings beside Pillow + PyTorch, beside the bound cores / (decode + inference), int8 beside float32, and two cores beside
/// one.
/// Answers are compared first. The machine's speed drifts: all that is compared takes turns, ratios are taken within a round, and medians
/// over the rounds.
/// </summary>
internal static class EmbeddingBenchmark
{
    private const int Photos = 300, Rounds = 5;
    private const double OthersAllowed = 0.04; // of the cores; a round with more is repeated while there is time

    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(75); // for all rounds

    /// <summary>0: answers agree (or there is no peer); 3: they do not.</summary>
    public static async Task<int> RunAsync()
    {
        var all = BenchmarkData.Photos();
        string[] photos = [.. all.Where((_, i) => i * (long)Photos / all.Length != (i - 1) * (long)Photos / all.Length || i == 0)];
        var folder = Directory.CreateTempSubdirectory("garment-embedding-").FullName;
        using var single = new EmbeddingRates(ModelRegistry.DefaultModel);
        using var integers = new EmbeddingRates(ModelRegistry.DefaultModel + "-int8");
        var list = Path.Combine(folder, "photos.txt");
        File.WriteAllLines(list, photos);
        using var peer = EmbeddingPeer.Start(single.Model.Path, list);
        using var second = peer is null || Environment.ProcessorCount < 2 ? null : EmbeddingPeer.Start(single.Model.Path, list);
        try
        {
            var pictures = photos.Select(p => single.Prepare(p).Inputs[0]).ToArray();
            var ours = photos.Select(p => single.With(1).Embed(ImageSource.FromFile(p))["embedding"]).ToArray();
            var isa = Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2";
            var runtime = OrtEnv.Instance().GetVersionString();
            Console.WriteLine($"Photos → embeddings: {photos.Length} photos, {Environment.ProcessorCount} cores, {isa}");
            Console.WriteLine($"Ours: .NET {Environment.Version}, ONNX Runtime {runtime} (no BLAS: its own kernels), libvips " +
                $"{VipsLibrary.Version}");
            var info = peer?.Describe();
            if (info is not null) Console.WriteLine($"Peer: {info.Versions}; {info.Kernels}; {info.Settings}");
            var right = peer is null || Agree(peer, folder, pictures, ours);
            if (!right) return 3;

            var rounds = await MeasureAsync(photos, pictures, single, integers, peer, second, folder);
            if (peer is not null) right = AgreeStill(folder, ours, second is not null);
            EmbeddingReport.Print(rounds, info);
            Int8Loss.Measure(single, integers);
            return right ? 0 : 3;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    /// <summary>Before any time is taken: the same network on the same pixels, then each with its own decoding.</summary>
    private static bool Agree(EmbeddingPeer peer, string folder, RgbImage[] pictures, float[][] ours)
    {
        var (pixels, answers) = (Path.Combine(folder, "pixels.u8"), Path.Combine(folder, "pixels.f32"));
        using (var file = File.Create(pixels))
            foreach (var picture in pictures) file.Write(picture.Pixels);
        peer.Pixels(pixels, answers);
        var same = EmbeddingPeer.Cosines(answers, ours);
        Console.WriteLine($"Answers, peer on our 160 × 160 pixels: cosine at least {same.Least:F6}, mean {same.Mean:F6} (asked for: " +
            "0.9999 each)");
        peer.Run(1, 0, 1, Path.Combine(folder, "one.f32"));
        return same.Least >= 0.9999 & Near(Path.Combine(folder, "one.f32"), ours, "peer with its own decoding");
    }

    // What the timed runs gave must be as near as what was checked before them.
    private static bool AgreeStill(string folder, float[][] ours, bool two)
    {
        var right = Near(Path.Combine(folder, "one.f32"), ours, "last timed run, one thread");
        if (!two) return right;
        right &= Near(Path.Combine(folder, "threads.f32"), ours, "last timed run, two threads");
        for (var half = 0; half < 2; half++)
            right &= Near(Path.Combine(folder, $"half{half}.f32"), ours, $"last timed run, process {half + 1} of 2", half, 2);
        return right;
    }

    private static bool Near(string answers, float[][] ours, string what, int first = 0, int step = 1)
    {
        var (least, mean) = EmbeddingPeer.Cosines(answers, ours, first, step);
        Console.WriteLine($"Answers, {what}: cosine at least {least:F4}, mean {mean:F4} (asked for: 0.98 each, 0.99 mean)");
        return least >= 0.98 && mean >= 0.99;
    }

    private static async Task<List<EmbeddingRound>> MeasureAsync(
        string[] photos, RgbImage[] pictures, EmbeddingRates single, EmbeddingRates integers, EmbeddingPeer? peer, EmbeddingPeer? second,
        string folder)
    {
        foreach (var model in (EmbeddingRates[])[single, integers])
            for (var threads = 1; threads <= 2; threads++) await model.WholeAsync(photos[..40], threads);
        var (quiet, disturbed, clock) = (new List<EmbeddingRound>(), new List<EmbeddingRound>(), Stopwatch.StartNew());
        while (quiet.Count < Rounds && clock.Elapsed < s_time)
        {
            var round = await RoundAsync(photos, pictures, single, integers, peer, second, folder);
            (round.Others is null or <= OthersAllowed ? quiet : disturbed).Add(round);
        }
        var enough = quiet.Count >= 3;
        var which = enough ? "the former count" : $"too few of the former, all count (others up to {disturbed.Max(r => r.Others):P0})";
        Console.WriteLine($"{quiet.Count} rounds in which others took at most {OthersAllowed:P0} of the cores, {disturbed.Count} with " +
            $"more; {which}.");
        return enough ? quiet : [.. quiet, .. disturbed];
    }

    private static async Task<EmbeddingRound> RoundAsync(
        string[] photos, RgbImage[] pictures, EmbeddingRates single, EmbeddingRates integers, EmbeddingPeer? peer, EmbeddingPeer? second,
        string folder)
    {
        var (others, clock, peerCpu) = (OtherPrograms.Start(), Stopwatch.StartNew(), 0.0);
        (double Decode, double Inference)? peerParts = null;
        var two = Environment.ProcessorCount > 1;

        // Ours before and after the peer, so that drift falls on both alike.
        var one = await single.WholeAsync(photos, 1);
        var peerOne = Peer(() => [peer!.Run(1, 0, 1, Path.Combine(folder, "one.f32"))], peer);
        var oneAgain = await single.WholeAsync(photos, 1);
        var parts = single.OneCore(photos);
        (double Rate, double Cores) both = default, bothAgain = default, integerBoth = default;
        (double Rate, double Cores)? peerThreads = null, peerProcesses = null;
        if (two)
        {
            both = await single.WholeAsync(photos, 2);
            peerThreads = Peer(() => [peer!.Run(2, 0, 1, Path.Combine(folder, "threads.f32"))], peer);
            peerProcesses = Peer(() => Halves(peer!, second!, folder), second);
            bothAgain = await single.WholeAsync(photos, 2);
            integerBoth = await integers.WholeAsync(photos, 2);
        }
        var integerOne = await integers.WholeAsync(photos, 1);
        var inference = single.Inference(pictures);
        var integerInference = integers.Inference(pictures);
        inference = (inference + single.Inference(pictures)) / 2;
        // The peer's processor time is not others'.
        var share = others.Share() - peerCpu / (clock.Elapsed.TotalSeconds * Environment.ProcessorCount);
        return new EmbeddingRound(Mean(one, oneAgain), two ? Mean(both, bothAgain) : null, integerOne, two ? integerBoth : null,
            parts.Decode, parts.Inference,
            inference, integerInference, peerOne, peerThreads, peerProcesses, peerParts, share is { } s ? Math.Max(0, s) : null);

        (double Rate, double Cores)? Peer(Func<EmbeddingPeer.Result[]> run, EmbeddingPeer? needed)
        {
            if (needed is null) return null;
            var watch = Stopwatch.StartNew();
            var results = run();
            // One process: its own clock, without our pipe; several: from the first's start to the last's end.
            var seconds = results.Length == 1 ? results[0].Seconds : watch.Elapsed.TotalSeconds;
            if (results is [{ Inference: > 0 } alone]) peerParts = (alone.Decode / photos.Length, alone.Inference / photos.Length);
            peerCpu += results.Sum(r => r.Cpu);
            return (photos.Length / seconds, results.Sum(r => r.Cpu) / seconds);
        }
    }

    private static EmbeddingPeer.Result[] Halves(EmbeddingPeer first, EmbeddingPeer second, string folder)
    {
        var other = Task.Run(() => second.Run(1, 1, 2, Path.Combine(folder, "half1.f32")));
        return [first.Run(1, 0, 2, Path.Combine(folder, "half0.f32")), other.GetAwaiter().GetResult()];
    }

    private static (double Rate, double Cores) Mean((double Rate, double Cores) a, (double Rate, double Cores) b) =>
        (2 / (1 / a.Rate + 1 / b.Rate), (a.Cores + b.Cores) / 2);
}
