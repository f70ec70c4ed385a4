using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GarmentTools.Search;

/// <summary>
/// Exact integer dot products of int8 rows with int16 queries: the scan. Written once over <see cref="ICodeLanes{TShorts, TSums}"/>.
/// Compiled fully at the first call (no tiering), since a cold process asks one query.
/// </summary>
internal static unsafe class CodeDots
{
    /// <summary>
    /// Rows that are fetched while others are multiplied: a filter's rows lie too irregularly for the processor to foresee them.
    /// </summary>
    private const int Ahead = 12;

    /// <summary>One query against listed rows: totals[i] = ⟨row rows[i], query⟩.</summary>
    /// <param name="width">The registers to use.</param>
    /// <param name="codes">The first row of the block.</param>
    /// <param name="stride">Codes per row, a multiple of 32.</param>
    /// <param name="rows">Rows of the block, by number.</param>
    /// <param name="count">How many rows are listed.</param>
    /// <param name="query">stride codes.</param>
    /// <param name="totals">Room for count rounded up to a multiple of 4.</param>
    public static void One(SimdWidth width, sbyte* codes, int stride, int* rows, int count, short* query, int* totals)
    {
        switch (width)
        {
            case SimdWidth.Vector512: One<Lanes512, Vector512<short>, Vector512<int>>(codes, stride, rows, count, query, totals); break;
            case SimdWidth.Vector256: One<Lanes256, Vector256<short>, Vector256<int>>(codes, stride, rows, count, query, totals); break;
            case SimdWidth.Vector128: One<Lanes128, Vector128<short>, Vector128<int>>(codes, stride, rows, count, query, totals); break;
            default: One<ScalarLanes, short, int>(codes, stride, rows, count, query, totals); break;
        }
    }

    /// <summary>Copies listed rows as 16-bit codes, once for all queries of a group.</summary>
    public static void Widen(SimdWidth width, sbyte* codes, int stride, int* rows, int count, short* wide)
    {
        switch (width)
        {
            case SimdWidth.Vector512: Widen<Lanes512, Vector512<short>, Vector512<int>>(codes, stride, rows, count, wide); break;
            case SimdWidth.Vector256: Widen<Lanes256, Vector256<short>, Vector256<int>>(codes, stride, rows, count, wide); break;
            case SimdWidth.Vector128: Widen<Lanes128, Vector128<short>, Vector128<int>>(codes, stride, rows, count, wide); break;
            default: Widen<ScalarLanes, short, int>(codes, stride, rows, count, wide); break;
        }
    }

    /// <summary>Two queries against widened rows (count is a multiple of 4): each load serves eight products.</summary>
    public static void Two(SimdWidth width, short* wide, int stride, int count, short* first, short* second, int* firstTotals,
        int* secondTotals)
    {
        switch (width)
        {
            case SimdWidth.Vector512:
                Two<Lanes512, Vector512<short>, Vector512<int>>(wide, stride, count, first, second, firstTotals,
                secondTotals); break;
            case SimdWidth.Vector256:
                Two<Lanes256, Vector256<short>, Vector256<int>>(wide, stride, count, first, second, firstTotals,
                secondTotals); break;
            case SimdWidth.Vector128:
                Two<Lanes128, Vector128<short>, Vector128<int>>(wide, stride, count, first, second, firstTotals,
                secondTotals); break;
            default: Two<ScalarLanes, short, int>(wide, stride, count, first, second, firstTotals, secondTotals); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TLanes, TShorts, TSums>(sbyte* codes, int stride, int* rows, int count, short* query, int* totals)
        where TLanes : struct, ICodeLanes<TShorts, TSums> where TShorts : struct where TSums : struct
    {
        int row = 0;
        for (; row <= count - 4; row += 4)
        {
            sbyte* p0 = codes + (long)rows[row] * stride, p1 = codes + (long)rows[row + 1] * stride;
            sbyte* p2 = codes + (long)rows[row + 2] * stride, p3 = codes + (long)rows[row + 3] * stride;
            if (row + Ahead + 4 <= count)
                Fetch(codes, stride, rows + row + Ahead);
            TSums s0 = default, s1 = default, s2 = default, s3 = default;
            for (int i = 0; i < stride; i += TLanes.Step)
            {
                TShorts q = TLanes.Load(query + i);
                s0 = TLanes.Accumulate(s0, TLanes.Widen(p0 + i), q);
                s1 = TLanes.Accumulate(s1, TLanes.Widen(p1 + i), q);
                s2 = TLanes.Accumulate(s2, TLanes.Widen(p2 + i), q);
                s3 = TLanes.Accumulate(s3, TLanes.Widen(p3 + i), q);
            }
            TLanes.StoreTotals(s0, s1, s2, s3, totals + row);
        }
        for (; row < count; row++)
        {
            sbyte* p = codes + (long)rows[row] * stride;
            TSums sums = default;
            for (int i = 0; i < stride; i += TLanes.Step)
                sums = TLanes.Accumulate(sums, TLanes.Widen(p + i), TLanes.Load(query + i));
            totals[row] = TLanes.Total(sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(sbyte* codes, int stride, int* rows)
    {
        if (!Sse.IsSupported)
            return;
        for (int row = 0; row < 4; row++)
        {
            sbyte* soon = codes + (long)rows[row] * stride;
            for (int i = 0; i < stride; i += 64)
                Sse.Prefetch0(soon + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen<TLanes, TShorts, TSums>(sbyte* codes, int stride, int* rows, int count, short* wide)
        where TLanes : struct, ICodeLanes<TShorts, TSums> where TShorts : struct where TSums : struct
    {
        for (int row = 0; row < count; row++, wide += stride)
        {
            if ((row & 3) == 0 && row + Ahead + 4 <= count)
                Fetch(codes, stride, rows + row + Ahead);
            sbyte* p = codes + (long)rows[row] * stride;
            for (int i = 0; i < stride; i += TLanes.Step)
                TLanes.Store(TLanes.Widen(p + i), wide + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<TLanes, TShorts, TSums>(short* wide, int stride, int count, short* first, short* second, int* firstTotals,
        int* secondTotals)
        where TLanes : struct, ICodeLanes<TShorts, TSums> where TShorts : struct where TSums : struct
    {
        for (int row = 0; row < count; row += 4, wide += 4 * stride)
        {
            short* p1 = wide + stride, p2 = p1 + stride, p3 = p2 + stride;
            TSums a0 = default, a1 = default, a2 = default, a3 = default;
            TSums b0 = default, b1 = default, b2 = default, b3 = default;
            for (int i = 0; i < stride; i += TLanes.Step)
            {
                TShorts a = TLanes.Load(first + i), b = TLanes.Load(second + i);
                TShorts x = TLanes.Load(wide + i);
                a0 = TLanes.Accumulate(a0, x, a);
                b0 = TLanes.Accumulate(b0, x, b);
                x = TLanes.Load(p1 + i);
                a1 = TLanes.Accumulate(a1, x, a);
                b1 = TLanes.Accumulate(b1, x, b);
                x = TLanes.Load(p2 + i);
                a2 = TLanes.Accumulate(a2, x, a);
                b2 = TLanes.Accumulate(b2, x, b);
                x = TLanes.Load(p3 + i);
                a3 = TLanes.Accumulate(a3, x, a);
                b3 = TLanes.Accumulate(b3, x, b);
            }
            TLanes.StoreTotals(a0, a1, a2, a3, firstTotals + row);
            TLanes.StoreTotals(b0, b1, b2, b3, secondTotals + row);
        }
    }
}
