using System.Text;

namespace GarmentTools.Samples;

/// <summary>An SVG drawing in the making: definitions and shapes, in the order they are painted.</summary>
internal sealed class Sketch
{
    /// <summary>Every garment is drawn in a space of this size; scenes move and scale it.</summary>
    public const int Width = 360, Height = 480;

    private readonly StringBuilder _definitions = new();
    private readonly StringBuilder _shapes = new();
    private readonly Dictionary<double, string> _blurs = [];
    private int _next;

    /// <summary>Adds a definition that is written by a function of its new id, and returns that id.</summary>
    public string Define(Func<string, string> write)
    {
        var id = "d" + _next++;
        _definitions.Append(write(id)).Append('\n');
        return id;
    }

    public void Add(string svg) => _shapes.Append(svg).Append('\n');

    public void Group(string attributes, Action content)
    {
        Add($"<g {attributes}>");
        content();
        Add("</g>");
    }

    /// <summary>The left half as drawn, and once more mirrored at the middle of the garment.</summary>
    public void Both(Action left)
    {
        left();
        Group($"transform='matrix(-1 0 0 1 {Width} 0)'", left);
    }

    /// <summary>The attribute that blurs a shape by so many pixels.</summary>
    public string Blur(double deviation)
    {
        if (!_blurs.TryGetValue(deviation, out var id))
        {
            id = Define(i => $"<filter id='{i}' x='-50%' y='-50%' width='200%' height='200%'><feGaussianBlur " +
                $"stdDeviation='{deviation}'/></filter>");
            _blurs[deviation] = id;
        }

        return $"filter='url(#{id})'";
    }

    public string ToSvg(int width, int height) =>
        $"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='{width}' height='{height}' " +
            $"viewBox='0 0 {width} {height}'>\n" +
        $"<defs>\n{_definitions}</defs>\n{_shapes}</svg>\n";
}
