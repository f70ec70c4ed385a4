using Microsoft.Data.Sqlite;

namespace GarmentTools;

/// <summary>Reads garments with their attributes. Called inside a transaction, so that both belong together.</summary>
internal sealed class GarmentReader(CatalogStore store, CatalogConnection connection)
{
    private const string Columns = "SELECT garments.id, path, sha256, domain, product, region FROM garments JOIN contents ON contents.id = content_id";

    public IReadOnlyList<Garment> List(GarmentFilter? filter, int skip, int? take)
    {
        CheckNames(filter);
        var (where, parameters) = filter?.ToSql() ?? ("1", []);
        var garments = connection.Query($"{Columns} WHERE {where} ORDER BY garments.id LIMIT {take ?? -1} OFFSET {skip}", Map, parameters).ToList();
        if (garments.Count == 0) return garments;
        // One pass over the attributes of the range is quicker than a look-up per garment.
        var attributes = new Dictionary<long, SortedDictionary<string, string>>();
        foreach (var (id, name, value) in connection.Query("SELECT garment_id, name, value FROM attributes WHERE garment_id BETWEEN $first AND $last",
            r => (r.GetInt64(0), r.GetString(1), r.GetString(2)), ("$first", garments[0].Id), ("$last", garments[^1].Id)))
        {
            if (!attributes.TryGetValue(id, out var own)) attributes[id] = own = new(StringComparer.OrdinalIgnoreCase);
            own[name] = value;
        }
        return [.. garments.Select(g => attributes.TryGetValue(g.Id, out var own) ? g with { Attributes = new GarmentAttributes(own) } : g)];
    }

    public Dictionary<long, Garment> Load(IEnumerable<long> ids)
    {
        var garments = new Dictionary<long, Garment>();
        foreach (var id in ids)
        {
            foreach (var garment in connection.Query($"{Columns} WHERE garments.id = $id", Map, ("$id", id)))
            {
                var attributes = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (var (name, value) in connection.Query("SELECT name, value FROM attributes WHERE garment_id = $id", r => (r.GetString(0), r.GetString(1)), ("$id", id)))
                    attributes[name] = value;
                garments[id] = attributes.Count == 0 ? garment : garment with { Attributes = new GarmentAttributes(attributes) };
            }
        }
        return garments;
    }

    /// <summary>The id of a file's garment: the path is one of this machine or, where no such file exists, relative to the catalog's folder.</summary>
    public long? FindId(string path) => Id(store.RelativePath(path)) ?? (File.Exists(path) ? null : Id(path.Replace('\\', '/')));

    private long? Id(string path) => connection.Scalar<long?>("SELECT id FROM garments WHERE path = $path", ("$path", path));

    /// <summary>The ids that pass a filter, ascending.</summary>
    public List<long> Ids(GarmentFilter filter)
    {
        CheckNames(filter);
        var (where, parameters) = filter.ToSql();
        return [.. connection.Query($"SELECT id FROM garments WHERE {where} ORDER BY id", r => r.GetInt64(0), parameters)];
    }

    // A misspelt name would quietly find nothing.
    private void CheckNames(GarmentFilter? filter)
    {
        if (filter is null || filter.AttributeNames.Count == 0) return;
        var known = connection.Query("SELECT DISTINCT name FROM attributes ORDER BY name", r => r.GetString(0)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = filter.AttributeNames.Where(name => !known.Contains(name)).ToList();
        if (unknown.Count == 0) return;
        var list = known.Count == 0 ? "none are set yet; import some with 'garment attributes import FILE.csv'" : string.Join(", ", known.Take(30));
        throw new UsageException($"No garment has the attribute {string.Join(", ", unknown.Select(n => $"'{n}'"))} of the filter '{filter.Text}'. Attributes: {list}. Fields: id, path, domain, product.");
    }

    private Garment Map(SqliteDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Path = r.GetString(1),
        FullPath = store.FullPath(r.GetString(1)),
        Sha256 = Convert.ToHexStringLower((byte[])r.GetValue(2)),
        Domain = r.GetString(3),
        Product = r.IsDBNull(4) ? null : r.GetString(4),
        Region = RegionText.Read(r.IsDBNull(5) ? null : r.GetString(5)),
    };
}
