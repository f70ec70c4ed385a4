using GarmentTools.Common;

namespace GarmentTools.Numerics;

/// <summary>Sums of unit vectors.</summary>
internal static class UnitVector
{
    /// <summary>sum += weight · vector/|vector|; a vector of length 0 adds nothing.</summary>
    public static void AddTo(double[] sum, ReadOnlySpan<float> vector, double weight)
    {
        var squares = 0.0;
        foreach (var value in vector) squares += (double)value * value;
        if (!double.IsFinite(squares))
            throw new UsageException("A vector holds a value that is not a finite number. Embed that photo again.");
        if (squares == 0) return;
        var scale = weight / Math.Sqrt(squares);
        for (var i = 0; i < vector.Length; i++) sum[i] += scale * vector[i];
    }

    /// <summary>Writes the sum scaled to length 1, or zeros where it has no direction.</summary>
    public static void Write(double[] sum, Span<float> destination)
    {
        var squares = 0.0;
        foreach (var value in sum) squares += value * value;
        var scale = squares > 0 ? 1 / Math.Sqrt(squares) : 0;
        for (var i = 0; i < sum.Length; i++) destination[i] = (float)(sum[i] * scale);
    }
}
