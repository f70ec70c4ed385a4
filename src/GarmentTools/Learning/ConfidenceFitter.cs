namespace GarmentTools.Learning;

/// <summary>Fits <see cref="Confidence"/> to the out-of-fold results of cross-validation.</summary>
internal static class ConfidenceFitter
{
    private const int Top = 10, Bins = 10;

    private readonly record struct Sample(double[] Inputs, bool Right, int Fold, bool First, bool Absent);

    /// <summary>Null where right results or wrong ones are missing altogether: then there is nothing to tell apart.</summary>
    public static Confidence? Fit(IReadOnlyList<HeldOutQuery> queries, int gallerySize)
    {
        var samples = new List<Sample>();
        foreach (var query in queries)
        {
            Add(query, query.Distances, query.Relevant, absent: false);
            Add(query, query.DistancesWithout, null, absent: true);
        }
        var right = samples.Count(s => s.Right);
        if (right == 0 || right == samples.Count) return null;
        var weights = LogisticRegression.Fit(samples.Select(s => s.Inputs).ToArray(), samples.Select(s => s.Right).ToArray());

        var probabilities = new double[samples.Count];
        foreach (var fold in samples.Select(s => s.Fold).Distinct().Order())
        {
            var training = samples.Where(s => s.Fold != fold).ToArray();
            var w = LogisticRegression.Fit(Array.ConvertAll(training, s => s.Inputs), Array.ConvertAll(training, s => s.Right));
            for (var i = 0; i < samples.Count; i++)
                if (samples[i].Fold == fold) probabilities[i] = Confidence.Sigmoid(LogisticRegression.Score(w, samples[i].Inputs));
        }
        var rate = (double)right / samples.Count;
        return new Confidence(weights[0], weights[1], weights[2], Prior: 0.5, gallerySize, queries.Count,
            samples.Select((s, i) => Square(probabilities[i] - (s.Right ? 1 : 0))).Average(),
            rate * (1 - rate), Reliability(samples, probabilities), CutOffs(samples, probabilities));

        void Add(HeldOutQuery query, IReadOnlyList<double> listed, IReadOnlyList<bool>? relevant, bool absent)
        {
            double[] distances = [.. listed.Take(Top)];
            for (var i = 0; i < distances.Length; i++)
                samples.Add(new Sample([distances[i], Confidence.Margin(distances, i)], relevant is not null && relevant[i], query.Fold,
                    i == 0, absent));
        }
    }

    private static ReliabilityBin[] Reliability(List<Sample> samples, double[] probabilities) => [.. Enumerable.Range(0, Bins).Select(bin =>
    {
        var inside = Enumerable.Range(0, samples.Count).Where(i => Math.Min((int)(probabilities[i] * Bins), Bins - 1) == bin).ToArray();
        return inside.Length == 0
            ? new ReliabilityBin((double)bin / Bins, (bin + 1.0) / Bins, 0, 0, 0)
            : new ReliabilityBin((double)bin / Bins, (bin + 1.0) / Bins, inside.Length, inside.Average(i => probabilities[i]),
                inside.Average(i => samples[i].Right ? 1.0 : 0));
    })];

    private static CutOffRow[] CutOffs(List<Sample> samples, double[] probabilities)
    {
        var firsts = Enumerable.Range(0, samples.Count).Where(i => samples[i].First).ToArray();
        return [.. Enumerable.Range(1, 9).Select(tenth =>
        {
            var cut = tenth / 10.0;
            var answered = firsts.Where(i => probabilities[i] >= cut).ToArray();
            var absent = firsts.Count(i => samples[i].Absent);
            return new CutOffRow(cut, (double)answered.Length / firsts.Length,
                answered.Length == 0 ? 0 : answered.Average(i => samples[i].Right ? 1.0 : 0),
                absent == 0 ? 0 : (double)answered.Count(i => samples[i].Absent) / absent);
        })];
    }

    private static double Square(double x) => x * x;
}
