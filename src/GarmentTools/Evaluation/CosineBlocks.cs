using GarmentTools.Numerics;

namespace GarmentTools.Evaluation;

/// <summary>
/// Cosines of all photos of one side with all of the other, in blocks, so that memory stays flat for galleries of any size.
/// </summary>
internal static class CosineBlocks
{
    private const int BlockRows = 128, GalleryRows = 4096;

    /// <param name="first">The side that is gone through in blocks.</param>
    /// <param name="second">The other side.</param>
    /// <param name="use">Told the first row of a block, how many rows it has, and its cosines (rows × photos of the second side); the array
    /// is used again.</param>
    /// <param name="token">Stops the work.</param>
    public static void Run(EvaluationSet first, EvaluationSet second, Action<int, int, double[]> use, CancellationToken token)
    {
        var (d, n) = (first.Dimensions, second.Items.Count);
        var cosines = new double[(long)Math.Min(BlockRows, first.Items.Count) * n];
        for (var from = 0; from < first.Items.Count; from += BlockRows)
        {
            var count = Math.Min(BlockRows, first.Items.Count - from);
            var rows = MatrixView.Of(first.Units(from, count), count, d);
            for (var at = 0; at < n; at += GalleryRows)
            {
                var width = Math.Min(GalleryRows, n - at);
                var part = DenseMath.Multiply(rows, MatrixView.Of(second.Units(at, width), width, d).T, token);
                for (var i = 0; i < count; i++) part.AsSpan(i * width, width).CopyTo(cosines.AsSpan(i * n + at));
            }
            use(from, count, cosines);
        }
    }
}
