namespace GarmentTools.Regions;

/// <summary>Moves a point to the center of gravity of the 7 × 7 heatmap cells around it, where the heatmap is sure.</summary>
internal static class HeatmapRefinement
{
    public const int Size = 64, Channels = 39;
    private const int Reach = 3;
    private const double MinPeak = 0.5;

    /// <param name="heatmap">64 × 64 × 39 logits: row, column, point.</param>
    /// <param name="point">Which point.</param>
    /// <param name="x">Where it is, 0 to 1.</param>
    /// <param name="y">Where it is, 0 to 1.</param>
    public static (double X, double Y) Refine(ReadOnlySpan<float> heatmap, int point, double x, double y)
    {
        // Truncated towards 0, as the reference does: slightly negative places count as the first cell.
        var (column, row) = ((int)(x * Size), (int)(y * Size));
        if (column is < 0 or >= Size || row is < 0 or >= Size) return (x, y);
        double sum = 0, sumX = 0, sumY = 0, peak = 0;
        for (var r = Math.Max(row - Reach, 0); r <= Math.Min(row + Reach, Size - 1); r++)
        {
            for (var c = Math.Max(column - Reach, 0); c <= Math.Min(column + Reach, Size - 1); c++)
            {
                var p = PersonDecoder.Sigmoid(heatmap[(r * Size + c) * Channels + point]);
                peak = Math.Max(peak, p);
                (sum, sumX, sumY) = (sum + p, sumX + p * c, sumY + p * r);
            }
        }
        return peak >= MinPeak ? (sumX / sum / Size, sumY / sum / Size) : (x, y);
    }
}
