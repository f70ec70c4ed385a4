using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GarmentTools.Common;

namespace GarmentTools.Numerics;

/// <summary>
/// Matrix products in double precision. Every element is one chain of fused multiply-adds over the inner index, in order; so the answer
/// is the same for any number of threads, any blocking and any width of vector registers.
/// </summary>
internal static class DenseMath
{
    private const int TileRows = 6, TileColumns = 8, InnerBlock = 256, RowBlock = 8 * TileRows;

    /// <summary>result = a·b, row-major.</summary>
    public static double[] Multiply(MatrixView a, MatrixView b, CancellationToken token)
    {
        var result = new double[a.Rows * b.Columns];
        MultiplyAdd(a, b, result, upperOnly: false, token);
        return result;
    }

    /// <summary>result = a·b of which the caller knows that it is symmetric: one half is computed, the other copied.</summary>
    public static double[] MultiplySymmetric(MatrixView a, MatrixView b, CancellationToken token)
    {
        var n = a.Rows;
        var result = new double[n * n];
        MultiplyAdd(a, b, result, upperOnly: true, token);
        for (var i = 1; i < n; i++)
            for (var j = 0; j < i; j++)
                result[i * n + j] = result[j * n + i];
        return result;
    }

    /// <summary>c += a·b; with <paramref name="upperOnly"/> what lies below the diagonal is left undefined.</summary>
    public static void MultiplyAdd(MatrixView a, MatrixView b, double[] c, bool upperOnly, CancellationToken token)
    {
        var (rows, inner, columns) = (a.Rows, a.Columns, b.Columns);
        if (b.Rows != inner || c.Length < (long)rows * columns)
            throw new ArgumentException($"A {rows}×{inner} and a {b.Rows}×{columns} matrix do not multiply into {c.Length} values.");
        var panels = (columns + TileColumns - 1) / TileColumns;
        var packed = ArrayPool<double>.Shared.Rent(panels * TileColumns * Math.Min(inner, InnerBlock));
        try
        {
            for (var from = 0; from < inner; from += InnerBlock)
            {
                var depth = Math.Min(InnerBlock, inner - from);
                PackColumns(b, from, depth, packed);
                WorkThreads.For((rows + RowBlock - 1) / RowBlock, token, block =>
                    MultiplyBlock(a, block * RowBlock, from, depth, packed, c, columns, upperOnly));
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(packed);
        }
    }

    private static void PackColumns(MatrixView b, int from, int depth, double[] packed)
    {
        var at = 0;
        for (var column = 0; column < b.Columns; column += TileColumns)
            for (var p = 0; p < depth; p++)
            {
                var source = b.Offset + (from + p) * b.RowStride + column * b.ColumnStride;
                for (var j = 0; j < TileColumns; j++)
                    packed[at++] = column + j < b.Columns ? b.Values[source + j * b.ColumnStride] : 0;
            }
    }

    private static void MultiplyBlock(MatrixView a, int firstRow, int from, int depth, double[] packedB, double[] c, int columns,
        bool upperOnly)
    {
        var rows = Math.Min(RowBlock, a.Rows - firstRow);
        var packedA = ArrayPool<double>.Shared.Rent(RowBlock * InnerBlock);
        var at = 0;
        for (var row = 0; row < rows; row += TileRows)
            for (var p = 0; p < depth; p++)
            {
                var source = a.Offset + (firstRow + row) * a.RowStride + (from + p) * a.ColumnStride;
                for (var i = 0; i < TileRows; i++)
                    packedA[at++] = row + i < rows ? a.Values[source + i * a.RowStride] : 0;
            }
        Span<double> edge = stackalloc double[TileRows * TileColumns];
        for (var column = 0; column < columns; column += TileColumns)
        {
            ref var panel = ref packedB[column * depth];
            for (var row = 0; row < rows; row += TileRows)
            {
                if (upperOnly && column + TileColumns <= firstRow + row) continue;
                ref var strip = ref packedA[row * depth];
                var (height, width) = (Math.Min(TileRows, rows - row), Math.Min(TileColumns, columns - column));
                var target = c.AsSpan((firstRow + row) * columns + column);
                if (height == TileRows && width == TileColumns)
                {
                    Tile(ref strip, ref panel, depth, ref MemoryMarshal.GetReference(target), columns);
                    continue;
                }
                // A tile that reaches over the edge works on a copy of full size.
                edge.Clear();
                for (var i = 0; i < height; i++) target.Slice(i * columns, width).CopyTo(edge[(i * TileColumns)..]);
                Tile(ref strip, ref panel, depth, ref MemoryMarshal.GetReference(edge), TileColumns);
                for (var i = 0; i < height; i++) edge.Slice(i * TileColumns, width).CopyTo(target[(i * columns)..]);
            }
        }
        ArrayPool<double>.Shared.Return(packedA);
    }

    // 6×8 results stay in twelve registers while the inner index runs.
    private static void Tile(ref double a, ref double b, int depth, ref double c, int stride)
    {
        ref var r0 = ref c;
        ref var r1 = ref Unsafe.Add(ref c, stride);
        ref var r2 = ref Unsafe.Add(ref c, 2 * stride);
        ref var r3 = ref Unsafe.Add(ref c, 3 * stride);
        ref var r4 = ref Unsafe.Add(ref c, 4 * stride);
        ref var r5 = ref Unsafe.Add(ref c, 5 * stride);
        var (c00, c01) = (Vector256.LoadUnsafe(ref r0), Vector256.LoadUnsafe(ref r0, 4));
        var (c10, c11) = (Vector256.LoadUnsafe(ref r1), Vector256.LoadUnsafe(ref r1, 4));
        var (c20, c21) = (Vector256.LoadUnsafe(ref r2), Vector256.LoadUnsafe(ref r2, 4));
        var (c30, c31) = (Vector256.LoadUnsafe(ref r3), Vector256.LoadUnsafe(ref r3, 4));
        var (c40, c41) = (Vector256.LoadUnsafe(ref r4), Vector256.LoadUnsafe(ref r4, 4));
        var (c50, c51) = (Vector256.LoadUnsafe(ref r5), Vector256.LoadUnsafe(ref r5, 4));
        for (var p = 0; p < depth; p++)
        {
            var b0 = Vector256.LoadUnsafe(ref b);
            var b1 = Vector256.LoadUnsafe(ref b, 4);
            var x = Vector256.Create(a);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(Unsafe.Add(ref a, 1));
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(Unsafe.Add(ref a, 2));
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(Unsafe.Add(ref a, 3));
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            x = Vector256.Create(Unsafe.Add(ref a, 4));
            c40 = Vector256.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(x, b1, c41);
            x = Vector256.Create(Unsafe.Add(ref a, 5));
            c50 = Vector256.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(x, b1, c51);
            a = ref Unsafe.Add(ref a, TileRows);
            b = ref Unsafe.Add(ref b, TileColumns);
        }
        c00.StoreUnsafe(ref r0); c01.StoreUnsafe(ref r0, 4);
        c10.StoreUnsafe(ref r1); c11.StoreUnsafe(ref r1, 4);
        c20.StoreUnsafe(ref r2); c21.StoreUnsafe(ref r2, 4);
        c30.StoreUnsafe(ref r3); c31.StoreUnsafe(ref r3, 4);
        c40.StoreUnsafe(ref r4); c41.StoreUnsafe(ref r4, 4);
        c50.StoreUnsafe(ref r5); c51.StoreUnsafe(ref r5, 4);
    }
}
