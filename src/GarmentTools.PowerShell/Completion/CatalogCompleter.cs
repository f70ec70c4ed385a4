using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GarmentTools.PowerShell;

/// <summary>Completes the path of a catalog: folders and <c>*.garments</c> files.</summary>
internal sealed class CatalogCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionCompleters.CompleteFilename(wordToComplete).Where(result =>
            result.ResultType == CompletionResultType.ProviderContainer || IsCatalog(result.ListItemText));

    /// <summary>Whether a file is called like a catalog.</summary>
    internal static bool IsCatalog(string name) => name.EndsWith(".garments", StringComparison.OrdinalIgnoreCase);
}
