using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;

namespace GarmentTools.Kernel;

/// <summary>Says what went wrong in a cell, with line and column in it.</summary>
internal static class CellError
{
    private const int FaultsShown = 10;
    private const string Interrupted = "The cell was interrupted. What earlier cells declared is still there.";
    private const string Red = "\e[31m", Plain = "\e[0m";

    public static JsonObject Unsupported(string message) => Failure("NotSupported", message);

    /// <summary>Something that is not the cell's own fault, in one line.</summary>
    public static JsonObject Failure(string name, string message) => Reply(name, message, [message]);

    public static JsonObject Compilation(IReadOnlyList<Diagnostic> faults, CellRequest cell)
    {
        var code = cell.Code.Split('\n');
        var lines = new List<string>();
        foreach (var fault in faults.Take(FaultsShown))
        {
            var (at, message) = (fault.Location.GetLineSpan().StartLinePosition, fault.GetMessage(CultureInfo.InvariantCulture));
            lines.Add($"{Red}({at.Line + 1},{at.Character + 1}): error {fault.Id}:{Plain} {message}");
            lines.AddRange(Pointed(code, at.Line + 1, at.Character + 1));
        }
        if (faults.Count > FaultsShown) lines.Add($"… and {faults.Count - FaultsShown} more");
        var first = faults[0].Location.GetLineSpan().StartLinePosition;
        return Reply("CompilationError", $"({first.Line + 1},{first.Character + 1}): {faults[0].Id}: " +
            $"{faults[0].GetMessage(CultureInfo.InvariantCulture)}", lines);
    }

    public static JsonObject Of(Exception exception, CellRequest cell, bool stopped)
    {
        if (stopped && exception is OperationCanceledException or ThreadInterruptedException
            or AggregateException { InnerException: OperationCanceledException })
            return Reply("Interrupted", Interrupted, [Interrupted]);
        if (exception is AggregateException { InnerExceptions.Count: 1 } one) exception = one.InnerException!;
        var code = cell.Code.Split('\n');
        var lines = new List<string>();
        for (var at = exception; at is not null; at = at.InnerException)
        {
            lines.Add($"{(at == exception ? "" : "caused by ")}{Red}{at.GetType().FullName}:{Plain} {at.Message}");
            foreach (var frame in new StackTrace(at, fNeedFileInfo: true).GetFrames()) lines.AddRange(Frame(frame, code, cell.Number));
        }
        return Reply(exception.GetType().Name, exception.Message, lines);
    }

    private static IEnumerable<string> Frame(StackFrame frame, string[] code, int number)
    {
        var (method, file) = (frame.GetMethod(), frame.GetFileName());
        if (file?.StartsWith("In [", StringComparison.Ordinal) == true)
        {
            yield return $"  at {file}, line {frame.GetFileLineNumber()}, column {frame.GetFileColumnNumber()}";
            if (file != $"In [{number}]") yield break;
            foreach (var line in Pointed(code, frame.GetFileLineNumber(), frame.GetFileColumnNumber())) yield return line;
        }
        // What the compiler and the runtime put in between tells nobody anything.
        else if (method?.DeclaringType is { } type && type.Namespace is { } space
            && !space.StartsWith("System.Runtime", StringComparison.Ordinal)
            && !space.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && space != typeof(CellError).Namespace)
            yield return $"  at {type.FullName}.{method.Name}";
    }

    private static IEnumerable<string> Pointed(string[] code, int line, int column)
    {
        if (line < 1 || line > code.Length) yield break;
        var text = code[line - 1].TrimEnd('\r').Replace('\t', ' ');
        yield return $"    {text}";
        if (column >= 1 && column <= text.Length + 1) yield return $"    {new string(' ', column - 1)}{Red}^{Plain}";
    }

    private static JsonObject Reply(string name, string message, IEnumerable<string> traceback) => new()
    {
        ["status"] = "error",
        ["ename"] = name,
        ["evalue"] = message,
        ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    };
}
