using System.Management.Automation;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Learning;
using GarmentTools.Regions;
using GarmentTools.Studies;

namespace GarmentTools.PowerShell;

/// <summary>Measures how well right answers are found: on pairs of photos, or on the garments of a catalog.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "GarmentRetrieval", DefaultParameterSetName = ByPair)]
[OutputType(typeof(RetrievalResult))]
public sealed class MeasureGarmentRetrievalCommand : CatalogCmdlet
{
    private const string ByPair = "Pair", ByCatalog = "Catalog";

    // An enum of the library may be no field of a public type (see ModuleLifetime), so its number is kept.
    private int _level;

    /// <summary>The CSV file of pairs.</summary>
    [Parameter(ParameterSetName = ByPair, Mandatory = true, Position = 0)]
    [Alias("Pairs")]
    [ValidateNotNullOrEmpty]
    public string? Pair { get; set; }

    /// <summary>Rows that a metric is learned from.</summary>
    [Parameter(ParameterSetName = ByPair)]
    [ValidateNotNullOrEmpty]
    public string? Train { get; set; }

    /// <summary>Rows that are tested.</summary>
    [Parameter(ParameterSetName = ByPair)]
    [ValidateNotNullOrEmpty]
    public string? Test { get; set; }

    /// <summary>The part of each street photo.</summary>
    [Parameter(ParameterSetName = ByPair)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[] Region { get; set; } = ["Auto"];

    /// <summary>The part of each shop photo.</summary>
    [Parameter(ParameterSetName = ByPair)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[] ShopRegion { get; set; } = ["Whole"];

    /// <summary>The model.</summary>
    [Parameter(ParameterSetName = ByPair)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmbeddingModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Averages each photo with its mirror image.</summary>
    [Parameter(ParameterSetName = ByPair)]
    public SwitchParameter Flip { get; set; }

    /// <summary>How many photos are worked on at once.</summary>
    [Parameter(ParameterSetName = ByPair)]
    [ValidateRange(0, 1024)]
    public int ThrottleLimit { get; set; }

    /// <summary>What a right answer shares with the query.</summary>
    [Parameter(ParameterSetName = ByCatalog, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AttributeNameCompleter))]
    public string? Relevant { get; set; }

    /// <summary>Only garments of this domain are queries.</summary>
    [Parameter(ParameterSetName = ByCatalog)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? QueryDomain { get; set; }

    /// <summary>Only garments of this domain may be found.</summary>
    [Parameter(ParameterSetName = ByCatalog)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? GalleryDomain { get; set; }

    /// <summary>Which garments take part.</summary>
    [Parameter(ParameterSetName = ByCatalog)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <summary>So many queries are drawn where there are more.</summary>
    [Parameter(ParameterSetName = ByCatalog)]
    [ValidateRange(0, int.MaxValue)]
    public int MaxQuery { get; set; } = 2000;

    /// <summary>The attribute that the table of categories groups by.</summary>
    [Parameter(ParameterSetName = ByCatalog)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AttributeNameCompleter))]
    public string? Category { get; set; }

    /// <summary>How embeddings are compared: none, learn, or the file of a learned metric.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StudyMetricCompleter))]
    public string Metric { get; set; } = "none";

    /// <summary>Which output of the model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OutputCompleter))]
    public string? Output { get; set; }

    /// <summary>What to compare with: a result, its JSON file, or settings.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Baseline { get; set; }

    /// <summary>What a rank counts.</summary>
    [Parameter]
    public RetrievalLevel Level { get => (RetrievalLevel)_level; set => _level = (int)value; }

    /// <summary>The cut-offs k.</summary>
    [Parameter]
    [Alias("K")]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1, int.MaxValue)]
    public int[] At { get; set; } = [1, 5, 10, 20];

    /// <summary>Seed of the bootstrap, of the folds, and of drawn queries.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long Seed { get; set; } = 1;

    /// <inheritdoc/>
    private protected override void End()
    {
        if (Pair is not null && Catalog is not null)
            ThrowTerminatingError(CmdletError.InvalidRequest("-Pair and -Catalog exclude each other: measure pairs of photos, or a " +
                "catalog with -Relevant."));
        // The baseline is read first: a mistyped one must not cost the time of a study.
        var (before, settings) = ReadBaseline();
        var retrieval = new RetrievalOptions { Level = Level, Seed = (ulong)Seed, Ks = At };
        var (report, other, leakage) = Pair is not null ? OnPairs(retrieval, settings) : OnCatalog(retrieval, settings);
        if (settings is not null) report = report.WithNote("baseline", settings);
        foreach (var found in leakage.Where(l => l.Findings.Count > 0))
            WriteWarning($"Leakage: {found.Summary}; the first: '{found.Findings[0].First}' and '{found.Findings[0].Second}'.");
        if (report.Conventions.Notes.TryGetValue("warnings", out var warnings)) WriteWarning(warnings);
        var comparison = (before ?? other) is { } baseline ? Await((_, stop) =>
            RetrievalComparison.Compare(baseline, report, seed: (ulong)Seed, token: stop)) : null;
        var folder = Pair is not null ? System.IO.Path.GetDirectoryName(this.FullFile(Pair)) : OpenCatalog().Folder;
        // Each figure is a property of its own as well; C# has no names such as hit@1.
        var result = PSObject.AsPSObject(new RetrievalResult(report, comparison, before ?? other, folder));
        foreach (var (name, figure) in report.Figures) result.Properties.Add(new PSNoteProperty(name, figure));
        WriteObject(result);
    }

    private (RetrievalReport Report, RetrievalReport? Other, IReadOnlyList<LeakageReport> Leakage) OnPairs(RetrievalOptions retrieval,
        string? settings)
    {
        var metric = MetricChoice.WordOrFile(this, Metric, "none", "learn");
        if (metric == "learn" && Train is null)
            ThrowTerminatingError(CmdletError.InvalidRequest("-Metric learn needs -Train, the rows to learn from, such as -Train 0..442 " +
                "-Test 443..886."));
        var train = Train is null ? (RowRange?)null : RowRange.Parse(Train);
        var options = StudySettings.WithMetric(new StudyOptions
        {
            Test = Test is null ? null : RowRange.Parse(Test),
            StreetRegion = Regions.Parse(Region)!,
            ShopRegion = Regions.Parse(ShopRegion)!,
            Output = Output,
            Model = Model,
            Averaging = new ViewAveraging { Flip = Flip },
            Threads = ThrottleLimit,
            MetricOptions = new MetricOptions { Seed = (ulong)Seed },
            Retrieval = retrieval,
        }, metric, train);
        var other = settings is null ? null : StudySettings.Apply(options, settings, train);
        var pairs = PairsFile.Read(this.FullFile(Pair!));
        var study = Await((progress, stop) => RetrievalStudy.RunAsync(pairs, options, progress, stop));
        return (study.Report, other is null ? null : Await((progress, stop) =>
            RetrievalStudy.RunAsync(pairs, other, progress, stop)).Report, study.Leakage);
    }

    private (RetrievalReport Report, RetrievalReport? Other, IReadOnlyList<LeakageReport> Leakage) OnCatalog(RetrievalOptions retrieval,
        string? settings)
    {
        if (Metric.Equals("learn", StringComparison.OrdinalIgnoreCase))
            ThrowTerminatingError(CmdletError.InvalidRequest("-Metric learn needs -Pair. Learn a metric with Optimize-GarmentMetric, " +
                "then name its file."));
        var options = new CatalogStudyOptions
        {
            Relevant = Relevant!,
            QueryDomain = QueryDomain,
            GalleryDomain = GalleryDomain,
            Filter = Filter is null ? null : GarmentFilter.Parse(Filter),
            MaxQueries = MaxQuery,
            Seed = (ulong)Seed,
            Output = Output,
            Metric = MetricChoice.Read(this, Metric, "none").Learned,
            Category = Category,
            Retrieval = retrieval,
        };
        var other = settings is null ? null : Settings(options, settings);
        var catalog = OpenCatalog();
        var report = Await((progress, stop) => CatalogStudy.Run(catalog, options, progress, stop));
        return (report, other is null ? null : Await((progress, stop) => CatalogStudy.Run(catalog, other, progress, stop)), []);
    }

    // Of a catalog, only what is compared can differ: its photos are embedded already.
    private CatalogStudyOptions Settings(CatalogStudyOptions options, string text)
    {
        var start = new StudyOptions { Output = options.Output, Metric = options.Metric };
        var other = StudySettings.Apply(start, text);
        if (other with { Output = null, Metric = null } != start with { Output = null, Metric = null })
            ThrowTerminatingError(CmdletError.InvalidRequest($"The baseline '{text}' cannot be measured on a catalog: only metric (none " +
                "or a file) and outputs may differ there.", text));
        return options with { Output = other.Output, Metric = other.Metric };
    }

    private (RetrievalReport? Report, string? Settings) ReadBaseline()
    {
        if (Baseline is null) return default;
        var baseline = Baseline is PSObject { BaseObject: { } inner } ? inner : Baseline;
        if (baseline is RetrievalResult result) return (result.Report, null);
        var text = baseline.ToString()!;
        if (this.FullPath(text) is (var file, null) && File.Exists(file)) return (RetrievalReport.FromJson(File.ReadAllText(file)), null);
        return (null, MetricChoice.WithFullPath(this, text));
    }
}
