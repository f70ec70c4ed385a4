using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Distances;

/// <summary>What the distance matrix refuses: one sentence each with what was found, what was expected and the way out.</summary>
internal static class MatrixErrors
{
    internal static void CheckSource(IEmbeddingSource source)
    {
        if (source.Ids.Count != source.Count || source.Names.Count != source.Count)
            throw new UsageException($"The source has {source.Count} vectors, {source.Ids.Count} ids and {source.Names.Count} names; it " +
                "needs one id and one name for each vector.");
        for (int i = 1; i < source.Count; i++)
            if (source.Ids[i] <= source.Ids[i - 1])
                throw new UsageException($"The id {source.Ids[i]} follows {source.Ids[i - 1]}; ids have to ascend. Sort the garments by " +
                    "id.");
    }

    internal static UsageException BadVector(IEmbeddingSource source, int row, double square, double limit) => new(
        $"The vector of garment {source.Ids[row]} ({source.Names[row]}) " +
        $"{(double.IsFinite(square) ? $"has the squared length {square:g3}, above {limit:g1}" : "holds NaN or infinity")}; "
        + "distances need finite numbers of ordinary size. Embed the photo again, or leave the garment out.");

    internal static UsageException CodesNeedUnit(MatrixMetric metric, MatrixPrecision precision) => new(
        $"{precision} codes have a fixed range, and {metric} distances of these vectors do not: they are not of length 1. Use Float32 or " +
        "Float16, the cosine metric, or normalized embeddings.");

    /// <summary>Runs parallel work and throws its first fault as itself.</summary>
    internal static void Unwrapped(Action work)
    {
        try
        {
            work();
        }
        catch (AggregateException e) when (e.InnerExceptions.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    internal static UsageException HalfOverflow(float value) => new(
        $"A distance of {value:g4} does not fit float16, which ends at 65504. Use Float32.");
}
