using System.Management.Automation;
using GarmentTools.Common;
using GarmentTools.Learning;
using GarmentTools.Reports.Results;
using GarmentTools.Studies;

namespace GarmentTools.PowerShell;

/// <summary>Learns from pairs of street and shop photos how embeddings are best compared.</summary>
[Cmdlet(VerbsCommon.Optimize, "GarmentMetric", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(LearnedMetricRow))]
public sealed class OptimizeGarmentMetricCommand : GarmentCmdlet
{
    /// <summary>The CSV file of pairs, or a catalog.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Pairs")]
    [ValidateNotNullOrEmpty]
    public string Pair { get; set; } = "";

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("OutputPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Rows to learn from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Train { get; set; }

    /// <summary>The part of each street photo.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[] Region { get; set; } = ["Auto"];

    /// <summary>The part of each shop photo.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[] ShopRegion { get; set; } = ["Whole"];

    /// <summary>Which output of the model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OutputCompleter))]
    public string? Output { get; set; }

    /// <summary>The model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmbeddingModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Decides which products share a fold.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long Seed { get; set; } = 1;

    /// <summary>How many photos are worked on at once.</summary>
    [Parameter]
    [ValidateRange(0, 1024)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    private protected override void End()
    {
        var (path, source) = (this.FileToWrite(Path), this.FullFile(Pair));
        var options = new StudyOptions
        {
            Train = Train is null ? null : RowRange.Parse(Train),
            StreetRegion = Regions.Parse(Region)!,
            ShopRegion = Regions.Parse(ShopRegion)!,
            Output = Output,
            Model = Model,
            Threads = ThrottleLimit,
            MetricOptions = new MetricOptions { Seed = (ulong)Seed },
        };
        using var catalog = source.EndsWith(".garments", StringComparison.OrdinalIgnoreCase) ? GarmentCatalog.Open(source) : null;
        var pairs = catalog is null ? PairsFile.Read(source) : catalog.GetPairs();
        var count = options.Train is { } rows ? pairs.Select(rows).Count : pairs.Pairs.Count;
        if (!ShouldProcess(path, $"{(File.Exists(path) ? "Replace with" : "Write")} a metric learned from {count} pairs of '{pairs.Path}'"))
            return;

        var fit = Await((progress, stop) => RetrievalStudy.LearnAsync(pairs, options, progress, stop));
        foreach (var warning in fit.Warnings) WriteWarning(warning);
        fit.Metric?.Save(path);
        if (fit.Metric is null)
            WriteError(CmdletError.Of(new InvalidDataException($"'{path}' was not written: in cross-validation the learned metric did " +
                "worse than none. More pairs, or pairs of another kind, may help."), "MetricWithheld", ErrorCategory.InvalidResult, path));
        WriteObject(LearnedMetricRow.From(fit, fit.Metric is null ? null : path));
    }
}
