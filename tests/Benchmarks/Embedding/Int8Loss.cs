using Benchmarks.Regions;
using GarmentTools.Embedding;
using GarmentTools.Evaluation;
using GarmentTools.Imaging;
using GarmentTools.Regions;

namespace Benchmarks.Embedding;

/// <summary>
/// What the int8 model loses: hit rates of both models on street and shop photos, rows 443 to 886, each in a gallery of its own embeddings.
/// </summary>
internal static class Int8Loss
{
    private static readonly RetrievalOptions s_options = new() { Ks = [1, 10], Resamples = 0, Worst = 0, GallerySizes = [] };

    public static void Measure(EmbeddingRates single, EmbeddingRates integers)
    {
        if (!Directory.Exists(StreetShop.Folder))
        {
            Console.WriteLine($"\nThe loss of int8 is skipped: there is no {StreetShop.Folder} (set GARMENT_SHARED).");
            return;
        }
        var (street, shop) = StreetShop.Pairs(StreetShop.TestFrom, StreetShop.Count);
        EmbeddingRates[] models = [single, integers];
        var gallery = Embed(models, RegionRequest.Whole, shop);
        Console.WriteLine($"\nLoss of int8, output `embedding`: {street.Length} street photos, each searched in the {shop.Length} shop " +
            "photos; "
            + "in brackets the 95 % interval of the paired difference\n");
        Console.WriteLine("| query | float32 hit@1 / hit@10 | int8 hit@1 / hit@10 | difference at 1 | difference at 10 |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        var at10 = 0.0;
        RegionRequest[] regions = [RegionRequest.Whole, RegionRequest.Auto];
        foreach (var region in regions)
        {
            var queries = Embed(models, region, street);
            var reports = models.Select((_, m) => RetrievalEvaluator.Evaluate(Set(queries[m], street), Set(gallery[m], shop),
                Relevance.Pairs(Enumerable.Range(0, street.Length).Select(i => (i, i))), s_options)).ToArray();
            var change = RetrievalComparison.Compare(reports[0], reports[1]).Figures;
            at10 += change["hit@10"].Difference / regions.Length;
            Console.WriteLine($"| {region} | {Hits(reports[0])} | {Hits(reports[1])} | {Change(change["hit@1"])} | " +
                $"{Change(change["hit@10"])} |");
        }
        Console.WriteLine($"\nMean difference at 10: {at10:+.000;-.000}");
    }

    // A photo is decoded, and its person found, once for both models: they take the same input.
    private static float[][][] Embed(EmbeddingRates[] models, RegionRequest region, string[] photos)
    {
        var view = RegionView.For(region, null, ViewAveraging.None);
        var embedders = models.Select(m => m.With(1)).ToArray();
        var vectors = embedders.Select(_ => new float[photos.Length][]).ToArray();
        Parallel.For(0, photos.Length, i =>
        {
            var prepared = view.Prepare(File.ReadAllBytes(photos[i]), photos[i], models[0].Model.Card.Input, ImageLimits.Default);
            for (var m = 0; m < embedders.Length; m++)
                vectors[m][i] = embedders[m].Infer(prepared.Inputs, prepared.Weights).First(o => o.Name == "embedding").Values;
        });
        return vectors;
    }

    private static EvaluationSet Set(float[][] vectors, string[] photos) =>
        new([.. photos.Select(p => new EvaluationItem(p))], vectors[0].Length, vectors.SelectMany(v => v).ToArray());

    private static string Hits(RetrievalReport report) => $"{report["hit@1"]:.000} / {report["hit@10"]:.000}";

    private static string Change(FigureDifference d) =>
        $"{d.Difference:+.000;-.000;.000} ({d.Interval95.Low:+.000;-.000;.000} … {d.Interval95.High:+.000;-.000;.000})";
}
