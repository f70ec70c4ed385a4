using System.Runtime.InteropServices;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>Builds a matrix of all pairs, in a file or in memory; and brings one in step with its catalog.</summary>
internal static class MatrixBuilder
{
    internal static void Build(IEmbeddingSource source, string path, DistanceMatrixOptions options, IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        (MatrixPlan plan, WorkLayout layout) = MatrixPlanner.Make(source, path, options, cancellation);
        MatrixPlanner.Refuse(plan);
        PreparedVectors vectors = PreparedVectors.Read(source, options.Metric, layout.Threads, cancellation);
        CheckCodes(vectors, options);
        if (options.Neighbors is not null)
        {
            NeighborBuilder.Build(source, vectors, path, options, layout, null, progress, cancellation);
            return;
        }
        ColumnSet all = ColumnSet.Make(vectors, [.. Enumerable.Range(0, source.Count)], layout, cancellation);
        try
        {
            Write(source, vectors, path, options, layout, () => new PairFiller(vectors, options.Values, layout, all, options.Path),
                "Computing distances", progress, cancellation);
        }
        finally
        {
            all.Cached?.Dispose();
        }
    }

    /// <summary>Computes all pairs in memory.</summary>
    internal static NativeBytes Compute(IEmbeddingSource source, PreparedVectors vectors, DistanceMatrixOptions options, WorkLayout layout,
        IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        CheckCodes(vectors, options);
        int size = options.Values.Size;
        ColumnSet all = ColumnSet.Make(vectors, [.. Enumerable.Range(0, source.Count)], layout, cancellation);
        var memory = new NativeBytes(PairLayout.Pairs(source.Count) * size);
        try
        {
            StripPipeline.Run(source.Count, layout, () => new PairFiller(vectors, options.Values, layout, all, options.Path),
                new MemoryStripOutput(memory, source.Count, size), "Computing distances", progress, cancellation);
            return memory;
        }
        catch
        {
            memory.Dispose();
            throw;
        }
        finally
        {
            all.Cached?.Dispose();
        }
    }

    /// <summary>Writes a file of all pairs, whoever fills the strips.</summary>
    internal static void Write(IEmbeddingSource source, PreparedVectors vectors, string path, DistanceMatrixOptions options,
        WorkLayout layout,
        Func<IStripFiller> filler, string activity, IProgress<WorkProgress>? progress, CancellationToken cancellation, IDisposable? old =
        null)
    {
        StoredValues values = options.Values;
        NpzWriter.WriteFile(path, writer =>
        {
            HeaderOf(source, vectors, options).Write(writer);
            NpzWriter.BlockMember member = writer.BeginBlocks("distances",
                new NpyHeader(values.Descr, false, [PairLayout.Pairs(source.Count)]));
            var output = new FileStripOutput(member, source.Count, values.Size);
            StripPipeline.Run(source.Count, layout, filler, output, activity, progress, cancellation);
            output.End();
            writer.Write<long>("blocks", "<i8", CollectionsMarshal.AsSpan(member.Starts), member.Starts.Count);
            writer.Write<uint>("block_crcs", "<u4", CollectionsMarshal.AsSpan(member.Crcs), member.Crcs.Count);
        }, cancellation, old);
    }

    internal static MatrixHeader HeaderOf(IEmbeddingSource source, PreparedVectors vectors, DistanceMatrixOptions options) => new()
    {
        Names = source.Names,
        Ids = [.. source.Ids],
        Fingerprint = source.Fingerprint,
        Metric = options.Metric,
        Precision = options.Precision,
        MantissaBits = options.MantissaBits,
        Dimensions = source.Dimensions,
        Neighbors = options.Neighbors,
        Digests = vectors.Digests,
    };

    internal static void CheckCodes(PreparedVectors vectors, DistanceMatrixOptions options)
    {
        if (options.Precision is MatrixPrecision.UInt16 or MatrixPrecision.UInt8 && options.Metric != MatrixMetric.Cosine && !vectors.Unit)
            throw MatrixErrors.CodesNeedUnit(options.Metric, options.Precision);
    }
}
