using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GarmentTools.Kernel;

/// <summary>
/// Parameters as papermill has them: the cell with the tag <c>parameters</c> holds the defaults, and a cell with the tag
/// <c>injected-parameters</c> behind it gives others.
/// </summary>
internal static class NotebookParameters
{
    private const string Tag = "parameters", InjectedTag = "injected-parameters";
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <exception cref="KernelException">A parameter is none of the notebook, or its value cannot be what the default is.</exception>
    public static void Inject(NotebookFile notebook, IReadOnlyDictionary<string, string> values)
    {
        var cells = notebook.Cells;
        // A notebook that was made by an earlier run has such a cell already.
        foreach (var old in cells.Where(cell => NotebookFile.HasTag(cell!, InjectedTag)).ToList()) cells.Remove(old);
        if (values.Count == 0) return;
        var name = Path.GetFileName(notebook.Path);
        var place = cells.Select((cell, i) => (cell, i)).Where(c => NotebookFile.HasTag(c.cell!, Tag)).Select(c => c.i + 1)
            .FirstOrDefault();
        if (place == 0)
            throw new KernelException($"'{name}' takes no parameters: none of its cells has the tag '{Tag}'. " +
                "Give that tag to the cell that sets the defaults, or leave the parameters out.");
        var known = Declared(NotebookFile.Source(cells[place - 1]!));
        var lines = new List<string> { "// Parameters" };
        foreach (var (parameter, value) in values)
        {
            if (!known.TryGetValue(parameter, out var declared))
                throw new KernelException($"'{name}' has no parameter '{parameter}', only {string.Join(", ", known.Keys)}. Check its " +
                    "name.");
            lines.Add(Assignment(parameter, value, declared));
        }
        cells.Insert(place, new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = InjectedTag,
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray(InjectedTag) },
            ["outputs"] = new JsonArray(),
            ["source"] = NotebookFile.Lines(string.Join('\n', lines)),
        });
    }

    private static Dictionary<string, (TypeSyntax Type, ExpressionSyntax? Default)> Declared(string code) =>
        CSharpSyntaxTree.ParseText(code, s_options).GetCompilationUnitRoot().Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables.Select(v =>
                (v.Identifier.ValueText, field.Declaration.Type, v.Initializer?.Value)))
            .GroupBy(v => v.ValueText).ToDictionary(g => g.Key, g => (g.Last().Type, g.Last().Value), StringComparer.Ordinal);

    private static string Assignment(string name, string value, (TypeSyntax Type, ExpressionSyntax? Default) declared)
    {
        var type = TypeName(declared);
        return type switch
        {
            "string" => $"string {name} = {SymbolDisplay.FormatLiteral(value, quote: true)};",
            "bool" => bool.TryParse(value, out var truth) ? $"bool {name} = {(truth ? "true" : "false")};" : throw Fault("true or false"),
            "int" or "long" => long.TryParse(value, CultureInfo.InvariantCulture, out var whole)
            && (type == "long" || whole is >= int.MinValue and <= int.MaxValue)
                ? string.Create(CultureInfo.InvariantCulture, $"{type} {name} = {whole};") : throw Fault("a whole number"),
            "double" => Real("d"),
            "float" => Real("f"),
            "decimal" => Real("m"),
            // What the default does not tell, the value does.
            _ when bool.TryParse(value, out var truth) => $"var {name} = {(truth ? "true" : "false")};",
            _ when long.TryParse(value, CultureInfo.InvariantCulture, out var whole) =>
            string.Create(CultureInfo.InvariantCulture, $"var {name} = {whole};"),
            _ when double.TryParse(value, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) =>
                string.Create(CultureInfo.InvariantCulture, $"var {name} = {real:R}d;"),
            _ => $"var {name} = {SymbolDisplay.FormatLiteral(value, quote: true)};",
        };

        string Real(string suffix) => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"{type} {name} = {number}{suffix};") : throw Fault("a number, with '.'");

        KernelException Fault(string expected) => new($"The parameter '{name}' is '{value}', expected {expected}.");
    }

    // 'string?' counts as 'string'; of 'var', the default says what it is.
    private static string TypeName((TypeSyntax Type, ExpressionSyntax? Default) declared)
    {
        if (!declared.Type.IsVar) return declared.Type.ToString().TrimEnd('?');
        var value = declared.Default is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus ? minus.Operand
            : declared.Default;
        return value switch
        {
            InterpolatedStringExpressionSyntax => "string",
            LiteralExpressionSyntax literal => literal.Token.Value switch
            {
                string => "string",
                bool => "bool",
                int => "int",
                long => "long",
                double => "double",
                float => "float",
                decimal => "decimal",
                _ => "",
            },
            _ => "",
        };
    }
}
