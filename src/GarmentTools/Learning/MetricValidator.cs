using System.Diagnostics;
using GarmentTools.Common;
using GarmentTools.Numerics;

namespace GarmentTools.Learning;

/// <summary>Cross-validation of K and eps over products.</summary>
internal sealed class MetricValidator(MetricPairs data, MetricOptions options, IProgress<WorkProgress>? progress, Stopwatch clock,
    CancellationToken token)
{
    private const int QueryBlock = 256, LeastProducts = 3;
    private readonly int _dimensions = data.Street.Dimensions;
    private readonly int[] _streetGroups = data.GroupOfRows(street: true), _shopGroups = data.GroupOfRows(street: false);
    private readonly double[] _epsilons = [.. options.Epsilons.Concat(data.Pairs.Count < options.FewPairs ? options.ShrinkEpsilons : [])
        .Distinct().Order()];
    private readonly int[] _components = [.. options.Components.Select(k => Math.Min(k, data.Street.Dimensions)).Distinct().Order()];

    /// <summary>Steps of the whole work, for progress.</summary>
    public int Steps(int folds) => folds * (_epsilons.Length + 1) + 1;

    public MetricValidation Run()
    {
        if (data.ProductCount < LeastProducts)
            throw new UsageException(
                $"Learning a metric needs pairs of at least {LeastProducts} products, so that two are left to learn from while a third " +
                "is tested; found " +
                $"{data.ProductCount} in {data.Pairs.Count} pairs (pairs that share a photo or a product count as one). Add pairs of " +
                    "other products, or " +
                "compare without a learned metric.");
        var folds = Math.Min(options.Folds, data.ProductCount);
        var foldOf = DealFolds(folds);
        var queries = Enumerable.Range(0, data.Street.Count).Where(row => _streetGroups[row] >= 0).ToArray();
        var plain = new int[data.Street.Count];
        Rank(queries, data.StreetUnits, data.ShopUnits, [_dimensions], [plain]);
        var ranks = _epsilons.Select(_ => _components.Select(_ => new int[data.Street.Count]).ToArray()).ToArray();
        // Projections are kept and not the projected photos: their size does not grow with the pairs.
        var kept = new (double[] StreetMean, double[] ShopMean, float[] M)[folds, _epsilons.Length];
        var largest = _components[^1];
        var done = 0;
        for (var fold = 0; fold < folds; fold++)
        {
            var held = queries.Where(row => foldOf[_streetGroups[row]] == fold).ToArray();
            var solver = new MetricSolver(data, [.. Enumerable.Range(0, data.Pairs.Count).Where(i => foldOf[data.Groups[i]] != fold)],
                token);
            var street = Center(data.StreetUnits, held, solver.StreetMean);
            var shop = Center(data.ShopUnits, [.. Enumerable.Range(0, data.Shop.Count)], solver.ShopMean);
            Report(++done, folds);
            for (var e = 0; e < _epsilons.Length; e++)
            {
                var m = solver.Project(_epsilons[e], largest, token);
                var width = m.Length / _dimensions;
                var (q, g) = (Multiply(street, m, width), Multiply(shop, m, width));
                Rank(held, q, g, [.. _components.Select(k => Math.Min(k, width))], ranks[e]);
                kept[fold, e] = (solver.StreetMean, solver.ShopMean, Array.ConvertAll(m, x => (float)x));
                Report(++done, folds);
            }
        }
        var candidates = new List<MetricCandidate>();
        for (var k = 0; k < _components.Length; k++)
            for (var e = 0; e < _epsilons.Length; e++)
                candidates.Add(new MetricCandidate(_components[k], _epsilons[e], Figures(ranks[e][k], queries)));
        var best = candidates.OrderByDescending(c => c.Figures.Mrr).ThenBy(c => c.Components).ThenByDescending(c => c.Epsilon).First();
        var at = Array.IndexOf(_epsilons, best.Epsilon);
        var heldOut = new List<HeldOutQuery>();
        for (var fold = 0; fold < folds; fold++)
        {
            var (streetMean, shopMean, m) = kept[fold, at];
            var held = queries.Where(row => foldOf[_streetGroups[row]] == fold).ToArray();
            var (projection, width) = (Array.ConvertAll(m, x => (double)x), m.Length / _dimensions);
            var street = Multiply(Center(data.StreetUnits, held, streetMean), projection, width);
            var shop = Multiply(Center(data.ShopUnits, [.. Enumerable.Range(0, data.Shop.Count)], shopMean), projection, width);
            heldOut.AddRange(Nearest(fold, held, street, shop, best.Components));
        }
        return new MetricValidation(best, Figures(plain, queries), candidates, [.. heldOut.OrderBy(h => h.Street)])
        {
            Ranks = ranks[at][Array.IndexOf(_components, best.Components)],
        };
    }

    // Products in a seeded order, each to the fold that has fewest pairs so far.
    private int[] DealFolds(int folds)
    {
        var sizes = new int[data.ProductCount];
        foreach (var group in data.Groups) sizes[group]++;
        var order = Enumerable.Range(0, sizes.Length).ToArray();
        var random = new SeededRandom(options.Seed);
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        var (foldOf, load) = (new int[sizes.Length], new int[folds]);
        foreach (var group in order)
        {
            var fold = Array.IndexOf(load, load.Min());
            foldOf[group] = fold;
            load[fold] += sizes[group];
        }
        return foldOf;
    }

    // Rank of the first photo of the query's product, for several numbers of leading components at once: the products of a longer
    // vector are those of the shorter one plus those of the rest.
    private void Rank(int[] rows, double[] q, double[] g, int[] widths, int[][] ranks)
    {
        var width = g.Length / data.Shop.Count;
        var scores = new double[Math.Min(QueryBlock, rows.Length) * data.Shop.Count];
        var lengths = new double[data.Shop.Count];
        for (var first = 0; first < rows.Length; first += QueryBlock)
        {
            var (count, offset, from) = (Math.Min(QueryBlock, rows.Length - first), first, 0);
            Array.Clear(scores);
            Array.Clear(lengths);
            for (var k = 0; k < widths.Length; k++)
            {
                if (widths[k] > from)
                {
                    var part = widths[k] - from;
                    var gallery = MatrixView.Of(g, data.Shop.Count, width).ColumnRange(from, part);
                    DenseMath.MultiplyAdd(MatrixView.Of(q, q.Length / width, width).RowRange(first, count).ColumnRange(from, part),
                        gallery.T, scores, upperOnly: false, token);
                    for (var i = 0; i < lengths.Length; i++)
                        for (var j = from; j < widths[k]; j++) lengths[i] += g[i * width + j] * g[i * width + j];
                    from = widths[k];
                }
                var scale = Array.ConvertAll(lengths, x => x > 0 ? 1 / Math.Sqrt(x) : 0);
                var into = ranks[k];
                WorkThreads.For(count, token, i =>
                {
                    var row = scores.AsSpan(i * data.Shop.Count, data.Shop.Count);
                    var group = _streetGroups[rows[offset + i]];
                    var (best, at) = (double.NegativeInfinity, -1);
                    for (var j = 0; j < row.Length; j++)
                        if (_shopGroups[j] == group && row[j] * scale[j] > best) (best, at) = (row[j] * scale[j], j);
                    var rank = 1;
                    for (var j = 0; j < row.Length; j++)
                    {
                        var score = row[j] * scale[j];
                        if (score > best || score == best && j < at) rank++;
                    }
                    into[rows[offset + i]] = rank;
                });
            }
        }
    }

    private IEnumerable<HeldOutQuery> Nearest(int fold, int[] rows, double[] q, double[] g, int components)
    {
        const int listed = 11;      // ten, and one more that tells the gap after the tenth
        var width = g.Length / data.Shop.Count;
        components = Math.Min(components, width);
        var order = Enumerable.Range(0, data.Shop.Count).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            var query = q.AsSpan(i * width, components);
            var queryLength = Math.Sqrt(SymmetricEigen.Dot(query, query));
            var distances = new double[data.Shop.Count];
            for (var j = 0; j < distances.Length; j++)
            {
                var shop = g.AsSpan(j * width, components);
                var lengths = queryLength * Math.Sqrt(SymmetricEigen.Dot(shop, shop));
                distances[j] = lengths > 0 ? 1 - SymmetricEigen.Dot(query, shop) / lengths : 1;
            }
            var group = _streetGroups[rows[i]];
            var first = order.OrderBy(j => distances[j]).ThenBy(j => j).Take(listed).ToArray();
            var without = order.Where(j => _shopGroups[j] != group).OrderBy(j => distances[j]).ThenBy(j => j).Take(listed);
            yield return new HeldOutQuery(rows[i], group, fold, [.. first.Select(j => distances[j])],
                [.. first.Select(j => _shopGroups[j] == group)], [.. without.Select(j => distances[j])]);
        }
    }

    private static RankFigures Figures(int[] ranks, int[] queries) => new(
        queries.Average(row => 1.0 / ranks[row]),
        queries.Average(row => ranks[row] <= 1 ? 1.0 : 0),
        queries.Average(row => ranks[row] <= 10 ? 1.0 : 0));

    private double[] Center(double[] units, int[] rows, double[] mean)
    {
        var result = new double[rows.Length * _dimensions];
        for (var i = 0; i < rows.Length; i++)
            for (var d = 0; d < _dimensions; d++) result[i * _dimensions + d] = units[rows[i] * _dimensions + d] - mean[d];
        return result;
    }

    private double[] Multiply(double[] rows, double[] m, int width) =>
        DenseMath.Multiply(MatrixView.Of(rows, rows.Length / _dimensions, _dimensions), MatrixView.Of(m, _dimensions, width), token);

    private void Report(int done, int folds) =>
        progress?.Report(new WorkProgress("Learning the metric", done, Steps(folds), clock.Elapsed));
}
