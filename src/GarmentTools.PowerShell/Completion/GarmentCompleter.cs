using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GarmentTools.PowerShell;

/// <summary>
/// Completes an argument from what the catalog or the model folders hold. Whatever goes wrong (no catalog, a locked file), there are just
/// no suggestions:
/// a completer has nobody to tell.
/// </summary>
internal abstract class GarmentCompleter : IArgumentCompleter
{
    private const int Most = 200; // a menu that nobody reads to its end

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var context = new CompletionContext(wordToComplete ?? "", fakeBoundParameters, SessionPath.Resolve,
                GarmentSession.Current.Catalog);
            return [.. Suggest(context).Take(Most).Select(s => new CompletionResult(s.Text, s.Shown, CompletionResultType.ParameterValue,
                s.Tip))];
        }
        catch (Exception) { return []; }
    }

    /// <summary>The suggestions that fit what was typed so far.</summary>
    internal abstract IEnumerable<Suggestion> Suggest(CompletionContext context);

    /// <summary>Values that begin with what was typed, quoted where PowerShell needs it.</summary>
    private protected static IEnumerable<Suggestion> Matching(CompletionContext context, IEnumerable<(string Value, string Tip)> values)
    {
        var typed = context.Word.Trim('\'', '"');
        return values.Where(v => v.Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(v => new Suggestion(Quote(v.Value), v.Value, v.Tip.Length > 0 ? v.Tip : v.Value));
    }

    /// <summary>Puts quotes around what PowerShell would not take as one word of text.</summary>
    internal static string Quote(string value) =>
        value.Length > 0 && value.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':') && value[0] is not '-'
            && !char.IsDigit(value[0])
            ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>A suggestion: what is inserted, what the menu shows, and the explanation beside it.</summary>
internal sealed record Suggestion(string Text, string Shown, string Tip);
