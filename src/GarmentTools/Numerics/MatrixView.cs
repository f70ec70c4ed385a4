namespace GarmentTools.Numerics;

/// <summary>A matrix laid over an array with any strides, so that a transposed or cut-out operand costs nothing.</summary>
internal readonly record struct MatrixView(double[] Values, int Offset, int Rows, int Columns, int RowStride, int ColumnStride)
{
    public static MatrixView Of(double[] values, int rows, int columns) => new(values, 0, rows, columns, columns, 1);

    /// <summary>The same values, transposed.</summary>
    public MatrixView T => new(Values, Offset, Columns, Rows, ColumnStride, RowStride);

    public MatrixView RowRange(int first, int count) => this with { Offset = Offset + first * RowStride, Rows = count };

    public MatrixView ColumnRange(int first, int count) => this with { Offset = Offset + first * ColumnStride, Columns = count };
}
