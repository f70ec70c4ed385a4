namespace GarmentTools.Regions;

/// <summary>
/// The places that the detector's 2254 answers are measured from, as parts of its 224 × 224 input: cells of 8, 16 and 32 pixels, in the
/// order row, column,
/// anchor; two anchors per cell on the two finer grids, six on the coarse one (three layers of two). All have size 1.
/// </summary>
internal static class PersonAnchors
{
    public const int InputSize = 224;
    public const int Count = 28 * 28 * 2 + 14 * 14 * 2 + 7 * 7 * 6;

    private static readonly (int Cells, int PerCell)[] s_grids = [(28, 2), (14, 2), (7, 6)];

    /// <summary>The center of an anchor, 0 to 1.</summary>
    public static (double X, double Y) Center(int index)
    {
        foreach (var (cells, perCell) in s_grids)
        {
            var size = cells * cells * perCell;
            if (index < size)
            {
                var cell = index / perCell;
                return ((cell % cells + .5) / cells, (cell / cells + .5) / cells);
            }
            index -= size;
        }
        throw new ArgumentOutOfRangeException(nameof(index));
    }
}
