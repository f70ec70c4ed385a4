using GarmentTools.Common;
using GarmentTools.Numerics;

namespace GarmentTools.Insights;

/// <summary>
/// Moves the points of a plane until neighbors lie near each other: springs between nearest neighbors with the weights of UMAP (McInnes,
/// Healy and
/// Melville 2018), and
/// repulsion from points drawn at random, here over the kernel 1/(1 + d²).
/// </summary>
/// <remarks>
/// All points of a round move at once, from the places of the round before, and what is drawn depends on round and point alone: the same
/// map for any
/// number of threads.
/// </remarks>
internal sealed class MapLayout(int count, int[] neighbors, float[] distances, int k)
{
    private const int Draws = 24;
    private const double Repulsion = 6, Reach = 10, LongestStep = 2;

    private readonly int[] _start = new int[count + 1];
    private int[] _other = [];
    private double[] _weight = [];

    /// <summary>Moves the points in place.</summary>
    public void Run(double[] places, int rounds, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        Weigh();
        Spread(places);
        var next = new double[places.Length];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        const int part = 256;
        for (var round = 0; round < rounds; round++)
        {
            var (from, to, step, seed) = (places, next, 1 - (double)round / rounds, (ulong)round);
            WorkThreads.For((count + part - 1) / part, cancellationToken, p =>
            {
                for (var i = p * part; i < Math.Min(count, (p + 1) * part); i++) Move(i, from, to, step, seed);
            });
            next.CopyTo(places, 0);
            if (round % 16 == 15) progress?.Report(new("Drawing the map", round + 1, rounds, clock.Elapsed));
        }
    }

    private void Move(int i, double[] from, double[] to, double step, ulong seed)
    {
        var (x, y, fx, fy, total) = (from[2 * i], from[2 * i + 1], 0.0, 0.0, 0.0);
        for (var e = _start[i]; e < _start[i + 1]; e++)
        {
            var (dx, dy) = (from[2 * _other[e]] - x, from[2 * _other[e] + 1] - y);
            var pull = _weight[e] / (1 + dx * dx + dy * dy);
            fx += pull * dx;
            fy += pull * dy;
            total += _weight[e];
        }
        if (total > 0)
        {
            var random = new SeededRandom(seed << 32 ^ (ulong)i);
            var push = Repulsion * total / Draws;
            for (var draw = 0; draw < Draws; draw++)
            {
                var other = random.Next(count);
                var (dx, dy) = (x - from[2 * other], y - from[2 * other + 1]);
                var square = dx * dx + dy * dy;
                var strength = push / ((0.05 + square) * (1 + square));
                fx += strength * dx;
                fy += strength * dy;
            }
            // Weighed by the springs' sum: with springs alone the point would go to the middle of its neighbors and not beyond.
            fx *= step / total;
            fy *= step / total;
            var length = Math.Sqrt(fx * fx + fy * fy);
            if (length > LongestStep) (fx, fy) = (fx * LongestStep / length, fy * LongestStep / length);
        }
        to[2 * i] = x + fx;
        to[2 * i + 1] = y + fy;
    }

    // Of each photo the weights of its neighbors add up to log2 k; then both directions are joined: a + b − ab.
    private void Weigh()
    {
        var weights = new double[count * k];
        var target = Math.Log2(Math.Max(k, 2));
        for (var i = 0; i < count; i++)
        {
            var own = distances.AsSpan(i * k, k);
            double low = 0, high = double.PositiveInfinity, sigma = 1;
            for (var turn = 0; turn < 64; turn++)
            {
                var sum = 0.0;
                foreach (var d in own) sum += Math.Exp(-(d - own[0]) / sigma);
                if (Math.Abs(sum - target) < 1e-5) break;
                if (sum > target) high = sigma;
                else low = sigma;
                sigma = double.IsInfinity(high) ? sigma * 2 : (low + high) / 2;
            }
            for (var n = 0; n < k; n++) weights[i * k + n] = Math.Exp(-(own[n] - own[0]) / Math.Max(sigma, 1e-6));
        }
        var joined = new SortedDictionary<int, double>[count];
        for (var i = 0; i < count; i++) joined[i] = [];
        for (var i = 0; i < count; i++)
            for (var n = 0; n < k; n++)
                foreach (var (a, b) in ((int, int)[])[(i, neighbors[i * k + n]), (neighbors[i * k + n], i)])
                {
                    var (known, weight) = (joined[a].GetValueOrDefault(b), weights[i * k + n]);
                    joined[a][b] = known + weight - known * weight;
                }
        for (var i = 0; i < count; i++) _start[i + 1] = _start[i] + joined[i].Count;
        _other = [.. joined.SelectMany(own => own.Keys)];
        _weight = [.. joined.SelectMany(own => own.Values)];
    }

    private static void Spread(double[] places)
    {
        var largest = places.Max(Math.Abs);
        if (largest > 0)
            for (var i = 0; i < places.Length; i++) places[i] *= Reach / largest;
    }
}
