namespace GarmentTools.Regions;

/// <summary>
/// From the detector's raw answers to persons: candidates, weighted non-maximum suppression, the letterbox undone. No network in here.
/// </summary>
internal static class PersonDecoder
{
    /// <summary>From this score on an answer takes part in the suppression.</summary>
    public const double MinCandidateScore = 0.5;

    /// <summary>Answers that overlap the best one by more than this (intersection over union) are the same person.</summary>
    public const double SamePersonOverlap = 0.3;

    /// <summary>Numbers per answer: center, size, four points.</summary>
    public const int Values = 12;

    /// <param name="raw">Anchors × 12 values in 224ths: dx, dy, width, height, four points (x, y); measured from the anchor's
    /// center.</param>
    /// <param name="logits">A logit for each.</param>
    /// <param name="width">Columns of the picture that was letterboxed.</param>
    /// <param name="height">Its rows.</param>
    /// <returns>All persons from <see cref="MinCandidateScore"/> on, best first; the same score: by the order of the anchors.</returns>
    public static List<Person> Decode(ReadOnlySpan<float> raw, ReadOnlySpan<float> logits, int width, int height)
    {
        var candidates = new List<Candidate>();
        for (var i = 0; i < logits.Length; i++)
            // sigmoid(0) = 0.5
            if (logits[i] >= 0) candidates.Add(Read(raw.Slice(i * Values, Values), PersonAnchors.Center(i), Sigmoid(logits[i])));
        var left = candidates.OrderByDescending(c => c.Score).ToList(); // stable
        var persons = new List<Person>();
        while (left.Count > 0)
        {
            var best = left[0];
            // An answer without an area overlaps nothing, not even itself: it stands alone.
            var same = left.Where((c, i) => i == 0 || Overlap(best, c) > SamePersonOverlap).ToList();
            persons.Add(Average(same, width, height));
            left.RemoveAll(same.Contains);
        }
        return persons;
    }

    public static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-Math.Clamp(logit, -100, 100)));

    /// <summary>Intersection over union of two boxes.</summary>
    public static double Overlap(Candidate a, Candidate b)
    {
        var width = Math.Min(a[2], b[2]) - Math.Max(a[0], b[0]);
        var height = Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]);
        var shared = Math.Max(width, 0) * Math.Max(height, 0);
        return shared / Math.Max((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared, 1e-9);
    }

    private static Candidate Read(ReadOnlySpan<float> raw, (double X, double Y) anchor, double score)
    {
        const double size = PersonAnchors.InputSize;
        var values = new double[Values];
        var (x, y, w, h) = (raw[0] / size + anchor.X, raw[1] / size + anchor.Y, raw[2] / size, raw[3] / size);
        (values[0], values[1], values[2], values[3]) = (x - w / 2, y - h / 2, x + w / 2, y + h / 2);
        for (var i = 4; i < Values; i++) values[i] = raw[i] / size + (i % 2 == 0 ? anchor.X : anchor.Y);
        return new(score, values);
    }

    private static Person Average(List<Candidate> same, int width, int height)
    {
        var sum = same.Sum(c => c.Score);
        var side = Math.Max(width, height);
        return new((float)same[0].Score, Point(4), Point(6), Point(8), Point(10));

        PhotoPoint Point(int at) => new((Mean(at) - .5) * side + width / 2.0, (Mean(at + 1) - .5) * side + height / 2.0);
        double Mean(int at) => same.Sum(c => c[at] * c.Score) / sum;
    }

    /// <summary>An answer: left, top, right, bottom and four points as parts of the input.</summary>
    public sealed record Candidate(double Score, double[] Corners)
    {
        public double this[int index] => Corners[index];
    }
}
