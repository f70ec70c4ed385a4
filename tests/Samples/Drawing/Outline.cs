namespace GarmentTools.Samples;

/// <summary>A closed outline, symmetrical to the middle of the garment, of which only the left half is drawn.</summary>
internal sealed class Outline
{
    private readonly List<(double X, double Y)> _points = [];

    /// <summary>Starts on the middle line at this height.</summary>
    public Outline(double y) => _points.Add((Sketch.Width / 2.0, y));

    /// <summary>Starts anywhere: the two halves are then joined by a straight line on top.</summary>
    public Outline(double x, double y) => _points.Add((x, y));

    public Outline Line(double x, double y)
    {
        var (fromX, fromY) = _points[^1];
        return Curve(fromX + ((x - fromX) / 3), fromY + ((y - fromY) / 3), fromX + ((x - fromX) * 2 / 3), fromY + ((y - fromY) * 2 / 3), x,
            y);
    }

    public Outline Curve(double x1, double y1, double x2, double y2, double x, double y)
    {
        _points.AddRange([(x1, y1), (x2, y2), (x, y)]);
        return this;
    }

    public override string ToString()
    {
        var path = $"M{Point(_points[0])}";
        for (var i = 1; i < _points.Count; i += 3) path += $"C{Point(_points[i])} {Point(_points[i + 1])} {Point(_points[i + 2])}";
        var right = _points.Select(point => (Sketch.Width - point.X, point.Y)).Reverse().ToList();
        path += $"L{Point(right[0])}";
        for (var i = 1; i < right.Count; i += 3) path += $"C{Point(right[i])} {Point(right[i + 1])} {Point(right[i + 2])}";
        return path + "Z";
    }

    private static string Point((double X, double Y) point) => $"{point.X:0.##} {point.Y:0.##}";
}
