using System.Management.Automation;
using GarmentTools.Distances;

namespace GarmentTools.PowerShell;

/// <summary>Says what files of distance matrices hold.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentDistanceMatrix", DefaultParameterSetName = ByPath)]
[OutputType(typeof(MatrixInfo))]
public sealed class GetGarmentDistanceMatrixCommand : FileCmdlet
{
    /// <summary>A list of names for a matrix of the original project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NameList { get; set; }

    /// <inheritdoc/>
    private protected override void ProcessFile(string file) => WriteObject(Read(file));

    private MatrixInfo Read(string file)
    {
        if (NameList is null) return DistanceMatrix.ReadInfo(file);
        var names = this.FullFile(NameList);
        return Await((_, stop) =>
        {
            using var matrix = MatrixFile.Open(file, names, stop);
            return matrix.Info;
        });
    }
}
