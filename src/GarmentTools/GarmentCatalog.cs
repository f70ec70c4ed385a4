using System.Data.Common;
using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools;

/// <summary>
/// The front door: a catalog of garments, in one SQLite file or on a Postgres server (<c>postgres://…</c>). Open it, bring it up to date
/// with <see cref="UpdateAsync(IEnumerable{string}, UpdateOptions?, IProgress{WorkProgress}?, CancellationToken)"/>, ask it with
/// <see cref="FindSimilar(GarmentQuery, SimilarOptions?, CancellationToken)"/>.
/// </summary>
/// <remarks>
/// Any number of threads may use one catalog, and any number of processes one file or server. Writers wait for each other up to a minute.
/// </remarks>
public sealed partial class GarmentCatalog : IDisposable
{
    private readonly CatalogStore _store;
    private readonly CatalogIndexes _indexes;
    private readonly CatalogModel _model;

    private GarmentCatalog(CatalogStore store, CatalogOptions options, Embedder? embedder = null)
    {
        _store = store;
        _indexes = new CatalogIndexes(store);
        _model = new CatalogModel(store, options, embedder);
    }

    /// <summary>Where the catalog lies; for the packages that add to it.</summary>
    internal CatalogStore Store => _store;

    /// <summary>The model that the catalog was made with; for the packages that add to it.</summary>
    internal CatalogModel Model => _model;

    /// <summary>The catalog's full path, or its address without a password.</summary>
    public string Path => _store.Path;

    /// <summary>The folder that garments' paths are relative to.</summary>
    public string Folder => _store.Folder;

    /// <summary>True where the file, its folder or the server's tables cannot be written: everything but changes works.</summary>
    public bool IsReadOnly => _store.IsReadOnly;

    /// <summary>Opens a catalog. Loads no model; that happens when a photo has to be embedded.</summary>
    /// <param name="path">A <c>*.garments</c> file, or <c>postgres://user@host:port/database</c> with the parameters of libpq, and
    /// <c>schema</c> and <c>photos</c>.</param>
    /// <param name="options">A model that the catalog is expected to have, and where models are looked for.</param>
    /// <exception cref="CatalogException">Missing, out of reach, damaged, of another program, or newer than this one.</exception>
    /// <exception cref="UsageException">The address cannot be read.</exception>
    public static GarmentCatalog Open(string path, CatalogOptions? options = null) => new(CatalogStores.Open(path), options ?? new());

    /// <summary>Opens a catalog, or makes an empty one.</summary>
    /// <param name="path">A <c>*.garments</c> file, whose folder is made where it is missing; or an address, whose database has to be
    /// there.</param>
    /// <param name="options">What a new catalog is made with.</param>
    /// <exception cref="CatalogException">Damaged, of another program, newer than this one, or it cannot be made there.</exception>
    /// <exception cref="ModelException">A new catalog's model is missing, damaged or does not fit its card; no catalog is made
    /// then.</exception>
    public static GarmentCatalog OpenOrCreate(string path, CatalogOptions? options = null)
    {
        options ??= new();
        Embedder? embedder = null;
        try
        {
            var store = CatalogStores.OpenOrCreate(path, () =>
            {
                (var meta, var outputs, embedder) = CatalogModel.StartOf(options);
                return (meta, outputs);
            });
            return new(store, options, embedder);
        }
        catch
        {
            embedder?.Dispose();
            throw;
        }
    }

    /// <summary>What the catalog is and holds, now.</summary>
    public CatalogInfo GetInfo()
    {
        using var connection = _store.Read();
        return connection.Transaction(write: false, () => new CatalogInfo
        {
            Path = Path,
            SchemaVersion = _store.SchemaVersion(connection),
            Model = CatalogMeta.Get(connection, "model"),
            Fingerprint = CatalogMeta.Get(connection, "fingerprint"),
            Region = CatalogMeta.Get(connection, "region"),
            Outputs = CatalogMeta.Outputs(connection).ToDictionary(o => o.Name, o => o.Dimensions),
            Garments = connection.Scalar<long>("SELECT count(*) FROM garments"),
            DistinctPhotos = connection.Scalar<long>("SELECT count(DISTINCT content_id) FROM garments"),
            Products = connection.Scalar<long>("SELECT count(DISTINCT product) FROM garments"),
            Domains = Counts(connection, "SELECT domain, count(*) FROM garments GROUP BY domain ORDER BY domain"),
            Attributes = Counts(connection, $"SELECT min(name), count(*) FROM attributes GROUP BY {connection.Dialect.Folded("name")} " +
            $"ORDER BY {connection.Dialect.Folded("name")}"),
            RejectedFiles = connection.Scalar<long>("SELECT count(*) FROM rejected"),
            Generation = CatalogMeta.Generation(connection),
            LastChange = _store.CountsChanges(connection) ? CatalogMeta.LastChange(connection) : 0,
            FileBytes = _store.SizeInBytes(connection),
        });
    }

