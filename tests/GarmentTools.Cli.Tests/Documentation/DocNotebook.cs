using System.Text.Json;
using System.Text.Json.Nodes;

namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>
/// C# of a page, run by <c>garment notebook run</c>: as the body of a method in one cell, where <c>using var</c> and <c>await</c> mean what
/// they mean in a program. Usings of the library's namespaces are added, as editors do.
/// </summary>
internal static class DocNotebook
{
    public static (int Code, string Text) Run(DocCheckout checkout, string code)
    {
        var lines = code.Split('\n');
        var rooms = typeof(GarmentCatalog).Assembly.GetExportedTypes().Select(type => $"using {type.Namespace};");
        var (usings, body) = (rooms.Union(lines.Where(IsUsing)), lines.Where(line => !IsUsing(line)));
        string[] cell = [.. usings, "async Task Page()", "{", .. body, "}", "await Page();"];
        var input = checkout.Write("page.ipynb", Notebook(string.Join('\n', cell)));
        var output = checkout.Write("page.out.ipynb", "");
        var (exitCode, text) = checkout.Run("garment", "notebook", "run", input, "-o", output);
        if (exitCode != 0) return (exitCode, text);
        var outputs = JsonNode.Parse(File.ReadAllText(output))!["cells"]![0]!["outputs"]!.AsArray();
        return (0, string.Concat(outputs.Select(o => o!["text"]).OfType<JsonArray>().SelectMany(t => t).Select(line => (string)line!)));
    }

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=');

    private static string Notebook(string source)
    {
        var cell = new { cell_type = "code", metadata = new { }, source, outputs = Array.Empty<object>(), execution_count = (int?)null };
        return JsonSerializer.Serialize(new { cells = new[] { cell }, metadata = new { }, nbformat = 4, nbformat_minor = 4 });
    }
}
