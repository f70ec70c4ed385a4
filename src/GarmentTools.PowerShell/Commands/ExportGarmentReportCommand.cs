using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Reports;
using GarmentTools.Search;
using GarmentTools.Studies;

namespace GarmentTools.PowerShell;

/// <summary>Writes one file that can be mailed and opened anywhere: about queries, an evaluation, or a catalog.</summary>
[Cmdlet(VerbsData.Export, "GarmentReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGarmentReportCommand : CatalogCmdlet
{
    private readonly List<SimilarGarment> _similar = [];
    private readonly List<string> _catalogs = [];
    private RetrievalResult? _evaluation;

    // An enum of the library may be no field of a public type (see ModuleLifetime), so its number is kept.
    private int _format = -1, _style;

    /// <summary>The file to write; its name's end says the format.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("OutputPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// What the report is about: similar garments, an evaluation, or what Get-GarmentCatalog gives. Without it: the catalog.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>The format, where the file's name does not say it.</summary>
    [Parameter]
    public ReportFormat? Format { get => _format < 0 ? null : (ReportFormat)_format; set => _format = value is null ? -1 : (int)value; }

    /// <summary>How photos are named.</summary>
    [Parameter]
    public ReportPathStyle PathStyle { get => (ReportPathStyle)_style; set => _style = (int)value; }

    /// <summary>A page without any script.</summary>
    [Parameter]
    public SwitchParameter NoScript { get; set; }

    /// <summary>The heading.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>The longest side of a photo in the report, in pixels.</summary>
    [Parameter]
    [ValidateRange(32, 1024)]
    public int? ThumbnailSize { get; set; }

    /// <summary>Of a catalog: which garments.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <summary>Of a catalog: how embeddings are compared.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SearchMetricCompleter))]
    public string Metric { get; set; } = nameof(DistanceMetric.Cosine);

    /// <summary>Of a catalog: how many groups.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? GroupCount { get; set; }

    /// <summary>Of a catalog: the largest distance of near-duplicates.</summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double DuplicateDistance { get; set; } = LeakageCheck.DefaultThreshold;

    /// <summary>Of a catalog: of more garments, table and map show as many.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxGarment { get; set; } = 4000;

    /// <summary>Emits the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Begin() => this.FileToWrite(Path); // a folder that is missing is said before the work

    /// <inheritdoc/>
    private protected override void Process()
    {
        var input = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        if (input is SimilarGarment similar) _similar.Add(similar);
        else if (input is RetrievalResult result && _evaluation is null) _evaluation = result;
        else if (input is CatalogInfo info) _catalogs.Add(info.Path);
        else if (input is RetrievalResult)
            ThrowTerminatingError(CmdletError.InvalidRequest("Several evaluations were given, expected one. For a comparison use " +
                "Measure-GarmentRetrieval -Baseline."));
        else if (input is not null)
            ThrowTerminatingError(CmdletError.InvalidRequest($"A report cannot be made of {input.GetType().Name}, expected what " +
                "Get-SimilarGarment, Measure-GarmentRetrieval or Get-GarmentCatalog give.", input));
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        var kinds = (_similar.Count > 0 ? 1 : 0) + (_evaluation is null ? 0 : 1) + _catalogs.Count;
        if (kinds > 1)
            ThrowTerminatingError(CmdletError.InvalidRequest("A report is about one thing: similar garments, one evaluation, or one " +
                "catalog. Write several reports."));
        if (kinds == 0 && MyInvocation.ExpectingInput)
            ThrowTerminatingError(CmdletError.NoInput("Nothing came through the pipeline, so no report was written."));
        var file = this.FileToWrite(Path);
        if (!ShouldProcess(file, "Write the report")) return;
        var options = new ReportOptions
        {
            Format = Format ?? ReportOptions.FormatOf(file),
            PathStyle = PathStyle,
            NoScript = NoScript,
            Title = Title,
            ThumbnailSize = ThumbnailSize,
            Date = DateOnly.FromDateTime(DateTime.Today),
        };
        if (_similar.Count > 0) WriteSimilar(file, options);
        else if (_evaluation is { } evaluation) Write((progress, stop) =>
            GarmentReport.WriteEvaluation(file, evaluation.Report, evaluation.Baseline, evaluation.PhotoFolder, options, progress, stop));
        else WriteCatalog(file, options);
        if (PassThru) WriteObject(new FileInfo(file));
    }

    private void WriteSimilar(string file, ReportOptions options)
    {
        var catalog = TryOpenCatalog();
        // What the pipeline filtered out is left out here, too.
        var results = _similar.GroupBy(row => row.Result).Select(rows =>
            rows.Key with { Neighbors = [.. rows.Select(row => row.Neighbor)] }).ToList();
        Write((progress, stop) => GarmentReport.WriteSimilar(file, results, catalog, options, progress, stop));
    }

    private void WriteCatalog(string file, ReportOptions options)
    {
        if (_catalogs.Count == 1) Catalog = _catalogs[0];
        var catalog = OpenCatalog();
        var content = new CatalogReportOptions
        {
            Insights = new InsightOptions
            {
                Filter = Filter is null ? null : GarmentFilter.Parse(Filter),
                Metric = MetricChoice.Read(this, Metric, nameof(DistanceMetric.Cosine)).Learned,
            },
            Groups = new GroupOptions { Count = GroupCount },
            Duplicates = new DuplicateOptions { MaxDistance = (float)DuplicateDistance },
            MaxGarments = MaxGarment,
        };
        Write((progress, stop) => GarmentReport.WriteCatalog(file, catalog, content, options, progress, stop));
    }

    private void Write(Action<IProgress<WorkProgress>, CancellationToken> write) => Await((progress, stop) =>
    {
        write(progress, stop);
        return true;
    });
}
