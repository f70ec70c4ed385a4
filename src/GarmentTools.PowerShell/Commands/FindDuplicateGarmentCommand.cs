using System.Management.Automation;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Evaluation;
using GarmentTools.Studies;

namespace GarmentTools.PowerShell;

/// <summary>Finds photos of equal bytes and near-duplicates, and proposes which copy to keep.</summary>
[Cmdlet(VerbsCommon.Find, "DuplicateGarment")]
[OutputType(typeof(DuplicateGroup))]
public sealed class FindDuplicateGarmentCommand : CatalogCmdlet
{
    /// <summary>The largest distance of near-duplicates.</summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double MaxDistance { get; set; } = LeakageCheck.DefaultThreshold;

    /// <summary>Which garments are looked at.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <summary>Leaves out near-duplicates that were decided to be the same.</summary>
    [Parameter]
    public SwitchParameter Undecided { get; set; }

    /// <inheritdoc/>
    private protected override void End()
    {
        var catalog = OpenCatalog();
        var insights = new InsightOptions { Filter = Filter is null ? null : GarmentFilter.Parse(Filter) };
        var options = new DuplicateOptions { MaxDistance = (float)MaxDistance, Undecided = Undecided };
        foreach (var group in Await((progress, stop) => catalog.GetInsights(insights, progress, stop)
            .FindDuplicates(options, progress, stop))) WriteObject(group);
    }
}
