using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GarmentTools.Catalogs;

namespace GarmentTools.PowerShell;

/// <summary>Sets or removes attributes of garments; also their product and domain.</summary>
[Cmdlet(VerbsCommon.Set, "GarmentAttribute", DefaultParameterSetName = ById, SupportsShouldProcess = true, ConfirmImpact =
    ConfirmImpact.Medium)]
[OutputType(typeof(Garment))]
public sealed class SetGarmentAttributeCommand : GarmentSelectorCmdlet
{
    private readonly Dictionary<string, string?> _attributes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names and values; an empty value removes the attribute.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public IDictionary? Attribute { get; set; }

    /// <summary>The name of one attribute.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AttributeNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The value of the attribute that -Name names.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(AttributeValueCompleter))]
    public string? Value { get; set; }

    /// <summary>Emits the garments as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        foreach (DictionaryEntry entry in Attribute ?? new Hashtable())
            _attributes[Text(entry.Key) ?? ""] = Text(entry.Value);
        if (Name is not null) _attributes[Name] = Value;
        else if (Value is not null)
            ThrowTerminatingError(CmdletError.NoInput("-Value was given without -Name. Name the attribute, or give names and values with " +
                "-Attribute @{ color = 'red' }."));
        if (_attributes.Count == 0)
            ThrowTerminatingError(CmdletError.NoInput("No attribute was given. Give one with -Name and -Value, or several with " +
                "-Attribute @{ color = 'red'; sleeve = 'long' }."));
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (!HasInput)
            ThrowTerminatingError(CmdletError.NoInput("No garment was given. Name it with -Id or -Path, or pipe garments: Get-Garment " +
                "-Filter \"category = dress\" | Set-GarmentAttribute …"));
        foreach (var garment in Garments())
        {
            Cancellation.ThrowIfCancellationRequested();
            if (!ShouldProcess($"{garment.CatalogPath} (#{garment.Id})", $"Set {Describe()}")) continue;
            if (TryItem(garment.Id, () => OpenCatalog().SetAttributes(garment, _attributes)) && PassThru)
                WriteObject(OpenCatalog().Find(garment.Id)!);
        }
    }

    private string Describe() =>
        string.Join(", ", _attributes.Select(a => string.IsNullOrWhiteSpace(a.Value) ? $"{a.Key} removed" : $"{a.Key} = {a.Value}"));

    // As a person would write it in a filter, whatever the culture; what PowerShell has wrapped is unwrapped.
    private static string? Text(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is { } bare ? Convert.ToString(bare, CultureInfo.InvariantCulture) : null;
}
