using System.Management.Automation;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Distances;
using GarmentTools.Regions;
using GarmentTools.Search;

namespace GarmentTools.PowerShell;

/// <summary>Finds the garments of a catalog that are most similar to a photo.</summary>
[Cmdlet(VerbsCommon.Get, "SimilarGarment", DefaultParameterSetName = ById)]
[OutputType(typeof(SimilarGarment))]
public sealed class GetSimilarGarmentCommand : GarmentInputCmdlet
{
    private readonly List<PhotoInput> _together = [];
    private QueryPhoto[] _unlike = [];
    private SimilarOptions? _options;
    private DistanceMatrix? _matrix;
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

    /// <summary>How embeddings are compared: a word, or the file of a learned metric.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SearchMetricCompleter))]
    public string Metric { get; set; } = nameof(DistanceMetric.Cosine);

    /// <summary>The least probability that a garment is the query's product.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? MinProbability { get; set; }

    /// <summary>The part of a photo from outside that is compared.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[]? Region { get; set; }

    /// <summary>Where photos from outside come from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? Domain { get; set; }

    /// <summary>The file of a distance matrix that answers alone.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Matrix { get; set; }

    /// <summary>Which of the stored outputs is compared.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OutputCompleter))]
    public string? Output { get; set; }

    /// <summary>Of each product only the nearest garment.</summary>
    [Parameter]
    public SwitchParameter OnePerProduct { get; set; }

    /// <summary>The next page: only garments behind this last result of the page before.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? After { get; set; }

    /// <summary>By the approximate index of a Postgres server.</summary>
    [Parameter]
    public SwitchParameter Approximate { get; set; }

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
        var (word, learned) = MetricChoice.Read(this, Metric, nameof(DistanceMetric.Cosine), nameof(DistanceMetric.Euclidean));
        if (MinProbability is not null && learned is null)
            ThrowTerminatingError(CmdletError.InvalidRequest("-MinProbability needs a learned metric: name its file with -Metric. " +
                "Optimize-GarmentMetric learns one from pairs."));
        _options = new SimilarOptions
        {
            Count = Count,
            Filter = Filter is null ? null : GarmentFilter.Parse(Filter),
            MaxDistance = (float?)MaxDistance,
            Metric = word is null ? DistanceMetric.Cosine : Enum.Parse<DistanceMetric>(word),
            LearnedMetric = learned,
            MinProbability = MinProbability,
            Region = Regions.Parse(Region),
            Domain = Domain,
            Output = Output,
            OnePerProduct = OnePerProduct,
            After = After is null ? null : SearchPosition.Parse(After),
            Approximate = Approximate,
        };
        if (_options.Filter is not null) catalog.List(_options.Filter, take: 0); // a misspelled name is wrong for every photo: say so once
        if (Matrix is not null) OpenMatrix();
        _unlike = [.. Photos(Unlike, literal: false).Select(photo => photo.ToQuery()), .. UnlikeId ?? []];
        _work = new(photo => Find([photo.ToQuery()]), Environment.ProcessorCount, Cancellation);
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (!HasInput)
            ThrowTerminatingError(CmdletError.NoInput("No photo was given. Name one with -Path, a garment of the catalog with -Id, or " +
                "pipe some: Get-ChildItem *.jpg | Get-SimilarGarment"));
        foreach (var photo in Photos())
        {
            if (Together) _together.Add(photo);
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
        _matrix?.Dispose();
        base.Close();
    }

    private void OpenMatrix()
    {
        if (Unlike is not null || UnlikeId is not null || Together || _options! with
        {
            Count = 1,
            MaxDistance =
            null
        } != new SimilarOptions { Count = 1 })
            ThrowTerminatingError(CmdletError.InvalidRequest("-Matrix answers for one garment at a time, with -Count and -MaxDistance " +
                "alone: it holds distances and nothing else. Leave the other parameters out, or search the catalog."));
        var file = this.FullFile(Matrix!);
        _matrix = Await((_, stop) => DistanceMatrix.Open(file, cancellation: stop));
    }

    private SimilarResult Find(IReadOnlyList<QueryPhoto> like) => _matrix is null
        ? OpenCatalog().FindSimilar(new GarmentQuery(like, _unlike.Length == 0 ? null : _unlike), _options, Cancellation)
        : OpenCatalog().FindSimilar(_matrix, NameOf(like[0]), _options);

    private string NameOf(QueryPhoto photo) => photo.Id is { } id ? id.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : OpenCatalog().Find(photo.ToString())?.CatalogPath ?? photo.ToString();

    private void Emit(PhotoInput photo, Func<SimilarResult> result) => TryItem(photo.Target, () =>
    {
        var found = result();
        WriteVerbose($"{string.Join("; ", found.Query)}: {found.Neighbors.Count} of {found.Candidates} garments that may be found " +
            $"({found.CatalogSize} in the catalog)");
        Remark(found);
        foreach (var neighbor in found.Neighbors)
            WriteObject(neighbor.Probability is null ? new SimilarGarment(found, neighbor) : new ProbableGarment(found, neighbor));
    });

    private void Remark(SimilarResult found)
    {
        if (found.Approximate)
            WriteWarning($"The answer for '{string.Join("; ", found.Query)}' is approximate: nearer garments may have been missed.");
        else if (_options!.Approximate)
            WriteVerbose($"The answer for '{string.Join("; ", found.Query)}' is exact: it did not need the approximate index.");
        if (found.NoConfidentMatch)
            WriteWarning($"No confident match for '{string.Join("; ", found.Query)}': no garment is its product with a probability of " +
                $"{MinProbability} or more.");
        for (var i = 0; i < found.Regions.Count && Region is not null; i++)
        {
            if (found.Regions[i] is { } part) WarnOfRegion(found.Query[i], _options!.Region, part.Found);
            else if (_options!.Region!.Kind != RegionKind.Whole)
                WriteVerbose($"'{found.Query[i]}' is a garment of the catalog: its stored embedding is compared, and -Region has no " +
                    "effect.");
        }
    }
}
