namespace GarmentTools;

/// <summary>
/// Tells .NET Interactive (Polyglot Notebooks) how values of a type are shown. It looks for an attribute of this name, wherever it is declared, so
/// that no package is needed; this project's own kernel asks <see cref="Renderer"/>.
/// </summary>
/// <param name="formatterSourceType">A type with a method <c>CreateTypeFormatters</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [MimeTypes.Html];
}

/// <summary>The formatters of this library's types.</summary>
internal sealed class GarmentFormatters
{
    public IEnumerable<object> CreateTypeFormatters() => [new GarmentFormatter(MimeTypes.Html), new GarmentFormatter(MimeTypes.PlainText)];
}

/// <summary>Writes a value in one form; false where it has not that form.</summary>
internal sealed class GarmentFormatter(string mimeType)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (!Renderer.Render(instance).Forms.TryGetValue(MimeType, out var text)) return false;
        writer.Write(text);
        return true;
    }
}
