using System.Management.Automation;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Distances;
using GarmentTools.Embedding;
using GarmentTools.Learning;

namespace GarmentTools.PowerShell;

/// <summary>Brings distance matrices in step with their catalog.</summary>
[Cmdlet(VerbsData.Update, "GarmentDistanceMatrix", DefaultParameterSetName = ByPath, SupportsShouldProcess = true, ConfirmImpact =
    ConfirmImpact.Low)]
[OutputType(typeof(MatrixUpdate))]
public sealed class UpdateGarmentDistanceMatrixCommand : CatalogCmdlet
{
    private const string ByPath = "Path", ByLiteralPath = "LiteralPath";
    private const string RawMark = "+raw", LearnedMark = "metric:"; // of fingerprints
    private LearnedMetric? _learned;

    /// <summary>Files of matrices.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The same, taken as they are.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The file of the learned metric that the matrix was built with.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Metric { get; set; }

    /// <summary>The filter that the matrix was built with.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <summary>Bytes of memory that may be taken.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long? MemoryBudget { get; set; }

    /// <summary>How many threads work at once.</summary>
    [Parameter]
    [ValidateRange(0, 1024)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        if (Metric is not null) _learned = LearnedMetric.Load(this.FullFile(Metric));
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var file in Files(Path, LiteralPath)) TryItem(file, () => Update(file));
    }

    private void Update(string file)
    {
        var info = DistanceMatrix.ReadInfo(file);
        var isLearned = info.Fingerprint.StartsWith(LearnedMark, StringComparison.Ordinal);
        if (isLearned != _learned is not null)
        {
            WriteError(CmdletError.InvalidRequest(isLearned
                ? $"'{file}' was built with a learned metric. Name its file with -Metric."
                : $"'{file}' was built without a learned metric. Leave -Metric out.", file));
            return;
        }
        var catalog = OpenCatalog();
        if (!ShouldProcess(file, $"Bring in step with '{catalog.Path}'")) return;
        var filter = Filter is null ? null : GarmentFilter.Parse(Filter);
        var options = new MatrixUpdateOptions { MemoryBudget = MemoryBudget, Threads = ThrottleLimit };
        var update = Await((progress, stop) =>
        {
            // A catalog may store several outputs; the matrix has the numbers of one of them.
            var output = catalog.GetInfo().Outputs.FirstOrDefault(o => o.Value == info.Dimensions).Key;
            using var stored = _learned is null ? catalog.GetEmbeddings(output,
                info.Fingerprint.EndsWith(RawMark, StringComparison.Ordinal), filter) : null;
            return DistanceMatrix.Update(file, stored ?? (IEmbeddingSource)catalog.GetEmbeddings(_learned!, filter, progress, stop),
                options, progress, stop);
        });
        WriteVerbose(update.Written ? $"{file}: {update.PairsComputed} distances were computed."
            : $"{file} is in step with the catalog and was left as it was.");
        WriteObject(update);
    }
}
