using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Evaluation;
using GarmentTools.Imaging;
using GarmentTools.Learning;
using GarmentTools.Numerics;

namespace GarmentTools.Studies;

/// <summary>The embedded photos of pairs: each photo once, street photos by one view and shop photos by another.</summary>
internal sealed class PairPhotos(Embedder street, IPhotoView shopView, string output, string folder)
{
    private readonly Embedder _shop = street.WithView(shopView);
    private readonly Dictionary<string, (float[] Vector, string Sha256)> _street = new(StringComparer.Ordinal), _shopPhotos =
        new(StringComparer.Ordinal);

    public string StreetFingerprint => street.Fingerprint;
    public string ShopFingerprint => _shop.Fingerprint;
    public int StreetPhotos => _street.Count;
    public int RegionsFound { get; private set; }

    /// <summary>Embeds what is not yet there.</summary>
    /// <exception cref="ImageException">A photo cannot be read.</exception>
    public async Task EmbedAsync(IReadOnlyList<GarmentPair> pairs, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await EmbedAsync(street, "Embedding street photos", [.. pairs.Select(p => p.Street).Distinct()], _street, progress,
            cancellationToken).ConfigureAwait(false);
        await EmbedAsync(_shop, "Embedding shop photos", [.. pairs.Select(p => p.Shop).Distinct()], _shopPhotos, progress,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One side of pairs, each photo once, in order of first appearance.</summary>
    public EvaluationSet Set(IReadOnlyList<GarmentPair> pairs, bool street)
    {
        var (photos, names) = street ? (_street, Names(pairs, p => p.Street)) : (_shopPhotos, Names(pairs, p => p.Shop));
        var first = pairs.GroupBy(p => street ? p.Street : p.Shop).ToDictionary(g => g.Key, g => g.First());
        return new EvaluationSet([.. names.Select(name => new EvaluationItem(Relative(name), first[name].Product
            ?? Relative(first[name].Shop), first[name].Category, photos[name].Sha256))], Dimensions(photos), Values(photos, names));
    }

    /// <summary>Which shop photos are right answers for which street photos.</summary>
    public Relevance Relevant(IReadOnlyList<GarmentPair> pairs)
    {
        var (queries, gallery) = (Index(Names(pairs, p => p.Street)), Index(Names(pairs, p => p.Shop)));
        return Relevance.Pairs(pairs.Select(p => (queries[p.Street], gallery[p.Shop])));
    }

    /// <summary>The pairs as what a metric is learned from.</summary>
    public MetricPairs Training(IReadOnlyList<GarmentPair> pairs)
    {
        var (streets, shops) = (Names(pairs, p => p.Street), Names(pairs, p => p.Shop));
        var (s, g) = (Index(streets), Index(shops));
        var products = pairs.Any(p => p.Product is not null) ? pairs.Select(p => p.Product ?? "").ToList() : null;
        return new MetricPairs(Table(StreetFingerprint, _street, streets), Table(ShopFingerprint, _shopPhotos, shops),
            [.. pairs.Select(p => (s[p.Street], g[p.Shop]))], products, output)
        {
            Photos = [.. streets.Select(name => _street[name].Sha256), .. shops.Select(name => _shopPhotos[name].Sha256)],
        };
    }

    private async Task EmbedAsync(Embedder embedder, string activity, string[] paths, Dictionary<string, (float[], string)> into,
        IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await foreach (var result in embedder.EmbedAsync(paths.Select(ImageSource.FromFile), cancellationToken).ConfigureAwait(false))
        {
            if (result.Error is { } error) throw error;
            // Rounded as a catalog stores it, so that figures are of what a catalog answers.
            into[paths[result.Index]] = (HalfVector.Rounded(result.Embedding![output]), result.Sha256!);
            if (ReferenceEquals(into, _street) && result.Embedding.Region is { Found: true }) RegionsFound++;
            if (result.Index % 16 == 15 || result.Index == paths.Length - 1)
                progress?.Report(new(activity, result.Index + 1, paths.Length, clock.Elapsed));
        }
    }

    private static string[] Names(IReadOnlyList<GarmentPair> pairs, Func<GarmentPair, string> side) => [.. pairs.Select(side).Distinct()];

    private static Dictionary<string, int> Index(string[] names) =>
        names.Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i);

    // As the pairs file says it: what is learned and measured must not depend on where the files lie.
    private string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private EmbeddingTable Table(string fingerprint, Dictionary<string, (float[], string)> photos, string[] names) =>
        new(fingerprint, Dimensions(photos), [.. Enumerable.Range(0, names.Length).Select(i => (long)i)], [.. names.Select(Relative)],
            Values(photos, names));

    private static int Dimensions(Dictionary<string, (float[] Vector, string)> photos) => photos.Values.First().Vector.Length;

    private static float[] Values(Dictionary<string, (float[] Vector, string)> photos, string[] names) =>
        [.. names.SelectMany(name => photos[name].Vector)];
}
