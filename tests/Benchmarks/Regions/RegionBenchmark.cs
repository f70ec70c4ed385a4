using System.Globalization;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Learning;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace Benchmarks.Regions;

/// <summary>
/// What regions are worth (hit rates against the reference's) and what they cost (milliseconds per photo on one core).
/// <c>regions</c> measures the final figures on the test rows; <c>regions levers</c> compares settings on the training rows; <c>regions
/// fit</c> times learning.
/// </summary>
internal static class RegionBenchmark
{
    public static int Run(string[] args)
    {
        if (!Directory.Exists(StreetShop.Folder))
        {
            Console.WriteLine($"regions: skipped, there is no {StreetShop.Folder} (set GARMENT_SHARED)");
            return 0;
        }
        if (args is ["fit"]) { Fit(); return 0; }
        if (args is ["levers"]) return RegionLevers.Run();
        if (args is ["cost"]) { Cost(); return 0; }
        var good = Quality();
        Cost();
        return good ? 0 : 1;
    }

    private static bool Quality()
    {
        var (street, shop) = StreetShop.Pairs(StreetShop.TestFrom, StreetShop.Count);
        Console.WriteLine($"hit@1 / hit@10 of {street.Length} street photos, test rows, own gallery; in brackets the reference's");
        var gallery = Embed(RegionRequest.Whole, shop);
        (RegionRequest Region, ViewAveraging Averaging, string Output, double Hit1, double Hit10)[] rows =
        [
            (RegionRequest.Whole, ViewAveraging.None, "embedding", .248, .552),
                (RegionRequest.Whole, ViewAveraging.None, "features", .230, .534),
            (RegionRequest.Auto, ViewAveraging.None, "embedding", .318, .642),
            (RegionRequest.Auto, ViewAveraging.None, "features", .318, .662),
            (RegionRequest.Auto, ViewAveraging.Default, "embedding", 0, 0), (RegionRequest.Auto, ViewAveraging.Default, "features", 0, 0),
        ];
        var good = true;
        var queries = rows.Select(r => (r.Region, r.Averaging)).Distinct().ToDictionary(r => r, r => Embed(r.Region, street, r.Averaging));
        foreach (var (region, averaging, output, hit1, hit10) in rows)
        {
            var ranking = Ranking.Of([.. queries[(region, averaging)].Select(p => p[output])], [.. gallery.Select(p => p[output])]);
            var near = hit1 == 0 || (Math.Abs(ranking.Hit(1) - hit1) <= .02 && Math.Abs(ranking.Hit(10) - hit10) <= .02);
            good &= near;
            var reference = hit1 == 0 ? "(no reference)" : FormattableString.Invariant($"({hit1:.000} / {hit10:.000})");
            Console.WriteLine($"  {region + (averaging.Roomy ? ", tight and roomy" : ""),-23} {output,-10} {ranking}  " +
                $"{reference}{(near ? "" : "  NOT WITHIN .02")}");
        }
        Console.WriteLine($"  persons found on {queries[(RegionRequest.Auto, ViewAveraging.None)].Count(p => p.Region!.Found)} of " +
            $"{street.Length} street photos");
        return good;
    }

