using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GarmentTools.Search;

namespace GarmentTools.Learning;

/// <summary>
/// float32 vectors times a fixed D×K matrix. Each result is one chain of fused multiply-adds over the dimensions, in order, so registers of
/// any width, any number of threads, and one row or a million of them give the same bits.
/// </summary>
internal sealed class ProjectionKernel
{
    private const int Panel = 16;   // columns that are kept together: one register of 512 bits, two of 256 or four of 128
    private readonly float[] _panels;   // [panel][dimension][column]
    private readonly int _panelCount;

    public ProjectionKernel(ReadOnlySpan<float> matrix, int dimensions, int columns)
    {
        (Dimensions, Columns) = (dimensions, columns);
        _panelCount = (columns + Panel - 1) / Panel;
        _panels = new float[(long)_panelCount * Panel * dimensions];
        for (var d = 0; d < dimensions; d++)
            for (var k = 0; k < columns; k++)
                _panels[((k / Panel) * dimensions + d) * Panel + k % Panel] = matrix[d * columns + k];
    }

    public int Dimensions { get; }

    public int Columns { get; }

    /// <summary>The widest registers that this processor has; tests set another.</summary>
    internal static SimdWidth Width { get; set; } = SimdWidths.Widest;

    /// <summary>Writes rows × K products of rows × D values.</summary>
    public void Multiply(ReadOnlySpan<float> rows, Span<float> products)
    {
        var count = rows.Length / Dimensions;
        var height = Width switch { SimdWidth.Vector512 => 12, SimdWidth.Vector256 => 6, _ => 3 };
        Span<float> tile = stackalloc float[12 * Panel];
        for (var row = 0; row < count; row += height)
        {
            var live = Math.Min(height, count - row);
            for (var p = 0; p < _panelCount; p++)
            {
                ref var panel = ref _panels[p * Panel * Dimensions];
                for (var i = 0; i < live;)
                {
                    ref var at = ref MemoryMarshal.GetReference(rows[((row + i) * Dimensions)..]);
                    var into = tile[(i * Panel)..];
                    // Rows left over at the end go one by one: fewer rows at once change nothing in a row's sums.
                    i += live < height ? One(ref at, ref panel, into) : Width switch
                    {
                        SimdWidth.Vector512 => Twelve(ref at, ref panel, into),
                        SimdWidth.Vector256 => Six(ref at, ref panel, into),
                        _ => Three(ref at, ref panel, into),
                    };
                }
                var width = Math.Min(Panel, Columns - p * Panel);
                for (var i = 0; i < live; i++) tile.Slice(i * Panel, width).CopyTo(products[((row + i) * Columns + p * Panel)..]);
            }
        }
    }

    private int One(ref float x, ref float panel, Span<float> into)
    {
        var (a, b, c, d) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
        for (var p = 0; p < Dimensions; p++, panel = ref Unsafe.Add(ref panel, Panel))
        {
            var value = Vector128.Create(Unsafe.Add(ref x, p));
            a = Vector128.FusedMultiplyAdd(value, Vector128.LoadUnsafe(ref panel), a);
            b = Vector128.FusedMultiplyAdd(value, Vector128.LoadUnsafe(ref panel, 4), b);
            c = Vector128.FusedMultiplyAdd(value, Vector128.LoadUnsafe(ref panel, 8), c);
            d = Vector128.FusedMultiplyAdd(value, Vector128.LoadUnsafe(ref panel, 12), d);
        }
        a.CopyTo(into);
        b.CopyTo(into[4..]);
        c.CopyTo(into[8..]);
        d.CopyTo(into[12..]);
        return 1;
    }

    private int Three(ref float x, ref float panel, Span<float> into)
    {
        for (var i = 0; i < 3; i++) One(ref Unsafe.Add(ref x, i * Dimensions), ref panel, into[(i * Panel)..]);
        return 3;
    }

