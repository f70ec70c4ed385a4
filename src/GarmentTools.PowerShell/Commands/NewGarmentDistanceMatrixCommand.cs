using System.Management.Automation;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Distances;
using GarmentTools.Embedding;

namespace GarmentTools.PowerShell;

/// <summary>Computes the distances of all pairs of a catalog's garments and writes them into a compressed file.</summary>
[Cmdlet(VerbsCommon.New, "GarmentDistanceMatrix", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MatrixInfo))]
public sealed class NewGarmentDistanceMatrixCommand : CatalogCmdlet
{
    private const string Cosine = nameof(MatrixMetric.Cosine), Euclidean = nameof(MatrixMetric.Euclidean), Squared =
        nameof(MatrixMetric.SquaredEuclidean);

    // An enum of the library may be no field of a public type (see ModuleLifetime), so its number is kept.
    private int _precision;

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("OutputPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>How vectors are compared: a word, or the file of a learned metric.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MatrixMetricCompleter))]
    public string Metric { get; set; } = Cosine;

    /// <summary>How each distance is stored.</summary>
    [Parameter]
    public MatrixPrecision Precision { get => (MatrixPrecision)_precision; set => _precision = (int)value; }

    /// <summary>Significant bits of a float32.</summary>
    [Parameter]
    [ValidateRange(8, 24)]
    public int MantissaBit { get; set; } = 17;

    /// <summary>Which of the stored outputs.</summary>
    [Parameter]
    [Alias("Output")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OutputCompleter))]
    public string? Vector { get; set; }

    /// <summary>Vectors with the length that the model gave.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Only so many nearest neighbors of each garment.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int? Neighbor { get; set; }

    /// <summary>Which garments.</summary>
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
    private protected override void End()
    {
        var path = this.FileToWrite(Path);
        var (word, learned) = MetricChoice.Read(this, Metric, Cosine, Euclidean, Squared);
        if (learned is not null && (Vector is not null || Raw))
            ThrowTerminatingError(CmdletError.InvalidRequest("A learned metric takes the vectors that it was learned from: leave -Vector " +
                "and -Raw out."));
        var options = new DistanceMatrixOptions
        {
            Metric = word is null ? MatrixMetric.Cosine : Enum.Parse<MatrixMetric>(word),
            Precision = Precision,
            MantissaBits = MantissaBit,
            Neighbors = Neighbor,
            MemoryBudget = MemoryBudget,
            Threads = ThrottleLimit,
        };
        var catalog = OpenCatalog();
        var (filter, raw) = (Filter is null ? null : GarmentFilter.Parse(Filter), Raw);
        using var stored = learned is null ? catalog.GetEmbeddings(Vector, raw, filter) : null;
        var source = stored ?? (IEmbeddingSource)Await((progress, stop) => catalog.GetEmbeddings(learned!, filter, progress, stop));
        var plan = Await((_, stop) => DistanceMatrix.Plan(source, path, options, stop)); // refuses what does not fit
        WriteVerbose(plan.ToString());
        if (!ShouldProcess(path, $"{(File.Exists(path) ? "Replace" : "Write")} the {plan.Pairs} distances of {source.Count} garments of " +
            $"'{catalog.Path}'")) return;
        var info = Await((progress, stop) =>
        {
            DistanceMatrix.Build(source, path, options, progress, stop);
            return DistanceMatrix.ReadInfo(path);
        });
        WriteObject(info);
    }
}
