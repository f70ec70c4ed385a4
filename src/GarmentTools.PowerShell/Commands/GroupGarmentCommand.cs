using System.Management.Automation;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Search;
using GarmentTools.Studies;

namespace GarmentTools.PowerShell;

/// <summary>Puts garments that look alike into groups.</summary>
[Cmdlet(VerbsData.Group, "Garment")]
[OutputType(typeof(GarmentGroup))]
public sealed class GroupGarmentCommand : CatalogCmdlet
{
    // An enum of the library may be no field of a public type (see ModuleLifetime), so its number is kept.
    private int _method = -1;

    /// <summary>How many groups.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>The largest distance of any two garments of a group.</summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double? MaxDistance { get; set; }

    /// <summary>How groups are made.</summary>
    [Parameter]
    public GroupMethod? Method { get => _method < 0 ? null : (GroupMethod)_method; set => _method = value is null ? -1 : (int)value; }

    /// <summary>How embeddings are compared: a word, or the file of a learned metric.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SearchMetricCompleter))]
    public string Metric { get; set; } = nameof(DistanceMetric.Cosine);

    /// <summary>Which of the stored outputs is compared.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OutputCompleter))]
    public string? Output { get; set; }

    /// <summary>Which garments.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <inheritdoc/>
    private protected override void End()
    {
        var catalog = OpenCatalog();
        var insights = new InsightOptions
        {
            Filter = Filter is null ? null : GarmentFilter.Parse(Filter),
            Output = Output,
            Metric = MetricChoice.Read(this, Metric, nameof(DistanceMetric.Cosine)).Learned,
        };
        var options = new GroupOptions { Count = Count, MaxDistance = (float?)MaxDistance, Method = Method };
        foreach (var group in Await((progress, stop) => catalog.GetInsights(insights, progress, stop).Group(options, progress, stop)))
            WriteObject(group);
    }
}
