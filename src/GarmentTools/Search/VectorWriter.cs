using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Search;

/// <summary>Makes the sections of a vector file out of embeddings: rounding, norms and codes, block by block.</summary>
internal static class VectorWriter
{
    /// <summary>About this many values are in memory at once.</summary>
    private const int BlockValues = 1 << 19;

    public static VectorFileLayout Check(IEmbeddingSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Vector files are little-endian; this processor is not.");
        if (source.Dimensions is < 1 or > VectorFileLayout.MaxDimensions)
            throw new UsageException($"The vectors have {source.Dimensions} numbers; the search takes 1 to " +
                $"{VectorFileLayout.MaxDimensions}.");
        if (source.Ids.Count != source.Count)
            throw new UsageException($"There are {source.Count} vectors but {source.Ids.Count} ids; each needs one.");
        if (Encoding.UTF8.GetByteCount(source.Fingerprint) > VectorFileHeader.MaxFingerprintBytes)
            throw new UsageException($"The fingerprint is longer than {VectorFileHeader.MaxFingerprintBytes} bytes.");
        return new VectorFileLayout(source.Count, source.Dimensions);
    }

    public static void Write(IEmbeddingSource source, VectorFileLayout layout, IVectorSink sink, IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        int dimensions = layout.Dimensions;
        int blockRows = Math.Clamp(BlockValues / dimensions, 1, Math.Max(1, layout.Count));
        var ids = new long[blockRows];
        var values = new float[(long)blockRows * dimensions];
        // Allocated once, cleared by the runtime: the padding of rows stays zero.
        var halves = new Half[blockRows * layout.HalfStride];
        var codes = new sbyte[blockRows * layout.CodeStride];
        var (inverseNorms, scales, errors) = (new float[blockRows], new float[blockRows], new float[blockRows]);
        for (int first = 0; first < layout.Count; first += blockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = Math.Min(blockRows, layout.Count - first);
            ReadIds(source, first, ids.AsSpan(0, rows));
            source.Read(first, values.AsSpan(0, rows * dimensions));
            int unfit = rows;
            var options = new ParallelOptions { CancellationToken = cancellation };
            int shares = Math.Min(rows, Environment.ProcessorCount * 2);
            Parallel.For(0, shares, options, share =>
            {
                var normalized = new float[dimensions];
                int end = (int)((long)rows * (share + 1) / shares);
                for (int row = (int)((long)rows * share / shares); row < end; row++)
                {
                    var vector = values.AsSpan(row * dimensions, dimensions);
                    VectorMath.RoundToHalf(vector, vector);
                    // One value that is not finite makes the sum so; finite float16 cannot.
                    if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes(vector)))
                    {
                        // Not thrown from here, where it would come out wrapped, and where which one is named would be chance.
                        for (int seen = Volatile.Read(ref unfit); row < seen; seen = Volatile.Read(ref unfit))
                            Interlocked.CompareExchange(ref unfit, row, seen);
                        return;
                    }
                    TensorPrimitives.ConvertToHalf(vector, halves.AsSpan(row * layout.HalfStride, dimensions));
                    inverseNorms[row] = VectorMath.InverseNorm(vector);
                    VectorMath.Scale(vector, inverseNorms[row], normalized);
                    (scales[row], errors[row]) = VectorMath.Quantize(normalized, 127, codes.AsSpan(row * layout.CodeStride, dimensions));
                }
            });
            if (unfit < rows)
                throw SearchThrow.NotStorable(ids[unfit]);
            Put(VectorSection.Ids, ids);
            Put(VectorSection.Halves, halves);
            Put(VectorSection.InverseNorms, inverseNorms);
            Put(VectorSection.Codes, codes);
            Put(VectorSection.Scales, scales);
            Put(VectorSection.Errors, errors);
            progress?.Report(new WorkProgress("Writing the vector file", first + rows, layout.Count, clock.Elapsed));

            void Put<T>(VectorSection section, T[] items) where T : struct =>
                sink.Write(section, (long)first * layout.RowBytes(section),
                    MemoryMarshal.AsBytes(items.AsSpan())[..(rows * layout.RowBytes(section))]);
        }
    }

    private static void ReadIds(IEmbeddingSource source, int first, Span<long> ids)
    {
        var all = source.Ids;
        long before = first == 0 ? long.MinValue : all[first - 1];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = all[first + i];
            if (ids[i] <= before && first + i > 0)
                throw new UsageException($"Id {ids[i]} at row {first + i} follows id {before}; ids must ascend, each once.");
            before = ids[i];
        }
    }
}
