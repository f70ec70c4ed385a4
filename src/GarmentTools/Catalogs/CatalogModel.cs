namespace GarmentTools;

/// <summary>The model of a catalog: found by the name that the catalog keeps, loaded on first use, and refused when it is not the one that made the embeddings.</summary>
internal sealed class CatalogModel(CatalogStore store, CatalogOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private Embedder? _embedder;

    /// <summary>What a new catalog notes about its model.</summary>
    public static (IReadOnlyDictionary<string, string> Meta, IReadOnlyList<ModelOutput> Outputs) StartOf(CatalogOptions options)
    {
        var name = options.Model ?? ModelRegistry.DefaultModel;
        var model = (options.Models ?? ModelRegistry.Default).Find(name);
        return (MetaOf(name, model), OutputsOf(model, options.Outputs));
    }

    public static IReadOnlyList<ModelOutput> OutputsOf(GarmentModel model, IReadOnlyList<string>? names) =>
        names is null ? model.Card.Outputs : [.. names.Select(model.Card.Output)];

    public static Dictionary<string, string> MetaOf(string name, GarmentModel model) => new()
    {
        ["model"] = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? Path.GetFullPath(name) : name,
        ["fingerprint"] = Embedder.FingerprintOf(model, WholePhotoView.Instance),
        ["region"] = "Whole",
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
            if (_embedder?.Fingerprint == fingerprint) return _embedder;
            var name = CatalogMeta.Get(connection, "model");
            var wanted = options.Model ?? name;
            var model = (options.Models ?? ModelRegistry.Default).Find(wanted);
            var found = Embedder.FingerprintOf(model, WholePhotoView.Instance);
            if (found != fingerprint)
                throw new CatalogException(
                    $"'{store.Path}' was made with the model '{name}' (fingerprint {fingerprint}), '{wanted}' would give other embeddings (fingerprint {found}), and the two never mix. " +
                    (wanted == name ? "The model, its card or GarmentTools' preprocessing has changed. " : $"Leave the model out to use '{name}'. ") +
                    $"To embed the whole catalog again: garment index --reembed --model {wanted} --catalog \"{store.Path}\"");
            _embedder?.Dispose();
            return _embedder = new Embedder(model, new EmbedderOptions { Outputs = [.. CatalogMeta.Outputs(connection).Select(o => o.Name)] });
        }
    }

    /// <summary>The model that was asked for, whatever the catalog holds; for embedding everything again.</summary>
    public (string Name, GarmentModel Model) Wanted()
    {
        using var connection = store.Read();
        var name = options.Model ?? CatalogMeta.Get(connection, "model");
        return (name, (options.Models ?? ModelRegistry.Default).Find(name));
    }

    public void Dispose() => _embedder?.Dispose();
}
