using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GarmentTools.Regions;

/// <summary>
/// Sums pictures row by row and column by column as two <see cref="TapTable"/>s say. Vector128 with separate products and sums: the same
/// bits on every processor. (Wider vectors would win less than a hundredth of what the network behind it costs.)
/// </summary>
internal static class Resampler
{
    /// <summary>Three channels of bytes to floats: (value × scale) + offset.</summary>
    /// <param name="pixels">The source from its upper left corner on.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="width">Columns of the source that the table speaks of.</param>
    /// <param name="columns">How columns are made.</param>
    /// <param name="rows">How rows are made.</param>
    /// <param name="scale">What each value is multiplied by.</param>
    /// <param name="offset">What is then added.</param>
    /// <param name="target">rows × columns × 3 values.</param>
    public static void Rgb(ReadOnlySpan<byte> pixels, int stride, int width, TapTable columns, TapTable rows, float scale, float offset,
        Span<float> target)
    {
        var line = ArrayPool<float>.Shared.Rent(width * 3 + 1); // one more: the last pixel is read as four values
        try
        {
            var sums = line.AsSpan(0, width * 3 + 1);
            var shift = Vector128.Create(offset);
            ref var read = ref MemoryMarshal.GetReference(sums);
            for (int y = 0, at = 0; y < rows.Count; y++)
            {
                SumRows(pixels, stride, width * 3, rows, y, sums);
                for (var x = 0; x < columns.Count; x++, at += 3)
                {
                    var sum = Vector128<float>.Zero;
                    var from = columns.First[x] * 3;
                    foreach (var weight in columns.WeightsOf(x))
                    {
                        sum += Vector128.LoadUnsafe(ref read, (nuint)from) * weight;
                        from += 3;
                    }
                    sum = sum * scale + shift;
                    if (at + 4 <= target.Length) sum.CopyTo(target[at..]); // the fourth value is overwritten by the next pixel
                    else (target[at], target[at + 1], target[at + 2]) = (sum[0], sum[1], sum[2]);
                }
            }
        }
        finally { ArrayPool<float>.Shared.Return(line); }
    }

    /// <summary>One channel of bytes to bytes, rounded.</summary>
    public static void Gray(ReadOnlySpan<byte> values, int width, TapTable columns, TapTable rows, Span<byte> target)
    {
        var line = ArrayPool<float>.Shared.Rent(width + 1);
        try
        {
            var sums = line.AsSpan(0, width + 1);
            for (int y = 0, at = 0; y < rows.Count; y++)
            {
                SumRows(values, width, width, rows, y, sums);
                for (var x = 0; x < columns.Count; x++, at++)
                {
                    float sum = 0;
                    var from = columns.First[x];
                    foreach (var weight in columns.WeightsOf(x)) sum += sums[from++] * weight;
                    target[at] = (byte)Math.Clamp(sum + .5f, 0, 255);
                }
            }
        }
        finally { ArrayPool<float>.Shared.Return(line); }
    }

    private static void SumRows(ReadOnlySpan<byte> source, int stride, int length, TapTable rows, int row, Span<float> sums)
    {
        sums.Clear();
        var first = rows.First[row];
        foreach (var weight in rows.WeightsOf(row))
        {
            if (weight != 0) AddRow(source.Slice(first * stride, length), weight, sums);
            first++;
        }
    }

    private static void AddRow(ReadOnlySpan<byte> row, float weight, Span<float> sums)
    {
        var x = 0;
        for (; x + 16 <= row.Length; x += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(row.Slice(x, 16)));
            var (a, b) = Vector128.Widen(low);
            var (c, d) = Vector128.Widen(high);
            Add(a, sums.Slice(x, 4));
            Add(b, sums.Slice(x + 4, 4));
            Add(c, sums.Slice(x + 8, 4));
            Add(d, sums.Slice(x + 12, 4));
        }
        for (; x < row.Length; x++) sums[x] += row[x] * weight;

        void Add(Vector128<uint> values, Span<float> to) =>
            (Vector128.Create<float>(to) + Vector128.ConvertToSingle(values.AsInt32()) * weight).CopyTo(to);
    }
}