    /// <summary>Garments in the order of their ids.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="take">How many at most; null for all.</param>
    public IReadOnlyList<Garment> List(GarmentFilter? filter = null, int skip = 0, int? take = null)
    {
        using var connection = _store.Read();
        return connection.Transaction(write: false, () => new GarmentReader(_store, connection).List(filter, skip, take));
    }

    /// <summary>The garment with this id; null where there is none.</summary>
    public Garment? Find(long id)
    {
        using var connection = _store.Read();
        return connection.Transaction(write: false, () => new GarmentReader(_store, connection).Load([id]).GetValueOrDefault(id));
    }

    /// <summary>
    /// The garment of this file: a path of this machine, or one relative to the catalog's folder; null where there is none.
    /// </summary>
    public Garment? Find(string path)
    {
        using var connection = _store.Read();
        return connection.Transaction(write: false, () =>
        {
            var reader = new GarmentReader(_store, connection);
            return reader.FindId(path) is { } id ? reader.Load([id])[id] : null;
        });
    }

    /// <summary>
    /// The values that an attribute (or the fields <c>product</c> and <c>domain</c>) has, with the number of garments of each, most
    /// frequent first.
    /// </summary>
    public IReadOnlyDictionary<string, long> GetValues(string name)
    {
        using var connection = _store.Read();
        return name.ToLowerInvariant() switch
        {
            "product" or "domain" =>
                Counts(connection, $"SELECT {name}, count(*) FROM garments WHERE {name} IS NOT NULL GROUP BY {name} ORDER BY count(*) " +
                $"DESC, {name}"),
            _ => Counts(connection, $"SELECT value, count(*) FROM attributes WHERE {connection.Dialect.Folded("name")} = " +
            $"{connection.Dialect.FoldedValue("$name")} GROUP BY value ORDER BY count(*) DESC, value", ("$name", name)),
        };
    }

    /// <summary>The files that could not be embedded, in the order of their paths.</summary>
    public IReadOnlyList<RejectedFile> GetRejectedFiles()
    {
        using var connection = _store.Read();
        return [.. connection.Query("SELECT path, reason, rejected_at FROM rejected ORDER BY path",
            r => new RejectedFile(r.GetString(0), r.GetString(1), DateTimeOffset.Parse(r.GetString(2), CultureInfo.InvariantCulture)))];
    }

    /// <summary>The stored vectors as they are now. Dispose the result when done.</summary>
    /// <param name="output">The model's output; null for the one that is searched.</param>
    /// <param name="raw">With the length that the model gave; false for vectors of length 1.</param>
    /// <param name="filter">Which garments; null for all.</param>
    public CatalogEmbeddings GetEmbeddings(string? output = null, bool raw = false, GarmentFilter? filter = null) =>
        new(_store, output, raw, filter);

    /// <summary>
    /// Removes garments. Their photos stay where they are; at the next update of their folder they are added anew, under new ids.
    /// </summary>
    /// <returns>How many were removed.</returns>
    public int Remove(IEnumerable<long> ids)
    {
        using var connection = _store.Write();
        var removed = 0;
        connection.Transaction(() =>
        {
            var writer = new CatalogWriter(connection, [.. CatalogMeta.Outputs(connection).Select(o => o.Name)]);
            removed = ids.Sum(writer.RemoveGarment);
            if (removed == 0) return;
            writer.RemoveOrphans();
            writer.NextGeneration();
        });
        return removed;
    }

    /// <summary>Removes garments, as with their ids.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="GarmentOfOtherCatalogException">One of them is of another catalog; none is removed then.</exception>
    public int Remove(IEnumerable<Garment> garments) => Remove([.. garments.Select(OwnId)]);

    /// <summary>Refuses a garment of another catalog. Two names of one file, such as a link to it, are one catalog.</summary>
    /// <exception cref="GarmentOfOtherCatalogException">It is of another catalog.</exception>
    public void CheckOwn(Garment garment)
    {
        ArgumentNullException.ThrowIfNull(garment);
        _store.CheckOwn(garment);
    }

    /// <summary>Closes the catalog: writes its log into the one file and lets go of the model.</summary>
    public void Dispose()
    {
        _indexes.Dispose();
        _model.Dispose();
        _store.Dispose();
    }

    private long OwnId(Garment garment)
    {
        CheckOwn(garment);
        return garment.Id;
    }

    private static Dictionary<string, long> Counts(CatalogConnection connection, string sql, params (string, object?)[] parameters) =>
        connection.Query(sql, (DbDataReader r) => (r.GetString(0), r.GetInt64(1)), parameters).ToDictionary(r => r.Item1, r => r.Item2);
}
