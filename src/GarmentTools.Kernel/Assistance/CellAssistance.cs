using System.Text.Json.Nodes;
using GarmentTools.Interactive.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;

namespace GarmentTools.Kernel;

/// <summary>Helps while a cell is written: what may come next, what a name means, whether the cell is complete.</summary>
/// <param name="next">The cell's text as what would run next.</param>
internal sealed class CellAssistance(Func<string, Script> next)
{
    public JsonObject Complete(string code, int position)
    {
        position = Math.Clamp(position, 0, code.Length);
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1])) start--;
        var names = new Completion(Model(code), start).Names(code[start..position]);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
            ["cursor_start"] = start,
            ["cursor_end"] = position,
            ["metadata"] = new JsonObject(),
        };
    }

    public JsonObject Inspect(string code, int position)
    {
        var text = new Inspection(Model(code)).Describe(Math.Clamp(position, 0, code.Length));
        var data = new JsonObject();
        if (text is not null) data[MimeTypes.PlainText] = text;
        return new JsonObject { ["status"] = "ok", ["found"] = text is not null, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    public static JsonObject IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(CellText.Read(code).Code,
            new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script));
        var complete = SyntaxFactory.IsCompleteSubmission(tree);
        return complete ? new JsonObject { ["status"] = "complete" } : new JsonObject { ["status"] = "incomplete", ["indent"] = "" };
    }

    private SemanticModel Model(string code)
    {
        var compilation = next(CellText.Read(code).Code).GetCompilation();
        return compilation.GetSemanticModel(compilation.SyntaxTrees.Single());
    }
}
