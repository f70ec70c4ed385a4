using System.Management.Automation;
using GarmentTools.Models;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Lists the models that are known by name.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentModel")]
[OutputType(typeof(ModelRow))]
public sealed class GetGarmentModelCommand : GarmentCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var models = ModelRegistry.Default.List();
        foreach (var name in Name ?? ["*"])
        {
            var matches = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = models.Where(model => matches.IsMatch(model.Name)).ToList();
            foreach (var model in found) WriteObject(ModelRow.From(model));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(CmdletError.Of(
                    new KeyNotFoundException($"'{name}' is no known model; known are " +
                    $"{string.Join(", ", models.Select(model => model.Name))}. Register-GarmentModel adds your own."),
                    "ModelNotFound", ErrorCategory.ObjectNotFound, name));
        }
    }
}
