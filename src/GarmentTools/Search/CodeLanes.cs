using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GarmentTools.Search;

/// <summary>
/// What <see cref="CodeDots"/> needs of one register width: exact integer arithmetic, so that every width gives the same sums.
/// </summary>
internal unsafe interface ICodeLanes<TShorts, TSums>
{
    static abstract int Step { get; }
    static abstract TShorts Widen(sbyte* codes);
    static abstract TShorts Load(short* codes);
    static abstract void Store(TShorts codes, short* target);
    /// <summary>
    /// Multiplies 16-bit codes, adds neighbors, adds those to the sums; none of it can overflow (<see cref="SearchBounds"/>).
    /// </summary>
    static abstract TSums Accumulate(TSums sums, TShorts a, TShorts b);
    static abstract void StoreTotals(TSums a, TSums b, TSums c, TSums d, int* totals);
    static abstract int Total(TSums sums);
}

internal unsafe struct ScalarLanes : ICodeLanes<short, int>
{
    public static int Step => 1;
    public static short Widen(sbyte* codes) => *codes;
    public static short Load(short* codes) => *codes;
    public static void Store(short codes, short* target) => *target = codes;
    public static int Accumulate(int sums, short a, short b) => sums + a * b;
    public static int Total(int sums) => sums;
    public static void StoreTotals(int a, int b, int c, int d, int* totals) => (totals[0], totals[1], totals[2], totals[3]) = (a, b, c, d);
}

internal unsafe struct Lanes128 : ICodeLanes<Vector128<short>, Vector128<int>>
{
    public static int Step => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Widen(sbyte* codes) => Vector128.WidenLower(Vector64.Load(codes).ToVector128Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Load(short* codes) => Vector128.Load(codes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<short> codes, short* target) => codes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Accumulate(Vector128<int> sums, Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
            return sums + Sse2.MultiplyAddAdjacent(a, b);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.MultiplyWideningUpperAndAdd(AdvSimd.MultiplyWideningLowerAndAdd(sums, a.GetLower(), b.GetLower()), a, b);
        return sums + Vector128.WidenLower(a) * Vector128.WidenLower(b) + Vector128.WidenUpper(a) * Vector128.WidenUpper(b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Total(Vector128<int> sums) => Vector128.Sum(sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTotals(Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d, int* totals)
    {
        if (Ssse3.IsSupported)
            Ssse3.HorizontalAdd(Ssse3.HorizontalAdd(a, b), Ssse3.HorizontalAdd(c, d)).Store(totals);
        else if (AdvSimd.Arm64.IsSupported)
            AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(a, b), AdvSimd.Arm64.AddPairwise(c, d)).Store(totals);
        else
            Vector128.Create(Total(a), Total(b), Total(c), Total(d)).Store(totals);
    }
}

internal unsafe struct Lanes256 : ICodeLanes<Vector256<short>, Vector256<int>>
{
    public static int Step => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Widen(sbyte* codes) =>
        Avx2.IsSupported ? Avx2.ConvertToVector256Int16(codes) : Vector256.Create(Lanes128.Widen(codes), Lanes128.Widen(codes + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Load(short* codes) => Vector256.Load(codes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<short> codes, short* target) => codes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Accumulate(Vector256<int> sums, Vector256<short> a, Vector256<short> b) =>
        Avx2.IsSupported
            ? Avx2.Add(sums, Avx2.MultiplyAddAdjacent(a, b))
            : Vector256.Create(Lanes128.Accumulate(sums.GetLower(), a.GetLower(), b.GetLower()),
                Lanes128.Accumulate(sums.GetUpper(), a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Total(Vector256<int> sums) => Lanes128.Total(sums.GetLower() + sums.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTotals(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d, int* totals)
    {
        if (Avx2.IsSupported)
        {
            var sums = Avx2.HorizontalAdd(Avx2.HorizontalAdd(a, b), Avx2.HorizontalAdd(c, d));
            (sums.GetLower() + sums.GetUpper()).Store(totals);
        }
        else
        {
            Lanes128.StoreTotals(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() +
                d.GetUpper(), totals);
        }
    }
}

internal unsafe struct Lanes512 : ICodeLanes<Vector512<short>, Vector512<int>>
{
    public static int Step => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Widen(sbyte* codes) =>
        Avx512BW.IsSupported ? Avx512BW.ConvertToVector512Int16(Vector256.Load(codes))
            : Vector512.Create(Lanes256.Widen(codes), Lanes256.Widen(codes + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Load(short* codes) => Vector512.Load(codes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<short> codes, short* target) => codes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Accumulate(Vector512<int> sums, Vector512<short> a, Vector512<short> b) =>
        Avx512BW.IsSupported
            ? Avx512F.Add(sums, Avx512BW.MultiplyAddAdjacent(a, b))
            : Vector512.Create(Lanes256.Accumulate(sums.GetLower(), a.GetLower(), b.GetLower()),
                Lanes256.Accumulate(sums.GetUpper(), a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Total(Vector512<int> sums) => Lanes256.Total(sums.GetLower() + sums.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTotals(Vector512<int> a, Vector512<int> b, Vector512<int> c, Vector512<int> d, int* totals) =>
        Lanes256.StoreTotals(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() +
            d.GetUpper(), totals);
}
