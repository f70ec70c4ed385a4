using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>Says what files of distance matrices hold.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentDistanceMatrix", DefaultParameterSetName = ByPath)]
[OutputType(typeof(MatrixInfo))]
public sealed class GetGarmentDistanceMatrixCommand : GarmentCmdlet
{
    private const string ByPath = "Path", ByLiteralPath = "LiteralPath";

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

    /// <summary>A list of names for a matrix of the original project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NameList { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var (paths, literal) in new[] { (Path, false), (LiteralPath, true) })
            foreach (var path in paths ?? [])
            {
                var (files, error) = Sink.Expand(path, literal);
                if (error is not null) Sink.WriteError(error);
                foreach (var file in files) TryItem(file, () => Sink.Write(Read(file)));
            }
    }

    private MatrixInfo Read(string file)
    {
        if (NameList is null) return DistanceMatrix.ReadInfo(file);
        var names = Sink.FullFile(NameList);
        return Await((_, stop) =>
        {
            using var matrix = MatrixFile.Open(file, names, stop);
            return matrix.Info;
        });
    }
}