    private int Six(ref float x, ref float panel, Span<float> into)
    {
        var stride = Dimensions;
        ref var x1 = ref Unsafe.Add(ref x, stride);
        ref var x2 = ref Unsafe.Add(ref x1, stride);
        ref var x3 = ref Unsafe.Add(ref x2, stride);
        ref var x4 = ref Unsafe.Add(ref x3, stride);
        ref var x5 = ref Unsafe.Add(ref x4, stride);
        var zero = Vector256<float>.Zero;
        var (a0, a1, b0, b1, c0, c1) = (zero, zero, zero, zero, zero, zero);
        var (d0, d1, e0, e1, f0, f1) = (zero, zero, zero, zero, zero, zero);
        for (var p = 0; p < stride; p++, panel = ref Unsafe.Add(ref panel, Panel))
        {
            var (m0, m1) = (Vector256.LoadUnsafe(ref panel), Vector256.LoadUnsafe(ref panel, 8));
            var value = Vector256.Create(Unsafe.Add(ref x, p));
            a0 = Vector256.FusedMultiplyAdd(value, m0, a0);
            a1 = Vector256.FusedMultiplyAdd(value, m1, a1);
            value = Vector256.Create(Unsafe.Add(ref x1, p));
            b0 = Vector256.FusedMultiplyAdd(value, m0, b0);
            b1 = Vector256.FusedMultiplyAdd(value, m1, b1);
            value = Vector256.Create(Unsafe.Add(ref x2, p));
            c0 = Vector256.FusedMultiplyAdd(value, m0, c0);
            c1 = Vector256.FusedMultiplyAdd(value, m1, c1);
            value = Vector256.Create(Unsafe.Add(ref x3, p));
            d0 = Vector256.FusedMultiplyAdd(value, m0, d0);
            d1 = Vector256.FusedMultiplyAdd(value, m1, d1);
            value = Vector256.Create(Unsafe.Add(ref x4, p));
            e0 = Vector256.FusedMultiplyAdd(value, m0, e0);
            e1 = Vector256.FusedMultiplyAdd(value, m1, e1);
            value = Vector256.Create(Unsafe.Add(ref x5, p));
            f0 = Vector256.FusedMultiplyAdd(value, m0, f0);
            f1 = Vector256.FusedMultiplyAdd(value, m1, f1);
        }
        Store(a0, a1, into);
        Store(b0, b1, into[16..]);
        Store(c0, c1, into[32..]);
        Store(d0, d1, into[48..]);
        Store(e0, e1, into[64..]);
        Store(f0, f1, into[80..]);
        return 6;

        static void Store(Vector256<float> low, Vector256<float> high, Span<float> into)
        {
            low.CopyTo(into);
            high.CopyTo(into[8..]);
        }
    }

    private int Twelve(ref float x, ref float panel, Span<float> into)
    {
        var stride = Dimensions;
        var zero = Vector512<float>.Zero;
        var (a, b, c, d, e, f) = (zero, zero, zero, zero, zero, zero);
        var (g, h, i, j, k, l) = (zero, zero, zero, zero, zero, zero);
        ref var second = ref Unsafe.Add(ref x, 6 * stride);
        for (var p = 0; p < stride; p++, panel = ref Unsafe.Add(ref panel, Panel))
        {
            var m = Vector512.LoadUnsafe(ref panel);
            a = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref x, p)), m, a);
            b = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref x, p + stride)), m, b);
            c = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref x, p + 2 * stride)), m, c);
            d = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref x, p + 3 * stride)), m, d);
            e = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref x, p + 4 * stride)), m, e);
            f = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref x, p + 5 * stride)), m, f);
            g = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref second, p)), m, g);
            h = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref second, p + stride)), m, h);
            i = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref second, p + 2 * stride)), m, i);
            j = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref second, p + 3 * stride)), m, j);
            k = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref second, p + 4 * stride)), m, k);
            l = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref second, p + 5 * stride)), m, l);
        }
        a.CopyTo(into);
        b.CopyTo(into[16..]);
        c.CopyTo(into[32..]);
        d.CopyTo(into[48..]);
        e.CopyTo(into[64..]);
        f.CopyTo(into[80..]);
        g.CopyTo(into[96..]);
        h.CopyTo(into[112..]);
        i.CopyTo(into[128..]);
        j.CopyTo(into[144..]);
        k.CopyTo(into[160..]);
        l.CopyTo(into[176..]);
        return 12;
    }
}
