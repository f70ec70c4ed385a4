using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

/// <summary>What the memory gives: the same number of bytes read and summed, nothing else.</summary>
internal static unsafe class ReadSpeed
{
    private static long s_sum;

    public static (double Best, double Median) Measure(long bytes, int threads, int repeats)
    {
        bytes = bytes / 256 * 256;
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        try
        {
            for (long i = 0; i < bytes; i += 1 << 20)
                new Span<byte>(memory + i, (int)Math.Min(1 << 20, bytes - i)).Fill((byte)i);
            const int Piece = 1 << 18;
            int pieces = (int)((bytes + Piece - 1) / Piece);
            return SearchBenchmark.Time(_ =>
            {
                if (threads == 1)
                {
                    Sum(memory, bytes);
                    return;
                }
                int next = -1;
                Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
                {
                    for (int piece; (piece = Interlocked.Increment(ref next)) < pieces;)
                        Sum(memory + (long)piece * Piece, Math.Min(Piece, bytes - (long)piece * Piece));
                });
            }, repeats);
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(byte* memory, long bytes)
    {
        Vector256<ulong> a = default, b = default, c = default, d = default;
        for (long i = 0; i < bytes; i += 128)
        {
            a += Vector256.Load((ulong*)(memory + i));
            b += Vector256.Load((ulong*)(memory + i + 32));
            c += Vector256.Load((ulong*)(memory + i + 64));
            d += Vector256.Load((ulong*)(memory + i + 96));
        }
        Volatile.Write(ref s_sum, (long)Vector256.Sum(a + b + c + d));
    }
}
