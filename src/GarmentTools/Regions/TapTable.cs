namespace GarmentTools.Regions;

/// <summary>For each position of a line that is made, from which values of the source line it is summed, and with what weights.</summary>
internal sealed class TapTable
{
    private TapTable(int count, int taps) => (Count, Taps, First, Weights) = (count, taps, new int[count], new float[count * taps]);

    /// <summary>How many values are made.</summary>
    public int Count { get; }

    /// <summary>From how many neighbors each is summed; all of them lie on the source line.</summary>
    public int Taps { get; }

    /// <summary>The first of the neighbors.</summary>
    public int[] First { get; }

    /// <summary>Count × Taps weights.</summary>
    public float[] Weights { get; }

    public ReadOnlySpan<float> WeightsOf(int index) => Weights.AsSpan(index * Taps, Taps);

    /// <summary>Values between two neighbors at start, start + step, …; outside the line: 0.</summary>
    public static TapTable Linear(double start, double step, int count, int length)
    {
        var table = new TapTable(count, Math.Min(2, length));
        for (var i = 0; i < count; i++)
        {
            var position = start + step * i;
            var left = Math.Floor(position);
            var fraction = (float)(position - left);
            table.First[i] = (int)Math.Clamp(left, 0, length - table.Taps);
            table.Add(i, left, 1 - fraction, length);
            table.Add(i, left + 1, fraction, length);
        }
        return table;
    }

    /// <summary>
    /// A window of a line scaled with a triangle filter that widens when shrinking, as Pillow's BILINEAR does
    /// (positions of pixel centers; weights normalized where the filter sticks out).
    /// </summary>
    /// <param name="length">Values of the source line.</param>
    /// <param name="newLength">Values of the whole line that would be made.</param>
    /// <param name="from">The first of them that is wanted.</param>
    /// <param name="count">How many are wanted.</param>
    public static TapTable Triangle(int length, int newLength, int from, int count)
    {
        var scale = (double)length / newLength;
        var support = Math.Max(scale, 1);
        var table = new TapTable(count, Math.Min((int)Math.Ceiling(support) * 2 + 1, length));
        for (var i = 0; i < count; i++)
        {
            var center = (from + i + .5) * scale;
            var first = Math.Max((int)(center - support + .5), 0);
            var end = Math.Min((int)(center + support + .5), length);
            double sum = 0;
            for (var k = first; k < end; k++) sum += Weight(k);
            table.First[i] = Math.Min(first, length - table.Taps);
            for (var k = first; k < end; k++) table.Add(i, k, (float)(Weight(k) / sum), length);
            double Weight(int k) => Math.Max(0, 1 - Math.Abs((k - center + .5) / support));
        }
        return table;
    }

    private void Add(int index, double at, float weight, int length)
    {
        if (at >= 0 && at < length && weight != 0) Weights[index * Taps + (int)at - First[index]] += weight;
    }
}
