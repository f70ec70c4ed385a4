using GarmentTools.Distances;

namespace GarmentTools.PowerShell;

/// <summary>A neighbor that a distance matrix knows, with the garment that was asked about.</summary>
public sealed class GarmentNeighbor
{
    internal GarmentNeighbor(string query, MatrixNeighbor neighbor) => (Query, Neighbor) = (query, neighbor);

    /// <summary>The name of the garment that was asked about.</summary>
    public string Query { get; }

    /// <summary>Its place, from 1. Equal distances are ordered by id.</summary>
    public int Rank => Neighbor.Rank;

    /// <summary>The distance as it is stored.</summary>
    public float Distance => Neighbor.Distance;

    /// <summary>The garment's number in the catalog.</summary>
    public long Id => Neighbor.Id;

    /// <summary>Its name: its path in the catalog.</summary>
    public string Name => Neighbor.Name;

    /// <summary>Its place in the matrix, from 0.</summary>
    public int Index => Neighbor.Index;

    /// <summary>The library's own; other faces show the same.</summary>
    internal MatrixNeighbor Neighbor { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
