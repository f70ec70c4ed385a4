using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>Says what files of learned metrics hold: what they were learned from, and how well they do.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentMetric", DefaultParameterSetName = ByPath)]
[OutputType(typeof(LearnedMetricRow))]
public sealed class GetGarmentMetricCommand : GarmentCmdlet
{
    private const string ByPath = "Path", ByLiteralPath = "LiteralPath";

    /// <summary>Files of metrics.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The same, taken as they are.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var (paths, literal) in new[] { (Path, false), (LiteralPath, true) })
            foreach (var path in paths ?? [])
            {
                var (files, error) = Sink.Expand(path, literal);
                if (error is not null) Sink.WriteError(error);
                foreach (var file in files) TryItem(file, () => Sink.Write(LearnedMetricRow.From(LearnedMetric.Load(file), file)));
            }
    }
}
