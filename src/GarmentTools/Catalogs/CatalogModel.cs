using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Catalogs;

/// <summary>
/// The model of a catalog: found by the name that the catalog keeps, loaded on first use, and refused when it is not the one that made the
/// embeddings.
/// </summary>
internal sealed class CatalogModel(CatalogStore store, CatalogOptions options, Embedder? embedder = null) : IDisposable
{
    /// <summary>Regions that a query may have beside the garments' own: the pairs of views that were measured to fit together.</summary>
    private const string QueryRegions = "Auto;Whole;Upper;Lower;Full;Rectangle";

    private readonly Lock _lock = new();
    private Embedder? _embedder = embedder;

    /// <summary>
    /// What a new catalog notes about its model, and the model itself: one that cannot be loaded must not leave a catalog behind that asks
    /// for it.
    /// </summary>
    public static (IReadOnlyDictionary<string, string> Meta, IReadOnlyList<(string Name, int Dimensions)> Outputs,
        Embedder Embedder) StartOf(CatalogOptions options)
    {
        var name = options.Model ?? ModelRegistry.DefaultModel;
        var model = (options.Models ?? ModelRegistry.Default).Find(name);
        var region = options.Region ?? RegionRequest.Whole;
        var outputs = OutputsOf(model, options.Outputs);
        return (MetaOf(name, model, region), [.. outputs.Select(o => (o.Name, o.Dimensions))],
            new Embedder(model, RegionView.For(region), new EmbedderOptions { Outputs = [.. outputs.Select(o => o.Name)] }));
    }

    public static IReadOnlyList<ModelOutput> OutputsOf(GarmentModel model, IReadOnlyList<string>? names) =>
        names is null ? model.Card.Outputs : [.. names.Select(model.Card.Output)];

    public static Dictionary<string, string> MetaOf(string name, GarmentModel model, RegionRequest region) => new()
    {
        ["model"] = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
            ? Path.GetFullPath(name) : name,
        ["fingerprint"] = Embedder.FingerprintOf(model, RegionView.For(region)),
        ["region"] = region.ToString(),
        ["query_regions"] = QueryRegions,
        ["generation"] = "1",
    };

    /// <summary>The embedder that fits the catalog's embeddings, for the outputs that it stores.</summary>
    /// <exception cref="ModelException">The model is not there.</exception>
    /// <exception cref="CatalogException">The model is another one than the catalog was made with.</exception>
    public Embedder Get()
    {
        lock (_lock)
        {
            using var connection = store.Read();
            var fingerprint = CatalogMeta.Get(connection, "fingerprint");
            var outputs = CatalogMeta.Outputs(connection).Select(o => o.Name).ToArray();
            if (_embedder?.Fingerprint == fingerprint && _embedder.Outputs.Select(o => o.Name).SequenceEqual(outputs)) return _embedder;
            var name = CatalogMeta.Get(connection, "model");
            var wanted = options.Model ?? name;
            var model = (options.Models ?? ModelRegistry.Default).Find(wanted);
            var stored = CatalogMeta.Get(connection, "region");
            var view = RegionView.For(options.Region ?? RegionRequest.Parse(stored));
            var found = Embedder.FingerprintOf(model, view);
            if (found != fingerprint && options.Region is { } region && region.ToString() != stored)
                throw new CatalogException(
                    $"The garments of '{store.Path}' are embedded with the region '{stored}', '{region}' was asked for, and the two " +
                    "never mix.",
                    new Remedy(RemedyKind.EmbedAgainWithRegion, region.ToString(), Catalog: store.Path));
            if (found != fingerprint)
                throw new CatalogException(
                    $"'{store.Path}' was made with the model '{name}' (fingerprint {fingerprint}), '{wanted}' would give other " +
                    $"embeddings (fingerprint {found}), and the two never mix. " +
                    (wanted == name ? "The model, its card or GarmentTools' preprocessing has changed."
                        : $"Leave the model out to use '{name}'."),
                    new Remedy(RemedyKind.EmbedAgainWithModel, wanted, Catalog: store.Path));
            // The one before, whose embeddings another process has replaced, is left to those threads that still embed with it.
            return _embedder = new Embedder(model, view, new EmbedderOptions { Outputs = outputs });
        }
    }

    /// <summary>The model that was asked for, whatever the catalog holds; for embedding everything again.</summary>
    public (string Name, GarmentModel Model, RegionRequest Region) Wanted()
    {
        using var connection = store.Read();
        var name = options.Model ?? CatalogMeta.Get(connection, "model");
        return (name, (options.Models ?? ModelRegistry.Default).Find(name), options.Region
            ?? RegionRequest.Parse(CatalogMeta.Get(connection, "region")));
    }

    /// <summary>
    /// The region of a query photo from outside: the one asked for, or the garment of a person (<c>Auto</c>) on street photos, or the
    /// garments' own.
    /// </summary>
    /// <exception cref="CatalogException">The catalog does not name that pair of regions.</exception>
    public static RegionRequest QueryRegion(CatalogConnection connection, RegionRequest? asked, string domain)
    {
        var own = RegionRequest.Parse(CatalogMeta.Get(connection, "region"));
        var region = asked ?? (domain.Equals("street", StringComparison.OrdinalIgnoreCase) && own.Kind == RegionKind.Whole
            ? RegionRequest.Auto : own);
        var allowed = (CatalogMeta.Find(connection, "query_regions") ?? QueryRegions).Split(';');
        if (region.ToString() != own.ToString() && !allowed.Contains(region.Kind.ToString()))
            throw new CatalogException($"The catalog '{connection.Path}' takes no queries of the region '{region}', only " +
                $"{string.Join(", ", allowed)} and its garments' own, '{own}'.");
        return region;
    }

    public void Dispose() => _embedder?.Dispose();
}
