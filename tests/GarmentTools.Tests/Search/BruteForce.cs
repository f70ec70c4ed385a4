using GarmentTools.Search;

namespace GarmentTools.Tests;

/// <summary>
/// What the search promises, written as plainly as possible: every row compared, sorted by (distance, id), the first k taken.
/// </summary>
internal static class BruteForce
{
    public static SearchHit[] Search(VectorIndex index, float[] query, VectorSearchOptions options, int ownRow = -1)
    {
        var q = Normalized(query);
        var hits = new List<SearchHit>();
        var vector = new float[index.Dimensions];
        for (int row = 0; row < index.Count; row++)
        {
            long id = index.Ids[row];
            if (row == ownRow || options.Filter?[row] == false || options.ExcludedIds?.Contains(id) == true)
                continue;
            index.ReadVector(row, vector);
            float distance = Distance(Normalized(vector), q, options.Metric);
            if (options.MaxDistance is { } limit && distance > limit)
                continue;
            hits.Add(new SearchHit(row, id, distance));
        }
        return [.. hits.OrderBy(hit => hit.Distance).ThenBy(hit => hit.Id).Take(options.Count)];
    }

    public static float Distance(float[] x, float[] y, DistanceMetric metric)
    {
        float squares = 2;
        if (x.Any(v => v != 0) && y.Any(v => v != 0))
        {
            var sums = new float[16];
            for (int i = 0; i < x.Length; i++)
            {
                float difference = x[i] - y[i];
                sums[i % 16] += difference * difference;
            }
            for (int apart = 8; apart > 0; apart /= 2)
            {
                for (int lane = 0; lane < apart; lane++)
                    sums[lane] += sums[lane + apart];
            }
            squares = Math.Min(4, sums[0]);
        }
        return metric == DistanceMetric.Cosine ? squares * 0.5f : MathF.Sqrt(squares);
    }

    public static float[] Normalized(float[] x)
    {
        float largest = x.Max(MathF.Abs);
        if (largest == 0)
            return x;
        int exponent = Math.ILogB(largest);
        float[] scaled = [.. x.Select(v => MathF.ScaleB(v, -exponent))];
        var sums = new double[4];
        for (int i = 0; i < scaled.Length; i++)
            sums[i < scaled.Length / 4 * 4 ? i % 4 : 0] += (double)scaled[i] * scaled[i];
        float inverse = (float)(1 / Math.Sqrt(sums[0] + sums[1] + (sums[2] + sums[3])));
        return [.. scaled.Select(v => v * inverse)];
    }
}
