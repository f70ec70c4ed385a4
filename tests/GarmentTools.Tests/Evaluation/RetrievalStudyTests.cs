using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Learning;
using GarmentTools.Regions;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

/// <summary>From the drawn sample photos to figures.</summary>
public sealed class RetrievalStudyTests
{
    private static readonly StudyOptions s_learn = new()
    {
        StreetRegion = RegionRequest.Whole,
        Train = RowRange.Parse("0..39"),
        Test = RowRange.Parse("40..59"),
        Learn = true,
        Retrieval = new RetrievalOptions { Resamples = 100 },
    };

    private static PairsFile Pairs() => PairsFile.Read(TestData.Samples("pairs.csv"));

    [Fact]
    public async Task Learns_on_some_rows_and_measures_others()
    {
        var result = await RetrievalStudy.RunAsync(Pairs(), s_learn, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(20, result.Report.Queries.Count);
        Assert.Equal(20, result.Report.Conventions.GallerySize);
        Assert.Equal(0, result.Report.Conventions.QueriesWithoutRelevant);
        Assert.NotNull(result.Fit);
        Assert.Equal(40, result.Fit.Metric!.Provenance.Pairs);
        Assert.Equal("features", result.Fit.Metric.Output);
        Assert.Contains(result.Fit.Warnings, warning => warning.Contains("40 pairs"));
        Assert.Equal(["street and shop photos of the test rows", "training and test, street", "training and test, shop"],
            result.Leakage.Select(l => l.Sides));
        var notes = result.Report.Conventions.Notes;
        Assert.Equal("pairs.csv, rows 40..59", notes["pairs"]);
        Assert.Equal("street Whole, shop Whole", notes["regions"]);
        Assert.StartsWith("learned, K ", notes["metric"]);
        Assert.Equal("street/street-41.jpg", result.Report.Queries[0].Query.Name);

        // The saved metric gives the same figures as the one that was just learned, and so does learning alone.
        using var folder = new TempFolder();
        var learned = await RetrievalStudy.LearnAsync(Pairs(), s_learn with { Test = null },
            cancellationToken: TestContext.Current.CancellationToken);
        learned.Metric!.Save(folder["metric.npz"]);
        var saved = await RetrievalStudy.RunAsync(Pairs(), s_learn with
        {
            Learn = false,
            Train = null,
            Metric =
            LearnedMetric.Load(folder["metric.npz"])
        }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(result.Report.Figures, saved.Report.Figures);
        Assert.Null(saved.Fit);
        Assert.Empty(saved.Leakage[^1].Findings);

        // It also knows the photos it was learned from, and an evaluation on these says so.
        var seen = await RetrievalStudy.RunAsync(Pairs(), s_learn with
        {
            Learn = false,
            Train = null,
            Test = RowRange.Parse("39..41"),
            Metric = LearnedMetric.Load(folder["metric.npz"])
        }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["shop", "street"], seen.Leakage[^1].Findings.Select(f => f.First.Split('/')[0]));
        Assert.Contains("2 of equal bytes", seen.Report.Conventions.Notes["leakage"]);

        // And a report read back compares as the report itself does.
        var plain = await RetrievalStudy.RunAsync(Pairs(), s_learn with { Learn = false, Train = null },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RetrievalComparison.Compare(plain.Report, result.Report).Figures,
            RetrievalComparison.Compare(RetrievalReport.FromJson(plain.Report.ToJson()), result.Report).Figures);
    }

    [Fact]
    public async Task Nothing_depends_on_where_the_files_lie()
    {
        using var folder = new TempFolder();
        var rows = File.ReadAllLines(TestData.Samples("pairs.csv"));
        foreach (var photo in rows.Skip(1).Take(6).SelectMany(row => row.Split(',')).Distinct())
            File.Copy(TestData.Samples(photo), folder[photo]);
        File.WriteAllLines(folder["pairs.csv"], rows.Take(7));
        var options = new StudyOptions
        {
            StreetRegion = RegionRequest.Whole,
            Train = RowRange.Parse("0..5"),
            MetricOptions =
            new MetricOptions { RequireNoLoss = false }
        };
        var here = await RetrievalStudy.LearnAsync(Pairs(), options, cancellationToken: TestContext.Current.CancellationToken);
        var there = await RetrievalStudy.LearnAsync(PairsFile.Read(folder["pairs.csv"]), options,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(here.Metric!.Provenance, there.Metric!.Provenance);
        Assert.Equal(here.Metric.Hash, there.Metric.Hash);
    }

    [Fact]
    public async Task Photos_on_both_sides_are_found_before_anything_is_measured()
    {
        using var folder = new TempFolder();
        var shop = Directory.GetFiles(TestData.Samples("shop"), "*.jpg").Order(StringComparer.Ordinal).Take(8).ToArray();
        int[] street = [5, 6, 7, 3, 5]; // row 3 has the bytes of its shop photo, row 4 those of row 0
        for (var i = 0; i < street.Length; i++)
        {
            File.Copy(shop[i], folder["shop", $"{i}.jpg"]);
            File.Copy(shop[street[i]], folder["street", $"{i}.jpg"]);
        }
        File.WriteAllText(folder["pairs.csv"], "street,shop\n" + string.Concat(street.Select((_, i) => $"street/{i}.jpg,shop/{i}.jpg\n")));
        var options = s_learn with
        {
            Train = RowRange.Parse("0..2"),
            Test = RowRange.Parse("3..4"),
            MetricOptions =
            new MetricOptions { RequireNoLoss = false, Calibrate = false }
        };
        var result = await RetrievalStudy.RunAsync(PairsFile.Read(folder["pairs.csv"]), options,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains(result.Leakage[0].Findings, f => f is { Kind: LeakageKind.SameBytes, First: "street/3.jpg", Second: "shop/3.jpg" });
        Assert.Contains(result.Leakage[1].Findings, f => f is
        {
            Kind: LeakageKind.SameBytes, First: "street/0.jpg",
            Second: "street/4.jpg"
        });
        Assert.Equal(1, result.Report.Conventions.LeftOutEqual);
        Assert.Equal(["street/3.jpg"], result.Report.WithoutRelevant); // its right answer has its own bytes
        Assert.Contains("of equal bytes", result.Report.Conventions.Notes["leakage"]);
    }

    public static TheoryData<StudyOptions, string> Faults => new()
    {
        { s_learn with { Train = null }, "Learn needs Train" },
        { s_learn with { Test = null }, "Test is all rows" },
        { s_learn with { Test = RowRange.Parse("39..59") }, "share rows" },
        { s_learn with { Test = RowRange.Parse("40..60") }, "has the rows 0..59" },
        { s_learn with { Train = null, Learn = false, Output = "pixels" }, "pixels" },
        { s_learn with { Retrieval = new RetrievalOptions { Ks = [] } }, "Ks must hold" },
        { s_learn with { MetricOptions = new MetricOptions { Folds = 1 } }, "Folds must be" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_cannot_be_is_refused_before_a_photo_is_read(StudyOptions options, string reason)
    {
        var fault = await Assert.ThrowsAnyAsync<GarmentException>(() =>
            RetrievalStudy.RunAsync(Pairs(), options, new NoProgress(), TestContext.Current.CancellationToken));
        Assert.Contains(reason, fault.Message);
    }

    [Fact]
    public async Task A_metric_of_another_region_is_refused_before_a_photo_is_read()
    {
        var learned = await RetrievalStudy.LearnAsync(Pairs(), s_learn with
        {
            Test = null,
            Train = RowRange.Parse("0..5"),
            MetricOptions =
            new MetricOptions { RequireNoLoss = false, Calibrate = false }
        }, cancellationToken: TestContext.Current.CancellationToken);
        var options = new StudyOptions { StreetRegion = RegionRequest.Auto, Metric = learned.Metric };
        var fault = await Assert.ThrowsAsync<UsageException>(() => RetrievalStudy.RunAsync(Pairs(), options, new NoProgress(),
            TestContext.Current.CancellationToken));
        Assert.Contains("For street photos the learned metric was fitted on", fault.Message);
    }

    private sealed class NoProgress : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => Assert.Fail($"{value.Activity} began.");
    }
}
