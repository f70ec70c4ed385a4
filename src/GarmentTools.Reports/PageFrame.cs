using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GarmentTools.Common;

namespace GarmentTools.Reports;

/// <summary>
/// What all pages share: head, styles, script, and a Content-Security-Policy that lets in just these two, by their hashes, and pictures
/// that are in
/// the page. Nothing
/// else runs or is fetched, even if foreign text were to become markup.
/// </summary>
internal sealed class PageFrame(string title, ReportOptions options)
{
    // What could end the block or begin another one is written as \u003C; the block itself is data and never runs.
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder =
        JavaScriptEncoder.Default
    };
    private readonly List<(string Id, string Name)> _sections = [];

    public HtmlWriter Body { get; } = new();

    public bool HasScript => !options.NoScript;

    /// <summary>Begins a section that the navigation leads to.</summary>
    public HtmlWriter Section(string id, string name)
    {
        _sections.Add((id, name));
        return Body.Open("section", ("id", id), ("aria-labelledby", id + "-title")).Element("h2", name, ("id", id + "-title"));
    }

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="lead">What stands under the heading.</param>
    /// <param name="data">What the script knows besides what is to be seen; null for nothing.</param>
    /// <param name="photos">The photos that the page uses.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void Write(TextWriter writer, string lead, object? data, ThumbnailSet photos, IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        var (css, script) = (Asset("report.css"), HasScript ? Asset("report.js") : null);
        var policy = $"default-src 'none'; img-src data:; style-src '{Hash(css)}'; script-src " +
            $"{(script is null ? "'none'" : $"'{Hash(script)}'")}; base-uri 'none'; form-action 'none'";
        var html = new HtmlWriter().Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy))
                .Raw("\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
            .Raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta " +
                "name=\"generator\" content=\"GarmentTools\">\n")
            .Element("title", title).Raw("\n<style>").Raw(css)
                .Raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header>\n")
            .Element("h1", title).Element("p", lead + (options.Date is { } date ? $" Made on {date:yyyy-MM-dd}." : ""), ("class", "soft"))
                .Raw("</header>\n");
        if (_sections.Count > 1)
        {
            html.Raw("<nav aria-label=\"Sections\"><ul>");
            foreach (var (id, name) in _sections) html.Open("li").Element("a", name, ("href", "#" + id)).Close("li");
            html.Raw("</ul></nav>\n");
        }
        html.Raw("<main id=\"content\">\n");
        html.WriteTo(writer);
        Body.WriteTo(writer);
        writer.Write("</main>\n<footer>Made by GarmentTools. Everything is in this file: it loads nothing and sends nothing.</footer>\n");
        if (HasScript)
            writer.Write("<p id=\"status\" class=\"skip\" role=\"status\"></p>\n<dialog id=\"garment\" " +
                "aria-labelledby=\"garment-title\"></dialog>\n");
        photos.Write(writer, progress, cancellationToken);
        if (script is not null)
        {
            if (data is not null)
                writer.Write($"<script type=\"application/json\" id=\"data\">{JsonSerializer.Serialize(data, s_json)}</script>\n");
            writer.Write($"<script>{script}</script>\n");
        }
        writer.Write("</body>\n</html>\n");
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // LF whatever a checkout made of it: the hash is of these bytes, and browsers read CR LF as LF.
    private static string Asset(string name)
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream("GarmentTools.Reports.Assets." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
