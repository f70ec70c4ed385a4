using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GarmentTools.Interactive.Rendering;
using Markdig;

namespace GarmentTools.Kernel;

/// <summary>A notebook as one HTML page that needs no other file.</summary>
internal static partial class NotebookHtml
{
    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 1250px; margin: 2em auto; padding: 0 1em }
        pre { font: 13px/1.45 ui-monospace, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: .6em 0 }
        pre.code { background: #f5f5f5; border-left: 3px solid #ccc; padding: .6em .8em }
        pre.stderr, pre.error { background: #fdecea; padding: .6em .8em }
        .output { overflow-x: auto; margin: .4em 0 1.2em }
        table { border-collapse: collapse; font-size: 14px } td, th { padding: .25em .6em; border-bottom: 1px solid #eee }
        code { background: #f5f5f5 } pre code { background: none }
        """;

    private static readonly string[] s_pictures = ["image/png", "image/jpeg", "image/webp", "image/gif"];
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build();

    /// <param name="notebook">The notebook, with its outputs.</param>
    /// <param name="withCode">Whether the code is shown, too.</param>
    public static string Write(NotebookFile notebook, bool withCode)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" " +
            "content=\"width=device-width\">\n")
            .Append($"<title>{WebUtility.HtmlEncode(Title(notebook))}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n");
        foreach (var cell in notebook.Cells.Select(cell => cell!.AsObject()))
        {
            var source = NotebookFile.Source(cell);
            if (NotebookFile.Kind(cell) == "markdown") page.Append(Markdown.ToHtml(source, s_markdown));
            if (NotebookFile.Kind(cell) != "code") continue;
            if (withCode && source.Trim().Length > 0)
                page.Append("<pre class=\"code\">").Append(WebUtility.HtmlEncode(source)).Append("</pre>\n");
            foreach (var output in cell["outputs"] as JsonArray ?? [])
                page.Append("<div class=\"output\">").Append(Output(output!.AsObject())).Append("</div>\n");
        }
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Output(JsonObject output) => (string?)output["output_type"] switch
    {
        "stream" => Pre((string?)output["name"] ?? "", NotebookFile.Text(output["text"])),
        "error" => Pre("error", Colors().Replace(string.Join('\n', output["traceback"]!.AsArray().Select(line => (string?)line)), "")),
        _ => Data(output["data"] as JsonObject ?? []),
    };

    private static string Data(JsonObject data)
    {
        if (data[MimeTypes.Html] is { } html) return NotebookFile.Text(html);
        if (data["text/markdown"] is { } markdown) return Markdown.ToHtml(NotebookFile.Text(markdown), s_markdown);
        if (data["image/svg+xml"] is { } svg) return NotebookFile.Text(svg);
        if (s_pictures.FirstOrDefault(data.ContainsKey) is { } type)
            return $"<img src=\"data:{type};base64,{WebUtility.HtmlEncode(NotebookFile.Text(data[type]).ReplaceLineEndings(""))}\" " +
                "alt=\"\">";
        return Pre("", NotebookFile.Text(data[MimeTypes.PlainText]));
    }

    private static string Pre(string kind, string text) =>
        $"<pre class=\"{WebUtility.HtmlEncode(kind)}\">{WebUtility.HtmlEncode(text)}</pre>";

    private static string Title(NotebookFile notebook) => notebook.Cells.Where(cell => NotebookFile.Kind(cell!) == "markdown")
        .SelectMany(cell => NotebookFile.Source(cell!).Split('\n')).FirstOrDefault(line =>
            line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim()
        ?? Path.GetFileNameWithoutExtension(notebook.Path);

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Colors();
}
