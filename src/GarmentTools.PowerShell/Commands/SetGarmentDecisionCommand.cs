using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Studies;

namespace GarmentTools.PowerShell;

/// <summary>Notes whether photos show the same garment.</summary>
[Cmdlet(VerbsCommon.Set, "GarmentDecision", DefaultParameterSetName = ById, SupportsShouldProcess = true, ConfirmImpact =
    ConfirmImpact.Medium)]
[OutputType(typeof(GarmentDecision))]
public sealed class SetGarmentDecisionCommand : GarmentSelectorCmdlet
{
    private const string ByGroup = "Group";
    private const int MostGarments = 1000;
    private readonly List<Garment> _named = [];

    /// <summary>Duplicates, of which every two get the decision.</summary>
    [Parameter(ParameterSetName = ByGroup, Mandatory = true, ValueFromPipeline = true)]
    public DuplicateGroup[]? InputObject { get; set; }

    /// <summary>They show the same garment.</summary>
    [Parameter]
    public SwitchParameter Same { get; set; }

    /// <summary>They show different garments.</summary>
    [Parameter]
    public SwitchParameter Different { get; set; }

    /// <summary>What was decided about them is forgotten.</summary>
    [Parameter]
    public SwitchParameter Forget { get; set; }

    /// <summary>Emits the decisions about the garments.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool? Decision => Forget ? null : Same;

    /// <inheritdoc/>
    private protected override void Begin()
    {
        if (new[] { Same, Different, Forget }.Count(set => set) != 1)
            ThrowTerminatingError(CmdletError.InvalidRequest("What is decided was not said, or more than one thing was. Give one of " +
                "-Same, -Different and -Forget."));
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        Cancellation.ThrowIfCancellationRequested();
        foreach (var group in InputObject ?? [])
        {
            // Equal bytes are the same without a decision.
            var garments = group.Members.Select(member => member.Garment).DistinctBy(garment => garment.Sha256).ToList();
            if (garments.Count > 1) TryItem(group.Number, () => Decide(garments));
        }
        if (InputObject is not null) return;
        if (!HasInput)
            ThrowTerminatingError(CmdletError.NoInput("No garments were given. Name two or more with -Id or -Path, or pipe duplicates: " +
                "Find-DuplicateGarment | Set-GarmentDecision -Same"));
        _named.AddRange(Garments());
    }

    /// <summary>Garments that were named one by one are decided about together.</summary>
    private protected override void End()
    {
        var garments = _named.DistinctBy(garment => garment.Id).ToList();
        if (garments.Count == 0) return;
        if (garments.Count is < 2 or > MostGarments)
            ThrowTerminatingError(CmdletError.InvalidRequest($"{garments.Count} garments were given, expected 2 to {MostGarments}: a " +
                "decision is about pairs of them."));
        Decide(garments);
    }

    private void Decide(IReadOnlyList<Garment> garments)
    {
        var what = Forget ? "Forget decisions" : Same ? "Decide that they show the same garment"
            : "Decide that they show different garments";
        if (!ShouldProcess(string.Join(", ", garments.Select(garment => $"{garment.CatalogPath} (#{garment.Id})")), what)) return;
        var changed = OpenCatalog().Decide(garments.SelectMany((first, i) => garments.Skip(i + 1).Select(second => (first, second))),
            Decision);
        WriteVerbose($"{changed} decisions have changed.");
        if (!PassThru) return;
        var hashes = garments.Select(garment => garment.Sha256).ToHashSet();
        foreach (var decision in OpenCatalog().GetDecisions()
            .Where(d => hashes.Contains(d.FirstSha256) && hashes.Contains(d.SecondSha256))) WriteObject(decision);
    }
}
