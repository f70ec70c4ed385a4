using System.Text.Encodings.Web;
using System.Text.Unicode;
using GarmentTools.Common;

namespace GarmentTools.Interactive.Rendering;

/// <summary>
/// Small pieces of HTML. Whatever is text becomes text, on one line; what would turn the direction of writing is spelled out.
/// </summary>
internal static class Html
{
    // Letters of all scripts stay as they are; only what HTML would read as its own is replaced.
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string? text) => s_encoder.Encode(PrintableText.Line(text));

    public static string Image(string uri, string title, int? height = null) =>
        $"<img src=\"{uri}\" alt=\"{Encode(title)}\" title=\"{Encode(title)}\"{(height is { } h ? $" height=\"{h}\"" : "")}>";
}
