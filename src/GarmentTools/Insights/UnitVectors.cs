using System.Globalization;
using System.Numerics.Tensors;
using GarmentTools.Embedding;

namespace GarmentTools.Insights;

/// <summary>Unit vectors in memory, one a row.</summary>
/// <param name="dimensions">Numbers per vector.</param>
/// <param name="units">Rows × dimensions, each row of length 1 (a vector without a direction stays 0).</param>
internal class UnitVectors(int dimensions, float[] units)
{
    public int Dimensions { get; } = dimensions;

    /// <summary>Rows × dimensions, each row of length 1 (a vector without a direction stays 0).</summary>
    public float[] Units { get; } = units;

    public int Count { get; } = units.Length / dimensions;

    public ReadOnlySpan<float> Row(int row) => Units.AsSpan(row * Dimensions, Dimensions);

    /// <summary>The cosine distance of two rows.</summary>
    public float Distance(int a, int b) => a == b ? 0 : Math.Clamp(1 - TensorPrimitives.Dot(Row(a), Row(b)), 0, 2);

    /// <summary>The rows as what distances are computed from.</summary>
    public EmbeddingTable Table()
    {
        var rows = Enumerable.Range(0, Count);
        return new("insights", Dimensions, [.. rows.Select(i => (long)i)], [.. rows.Select(i => i.ToString(CultureInfo.InvariantCulture))],
            Units);
    }
}
