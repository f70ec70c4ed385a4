using System.Management.Automation;
using GarmentTools.Common;
using GarmentTools.Models;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Adds models of the user's own, so that they are found by their names; drafts a card where there is none.</summary>
[Cmdlet(VerbsLifecycle.Register, "GarmentModel", DefaultParameterSetName = ByPath, SupportsShouldProcess = true, ConfirmImpact =
    ConfirmImpact.Medium)]
[OutputType(typeof(ModelRow))]
public sealed class RegisterGarmentModelCommand : GarmentCmdlet
{
    private const string ByPath = "Path", ByLiteralPath = "LiteralPath";

    /// <summary>Cards, or ONNX files with their cards beside them.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [PathText]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The same, taken as they are.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>What a drafted card calls the model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The tensor that a drafted card takes as output.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Tensor { get; set; }

    /// <summary>How many numbers that tensor has.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Dimensions { get; set; }

    /// <summary>Replaces a model that was registered before under the name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var file in Files(Path, LiteralPath))
        {
            try { Register(file); }
            catch (ModelException e) { WriteError(CmdletError.From(e, file)); }
        }
    }

    private void Register(string file)
    {
        var card = System.IO.Path.ChangeExtension(file, ".json");
        if (file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) && !File.Exists(card))
        {
            Draft(file, card);
            return;
        }
        if (!ShouldProcess(file, $"Register the model, copying it to '{ModelRegistry.Default.UserFolder}'")) return;
        var replace = Force;
        var model = Await((progress, stop) => ModelRegistry.Default.RegisterAsync(file, replace, progress, stop));
        WriteObject(ModelRows.Of(model));
    }

    // What was guessed has to be looked at before the model is used: hence two steps.
    private void Draft(string file, string card)
    {
        var draft = ModelCard.CreateFor(file, Name, Tensor, Dimensions);
        if (!ShouldProcess(card, "Draft a card for the model")) return;
        draft.Card.Save(card);
        WriteWarning($"'{card}' was drafted; the model is not registered yet. Check what was guessed, then run Register-GarmentModel " +
            $"'{card}'. Guessed:\n  {string.Join("\n  ", draft.Guesses)}");
    }
}
