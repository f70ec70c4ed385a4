using System.Globalization;
using System.Text;

namespace GarmentTools.Reports;

/// <summary>
/// Writes HTML. Whatever goes in as text or as the value of an attribute is encoded; tags and names of attributes are the program's own.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();

    /// <summary>Writes an opening tag. An attribute of null is left out, one of "" has no value.</summary>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _html.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is null) continue;
            _html.Append(' ').Append(name);
            if (value.Length > 0) _html.Append("=\"").Append(SafeText.Html(value)).Append('"');
        }
        _html.Append('>');
        return this;
    }

    public HtmlWriter Close(string tag)
    {
        _html.Append("</").Append(tag).Append('>');
        if (tag is "section" or "table" or "tr" or "li" or "ul" or "p" or "h2" or "symbol") _html.Append('\n');
        return this;
    }

    /// <summary>Encoded text.</summary>
    public HtmlWriter Text(string? text)
    {
        if (!string.IsNullOrEmpty(text)) _html.Append(SafeText.Html(text));
        return this;
    }

    /// <summary>A whole element with text in it.</summary>
    public HtmlWriter Element(string tag, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(text)
        .Close(tag);

    /// <summary>Foreign text, kept from turning the direction of what stands around it.</summary>
    public HtmlWriter Foreign(string? text) => Element("bdi", text);

    /// <summary>Markup of the program's own.</summary>
    public HtmlWriter Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    public HtmlWriter Raw(HtmlWriter other)
    {
        _html.Append(other._html);
        return this;
    }

    public override string ToString() => _html.ToString();

    public void WriteTo(TextWriter writer)
    {
        foreach (var chunk in _html.GetChunks()) writer.Write(chunk.Span);
    }

    /// <summary>A number as a person reads it.</summary>
    public static string Number(double value, string format = "0.0000") => value.ToString(format, CultureInfo.InvariantCulture);
}
