using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>Finds the garments of a catalog that are most similar to a photo.</summary>
[Cmdlet(VerbsCommon.Get, "SimilarGarment", DefaultParameterSetName = ById)]
[OutputType(typeof(SimilarGarment))]
public sealed class GetSimilarGarmentCommand : GarmentInputCmdlet
{
    // An enum of the library may be no field of a public type (see ModuleLifetime), so its number is kept.
    private int _metric;
    private readonly List<PhotoInput> _together = [];
    private QueryPhoto[] _unlike = [];
    private SimilarOptions? _options;
    private OrderedWork<PhotoInput, SimilarResult>? _work;

    /// <summary>How many garments at most.</summary>
    [Parameter]
    [Alias("First", "Top")]
    [ValidateRange(1, 1_000_000)]
    public int Count { get; set; } = 10;

    /// <summary>Which garments may be found.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <summary>The largest distance.</summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double? MaxDistance { get; set; }

    /// <summary>How embeddings are compared.</summary>
    [Parameter]
    public DistanceMetric Metric { get => (DistanceMetric)_metric; set => _metric = (int)value; }

    /// <summary>Which of the stored outputs is compared.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OutputCompleter))]
    public string? Output { get; set; }

    /// <summary>The part of a photo from outside that is looked at: Auto, Whole, Upper, Lower, Full, or a rectangle.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[]? Region { get; set; }

    /// <summary>Where photos from outside come from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? Domain { get; set; }

    /// <summary>Of each product only the nearest garment.</summary>
    [Parameter]
    public SwitchParameter OnePerProduct { get; set; }

    /// <summary>Photos to stay away from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Unlike { get; set; }

    /// <summary>Garments to stay away from.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long[]? UnlikeId { get; set; }

    /// <summary>Takes all photos for photos of one garment: one query, one answer.</summary>
    [Parameter]
    public SwitchParameter Together { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var catalog = OpenCatalog();
        _options = new SimilarOptions
        {
            Count = Count,
            Filter = Filter is null ? null : GarmentFilter.Parse(Filter),
            MaxDistance = (float?)MaxDistance,
            Metric = Metric,
            Output = Output,
            Region = Regions.Parse(Region),
            Domain = Domain,
            OnePerProduct = IsSet(OnePerProduct),
        };
        if (_options.Filter is not null) catalog.List(_options.Filter, take: 0); // a misspelt name is wrong for every photo: say so once
        _unlike = [.. Photos(Unlike, literal: false).Select(photo => photo.ToQuery()), .. UnlikeId ?? []];
        _work = new(photo => Find([photo.ToQuery()]), Environment.ProcessorCount, Cancellation);
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (!HasInput) Terminate(CmdletError.NoInput("No photo was given. Name one with -Path, a garment of the catalog with -Id, or pipe some: Get-ChildItem *.jpg | Get-SimilarGarment"));
        foreach (var photo in Photos())
        {
            if (IsSet(Together)) _together.Add(photo);
            else _work!.Add(photo, Emit);
        }
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        _work!.Drain(Emit);
        if (_together.Count > 0) Emit(_together[0], () => Await((_, _) => Find([.. _together.Select(photo => photo.ToQuery())])));
    }

    /// <inheritdoc/>
    private protected override void Close()
    {
        _work?.Abandon();
        base.Close();
    }

    private SimilarResult Find(IReadOnlyList<QueryPhoto> like) =>
        OpenCatalog().FindSimilar(new GarmentQuery(like, _unlike.Length == 0 ? null : _unlike), _options, Cancellation);

    private void Emit(PhotoInput photo, Func<SimilarResult> result) => TryItem(photo.Target, () =>
    {
        var found = result();
        Sink.WriteVerbose($"{string.Join("; ", found.Query)}: {found.Neighbors.Count} of {found.Candidates} garments that may be found ({found.CatalogSize} in the catalog)");
        foreach (var (name, region) in found.Query.Zip(found.Regions))
            if (Regions.Missed(region)) Sink.WriteWarning($"{name}: no person was found for the region {region!.Name}; the whole photo was looked at.");
        foreach (var neighbor in found.Neighbors) Sink.Write(new SimilarGarment(found, neighbor));
    });
}
