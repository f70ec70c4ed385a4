using System.Management.Automation;
using GarmentTools.Common;
using GarmentTools.Distances;

namespace GarmentTools.PowerShell;

/// <summary>Finds the nearest garments of a garment from a distance matrix alone.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentNeighbor", DefaultParameterSetName = ById)]
[OutputType(typeof(GarmentNeighbor))]
public sealed class GetGarmentNeighborCommand : GarmentCmdlet
{
    private const string ById = "Id", ByName = "Name";
    private DistanceMatrix? _matrix;

    /// <summary>The file of the matrix.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Matrix")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Ids of garments.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0L, long.MaxValue)]
    public long[]? Id { get; set; }

    /// <summary>Names of garments: paths in the catalog, or of photos on this machine.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>How many garments at most.</summary>
    [Parameter]
    [Alias("First", "Top")]
    [ValidateRange(1, 1_000_000)]
    public int Count { get; set; } = 10;

    /// <summary>The largest distance.</summary>
    [Parameter]
    [ValidateRange(0.0, float.MaxValue)]
    public double? MaxDistance { get; set; }

    /// <summary>A list of names for a matrix of the original project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NameList { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var (path, names) = (this.FullFile(Path), NameList is null ? null : this.FullFile(NameList));
        _matrix = Await((_, stop) => MatrixFile.Open(path, names, stop));
        WriteVerbose($"Matrix: {path}, {_matrix.Count} garments, {_matrix.Metric}");
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var id in Id ?? []) TryItem(id, () => Emit(_matrix!.IndexOf(id)));
        foreach (var name in Name ?? []) TryItem(name, () => Emit(IndexOf(name)));
    }

    /// <inheritdoc/>
    private protected override void Close() => _matrix?.Dispose();

    private void Emit(int index)
    {
        Cancellation.ThrowIfCancellationRequested();
        foreach (var neighbor in _matrix!.Neighbors(index, Count, (float?)MaxDistance))
            WriteObject(new GarmentNeighbor(_matrix.Names[index], neighbor));
    }

    // A path of the session is tried where there is a photo: the library knows nothing of the session's location.
    private int IndexOf(string name)
    {
        try { return _matrix!.Find(name); }
        catch (UsageException) when (this.FullPath(name) is (var full, null) && full != name
            && File.Exists(full))
        { return _matrix!.Find(full); }
    }
}
