namespace GarmentTools.Interactive.Rendering;

/// <summary>The forms that a value is rendered in, by their names on the internet.</summary>
public static class MimeTypes
{
    /// <summary>Text as it is printed.</summary>
    public const string PlainText = "text/plain";

    /// <summary>HTML that needs nothing from elsewhere.</summary>
    public const string Html = "text/html";

    /// <summary>Whether a form is JSON.</summary>
    public static bool IsJson(string mimeType) => mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);
}
