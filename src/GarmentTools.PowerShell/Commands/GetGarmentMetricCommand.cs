using System.Management.Automation;
using GarmentTools.Learning;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Says what files of learned metrics hold: what they were learned from, and how well they do.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentMetric", DefaultParameterSetName = ByPath)]
[OutputType(typeof(LearnedMetricRow))]
public sealed class GetGarmentMetricCommand : FileCmdlet
{
    /// <inheritdoc/>
    private protected override void ProcessFile(string file) => WriteObject(LearnedMetricRow.From(LearnedMetric.Load(file), file));
}
