using System.Text.Json;
using System.Text.Json.Nodes;

namespace GarmentTools.Kernel;

/// <summary>
/// Whether a JSON text has the form of a notebook, as far as this program uses it. Asked once, so that nobody behind has to doubt.
/// </summary>
internal static class NotebookShape
{
    /// <summary>The first fault; null where there is none.</summary>
    public static string? Fault(JsonObject? root)
    {
        const string expected = "expected an object with 'nbformat' 4 and 'cells'";
        try
        {
            if (root?["nbformat"] is not JsonValue version || !version.TryGetValue<int>(out var number) || number != 4) return expected;
            return root["cells"] is JsonArray cells ? cells.Select((cell, i) => Cell(cell) is { } fault ? $"cell {i + 1} {fault}" : null)
                .FirstOrDefault(fault => fault is not null) : expected;
        }
        catch (InvalidOperationException e) { return e.Message.TrimEnd('.'); } // half a character, written as an escape
    }

    private static string? Cell(JsonNode? node)
    {
        if (node is not JsonObject cell) return "is no object";
        if (!IsText(cell["cell_type"])) return "has no 'cell_type'";
        if (!IsLines(cell["source"])) return "has a 'source' that is no text";
        if (cell["metadata"] is not (null or JsonObject)) return "has 'metadata' that are no object";
        if (cell["metadata"]?["tags"] is { } tags && !(tags is JsonArray list && list.All(IsText)))
            return "has 'tags' that are no list of texts";
        if (cell["outputs"] is not { } outputs) return null;
        return outputs is JsonArray all ? all.Select(Output).FirstOrDefault(fault => fault is not null) : "has 'outputs' that are no list";
    }

    private static string? Output(JsonNode? node)
    {
        if (node is not JsonObject output || !IsText(output["output_type"])) return "has an output without 'output_type'";
        if (output["name"] is { } name && !IsText(name)) return "has an output whose 'name' is no text";
        if (!IsLines(output["text"])) return "has an output whose 'text' is no text";
        if (output["data"] is not (null or JsonObject)) return "has an output whose 'data' are no object";
        return (string?)output["output_type"] != "error" || output["traceback"] is JsonArray lines && lines.All(IsText) ? null
            : "has an error without 'traceback'";
    }

    private static bool IsLines(JsonNode? node) => node is null || IsText(node) || node is JsonArray lines && lines.All(IsText);

    // Also reads it: what cannot be read as text throws here and not later.
    private static bool IsText(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is not null;
}
