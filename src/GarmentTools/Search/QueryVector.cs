using System.Numerics.Tensors;
using GarmentTools.Common;

namespace GarmentTools.Search;

/// <summary>Makes one vector of a query's photos.</summary>
internal static class QueryVector
{
    /// <summary>The weight of the photos to stay away from, against 1 for the ones looked for.</summary>
    private const float Away = 0.5f;

    /// <summary>
    /// mean(like) − ½ · mean(unlike) of unit vectors (Rocchio 1971), again of length 1. A single photo stays as it is, to the bit.
    /// </summary>
    public static float[] Combine(IReadOnlyList<float[]> like, IReadOnlyList<float[]> unlike)
    {
        if (like.Count == 1 && unlike.Count == 0) return like[0];
        var sum = new float[like[0].Length];
        foreach (var vector in like) TensorPrimitives.MultiplyAdd(vector, 1f / like.Count, sum, sum);
        foreach (var vector in unlike) TensorPrimitives.MultiplyAdd(vector, -Away / unlike.Count, sum, sum);
        var norm = TensorPrimitives.Norm(sum);
        if (norm < 1e-6f)
            throw new UsageException("The photos to stay away from cancel out the photos looked for. Name other photos.");
        TensorPrimitives.Divide(sum, norm, sum);
        return sum;
    }
}