    private static void Cost()
    {
        var (street, _) = StreetShop.Pairs(0, 100);
        var photos = street.Select(path => ImageReader.Read(path)).ToArray();
        var bytes = street.Select(File.ReadAllBytes).ToArray();
        var input = ModelRegistry.Default.Find(ModelRegistry.DefaultModel).Card.Input;
        var models = PersonModels.Shared;
        var finder = new RegionFinder();
        var persons = photos.Select(photo => PersonDetector.Detect(models.Detector, photo).FirstOrDefault()).ToArray();
        var tensor = new float[224 * 224 * 3];
        Console.WriteLine($"milliseconds of one core per photo, mean of {photos.Length} photos");
        double inference; // what the rest is to be compared with, and what the roomy box costs
        using (var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel)))
        {
            var picture = photos[0].Resize(input.Width, input.Height);
            inference = Time("the model's inference", _ => embedder.Infer([picture]));
        }
        Time("letterbox", i => PersonDetector.Letterbox(photos[i], tensor));
        Time("detector, all", i => PersonDetector.Detect(models.Detector, photos[i]));
        Time("mask, all", i => { if (persons[i] is { } p) PersonMask.Of(models.Mask, photos[i], p); });
        Time("landmarks, all", i => { if (persons[i] is { } p) LandmarkDetector.Detect(models.Landmarks, photos[i], p); });
        var whole = Time("whole photo to input", i => RegionView.For(RegionRequest.Whole)
            .Prepare(bytes[i], "", input, ImageLimits.Default));
        foreach (var request in new[] { RegionRequest.Auto, RegionRequest.Lower, RegionRequest.Full })
        {
            var view = RegionView.For(request);
            var all = Time($"{request} to input", i => view.Prepare(bytes[i], "", input, ImageLimits.Default));
            var second = request == RegionRequest.Auto ? inference : 0; // the roomy box is a picture of its own
            var more = second > 0 ? FormattableString.Invariant($", {second:0.0} of it for a second inference (aim: at most 20)") : "";
            Console.WriteLine(FormattableString.Invariant($"    {request} adds {all - whole + second:0.0}{more}"));
        }
        // A phone's photo: most of it is decoding.
        var large = Enumerable.Range(0, 4).Select(i => photos[i].Resize(3024, 4032).Encode(ImageFormat.Jpeg, 90)).ToArray();
        var auto = RegionView.For(RegionRequest.Auto);
        Time("12 megapixels, whole", i => WholePhotoView.Instance.Prepare(large[i % 4], "", input, ImageLimits.Default), 20);
        Time("12 megapixels, Auto", i => auto.Prepare(large[i % 4], "", input, ImageLimits.Default), 20);

        // Processor time, not the clock's: other work on the machine must not count.
        double Time(string what, Action<int> work, int count = 100)
        {
            for (var i = 0; i < count / 4; i++) work(i);
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < count; i++) work(i);
            var time = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / count;
            Console.WriteLine(FormattableString.Invariant($"  {what,-24} {time,6:0.00}"));
            return time;
        }
    }

    // Closed form for one K and eps on 5,000 pairs of 1,280 numbers: what is left when cross-validation has chosen. Drawn, as only the size
    // matters.
    private static void Fit()
    {
        const int pairs = 5000, dimensions = 1280;
        var random = new Random(1);
        float[] street = Draw(), shop = [.. street.Select(v => v + (float)random.NextDouble() * .5f)];
        var data = MetricPairs.FromRows(Table(street, "street"), Table(shop, "shop"));
        var (clock, cpu) = (System.Diagnostics.Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var solver = new MetricSolver(data, [.. Enumerable.Range(0, pairs)], CancellationToken.None);
        var projection = solver.Project(4, 128, CancellationToken.None);
        var (seconds, processor) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"final fit on {pairs} pairs of {dimensions} numbers, " +
            $"{projection.Length / dimensions} components:"));
        Console.WriteLine(FormattableString.Invariant($"  {seconds:0.0} s, {processor:0.0} s of processor (aim: under 10 s)"));

        float[] Draw() => [.. Enumerable.Range(0, pairs * dimensions).Select(_ => (float)random.NextDouble())];
        EmbeddingTable Table(float[] rows, string side) =>
            new(side, dimensions, [.. Enumerable.Range(0, pairs).Select(i => (long)i)],
                [.. Enumerable.Range(0, pairs).Select(i => $"{side}/{i}")], rows);
    }

    internal static PhotoEmbedding[] Embed(RegionRequest region, string[] paths, ViewAveraging? averaging = null, RegionOptions? options =
        null)
    {
        using var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel),
            RegionView.For(region, options, averaging), null);
        return [.. embedder.EmbedAsync(paths.Select(ImageSource.FromFile)).ToBlockingEnumerable()
            .Select(r => r.Error is { } error ? throw error : r.Embedding!)];
    }
}
