using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GarmentTools.Kernel;

/// <summary>A notebook file (<c>.ipynb</c>, version 4). What this program does not know stays in it.</summary>
internal sealed class NotebookFile
{
    // As Jupyter writes them, so that a diff shows what changed.
    private static readonly JsonSerializerOptions s_json = new()
    { WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Of two values under one name programs would read different ones.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private NotebookFile(string path, JsonObject root) => (Path, Root) = (path, root);

    /// <summary>The full path.</summary>
    public string Path { get; }

    public JsonObject Root { get; }

    public JsonArray Cells => Root["cells"]!.AsArray();

    /// <exception cref="KernelException">It is missing, or no notebook.</exception>
    public static NotebookFile Read(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new KernelException($"'{path}' was not found: expected a notebook (.ipynb). Check the path (looked in " +
                $"{Environment.CurrentDirectory}).");
        JsonObject? root;
        try { root = JsonNode.Parse(File.ReadAllText(full), null, s_strict) as JsonObject; }
        catch (JsonException e) { throw new KernelException($"'{path}' is no notebook: {e.Message}"); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KernelException($"'{path}' cannot be " +
            $"read: {e.Message}", asked: false);
        }
        return NotebookShape.Fault(root) is { } fault
            ? throw new KernelException($"'{path}' is no notebook of version 4: {fault}. Open it in Jupyter and save it again.")
            : new(full, root!);
    }

    public void Write(string path) => Replace(path, Root.ToJsonString(s_json) + "\n");

    /// <summary>
    /// Writes a file that takes its place only when it is complete. Notebooks hold paths: a new one is readable by its owner only.
    /// </summary>
    public static void Replace(string path, string text)
    {
        var beside = path + ".part";
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = File.Exists(path) ? File.GetUnixFileMode(path) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var writer = new StreamWriter(beside, new UTF8Encoding(false), how)) writer.Write(text);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside); // a full disk, most often: what is half done would only be in the way
            throw;
        }
    }

    public static string Kind(JsonNode cell) => (string?)cell["cell_type"] ?? "";

    public static string Source(JsonNode cell) => Text(cell["source"]);

    public static bool HasTag(JsonNode cell, string tag) => cell["metadata"]?["tags"] is JsonArray tags && tags.Any(t => (string?)t == tag);

    /// <summary>A text, which notebooks keep whole or line by line.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(Text)),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => "",
    };

    /// <summary>A text line by line, as notebooks keep it.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }
        return lines;
    }
}
