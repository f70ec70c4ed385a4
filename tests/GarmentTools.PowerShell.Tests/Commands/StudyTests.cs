using GarmentTools.Reports.Results;
using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

public sealed class StudyTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    private const int Pairs = 8;

    private static TempFolder Draw()
    {
        var folder = new TempFolder();
        var lines = new List<string> { "street,shop" };
        for (var i = 0; i < Pairs; i++)
        {
            var (r, g, b) = ((byte)(30 * i), (byte)(255 - 25 * i), (byte)(i * 77 % 256));
            Photos.Write(folder[$"street-{i}.png"], r, g, b, 6 + i);
            Photos.Write(folder[$"shop-{i}.png"], r, g, b, 20);
            lines.Add($"street-{i}.png,shop-{i}.png");
        }
        File.WriteAllLines(folder["pairs.csv"], lines);
        return folder;
    }

    [Fact]
    public void Figures_have_their_names_and_a_baseline_is_compared()
    {
        using var folder = Draw();
        using var session = new Session(folder.Path);
        var first = session.Run("Measure-GarmentRetrieval pairs.csv -Region Whole").Of<RetrievalResult>().Single();
        Assert.Superset(new HashSet<string> { "hit@1", "hit@10", "mrr" }, first.Figures.Keys.ToHashSet());
        Assert.Equal(Pairs, first.Conventions.GallerySize);
        Assert.Equal([first.Figures["hit@1"]], session.Run("$args[0].'hit@1'", first).Output);
        session.Run("$args[0].ToJson() | Set-Content before.json", first);
        var second = session.Run("Measure-GarmentRetrieval pairs.csv -Region Whole -Baseline before.json -Output features")
            .Of<RetrievalResult>().Single();
        Assert.Equal(first.Figures["mrr"], second.Comparison!.Figures["mrr"].Baseline, 6);
        Assert.Equal("InvalidRequest", session.Fails("Measure-GarmentRetrieval pairs.csv -Metric learn").Id);
        Assert.Equal("InvalidRequest", session.Fails("Measure-GarmentRetrieval pairs.csv -Baseline nonsense").Id);
    }

    [Fact]
    public void A_metric_is_learned_written_and_its_warnings_are_told()
    {
        using var folder = Draw();
        using var session = new Session(folder.Path);
        var answer = session.Run("Optimize-GarmentMetric pairs.csv metric.npz -Region Whole");
        var row = answer.Of<LearnedMetricRow>().Single();
        Assert.NotEmpty(row.Warnings); // so few pairs
        Assert.Equal(row.Warnings, answer.Warnings);
        Assert.Equal(row.Used, File.Exists(folder["metric.npz"]));
        Assert.Equal(row.Used ? [] : ["MetricWithheld"], answer.Errors.Select(e => e.Id));
        Assert.Equal("PathNotFound", session.Fails("Optimize-GarmentMetric pairs.csv none/metric.npz").Id);
    }

    [Fact]
    public void A_learned_metric_tells_probabilities_and_may_have_no_confident_match()
    {
        using var folder = Draw();
        using var session = new Session(folder.Path);
        var row = session.Run("Optimize-GarmentMetric pairs.csv metric.npz -Region Whole").Of<LearnedMetricRow>().Single();
        Assert.True(row.Used, string.Join(" ", row.Warnings)); // the pairs are drawn so that learning succeeds
        var shown = session.Run("Get-GarmentMetric *.npz").Of<LearnedMetricRow>().Single();
        Assert.Equal((row.Components, row.Epsilon, row.Learned), (shown.Components, shown.Epsilon, shown.Learned));
        Assert.Equal(row.Confidence!.BrierScore, shown.Confidence!.BrierScore);
        Assert.Equal("ArchiveUnreadable", session.Run("Get-GarmentMetric pairs.csv").Errors.Single().Id);

        session.Run("Update-GarmentCatalog shop-*.png -Catalog shop.garments");
        const string ask = "Get-SimilarGarment street-1.png -Catalog shop.garments -Region Whole -Metric metric.npz";
        var all = session.Run(ask).Of<ProbableGarment>().ToList();
        Assert.Equal(Pairs, all.Count);
        Assert.All(all, garment => Assert.InRange(garment.Probability!.Value, 0, 1));
        var likely = session.Run(ask + " -MinProbability $args[0]", all[0].Probability);
        Assert.Equal(all[0].Id, likely.Of<ProbableGarment>().First().Id);
        Assert.Empty(likely.Warnings);
        var none = session.Run(ask + " -MinProbability 1");
        Assert.Empty(none.Output);
        Assert.Matches("^No confident match for '.*street-1[.]png': no garment is its product with a probability of 1",
            none.Warnings.Single());
    }

    [Fact]
    public void A_catalog_is_measured_by_its_products()
    {
        using var work = fixture.Copy();
        var result = work.Run("Measure-GarmentRetrieval -Relevant product").Of<RetrievalResult>().Single();
        Assert.InRange(result.Figures["hit@1"], 0.5, 1);
    }

    [Fact]
    public void A_probability_needs_a_learned_metric()
    {
        using var work = fixture.Copy();
        Assert.Equal("InvalidRequest", work.Fails("Get-SimilarGarment red-1.png -MinProbability 0.5").Id);
        Assert.Equal("PathNotFound", work.Fails("Get-SimilarGarment red-1.png -Metric none.npz").Id);
        Assert.All(work.Run("Get-SimilarGarment red-1.png").Of<SimilarGarment>(), row => Assert.Null(row.Probability));
    }
}
