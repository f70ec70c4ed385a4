using System.Data.Common;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;

namespace GarmentTools.Catalogs;

/// <summary>Reads garments with their attributes. Called inside a transaction, so that both belong together.</summary>
internal sealed class GarmentReader(CatalogStore store, CatalogConnection connection)
{
    private const string Columns = "SELECT garments.id, path, sha256, domain, product, region FROM garments JOIN contents ON contents.id " +
        "= content_id";

    public IReadOnlyList<Garment> List(GarmentFilter? filter, int skip, int? take)
    {
        CheckNames(filter);
        var (where, parameters) = filter?.ToSql(connection.Dialect) ?? ("TRUE", []);
        var garments = connection.Query($"{Columns} WHERE {where} ORDER BY garments.id LIMIT {take ?? long.MaxValue} OFFSET {skip}", Map,
            parameters).ToList();
        if (garments.Count == 0) return garments;
        // One pass over the attributes of the range is quicker than a look-up per garment.
        var attributes = Attributes("garment_id BETWEEN $first AND $last", ("$first", garments[0].Id), ("$last", garments[^1].Id));
        return [.. garments.Select(garment => With(attributes, garment))];
    }

    public Dictionary<long, Garment> Load(IEnumerable<long> ids)
    {
        var garments = new Dictionary<long, Garment>();
        foreach (var chunk in ids.Chunk(200)) // two statements for many instead of two for each: a server may be far away
        {
            var list = string.Join(',', chunk);
            var attributes = Attributes($"garment_id IN ({list})");
            foreach (var garment in connection.Query($"{Columns} WHERE garments.id IN ({list})", Map))
                garments[garment.Id] = With(attributes, garment);
        }
        return garments;
    }

    /// <summary>
    /// The id of a file's garment: the path is one of this machine or, where no such file exists, relative to the catalog's folder.
    /// </summary>
    public long? FindId(string path) => Id(store.RelativePath(path)) ?? (File.Exists(path) ? null : Id(path.Replace('\\', '/')));

    private long? Id(string path) => connection.Scalar<long?>("SELECT id FROM garments WHERE path = $path", ("$path", path));

    /// <summary>The ids that pass a filter, ascending.</summary>
    public List<long> Ids(GarmentFilter filter)
    {
        CheckNames(filter);
        var (where, parameters) = filter.ToSql(connection.Dialect);
        return [.. connection.Query($"SELECT id FROM garments WHERE {where} ORDER BY id", r => r.GetInt64(0), parameters)];
    }

    // A misspelled name would quietly find nothing.
    public void CheckNames(GarmentFilter? filter)
    {
        if (filter is null || filter.AttributeNames.Count == 0) return;
        var known = connection.Query("SELECT DISTINCT name FROM attributes", r => r.GetString(0))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = filter.AttributeNames.Where(name => !known.Contains(name)).ToList();
        if (unknown.Count == 0) return;
        var list = known.Count == 0 ? "none are set yet" : string.Join(", ", known.Order(StringComparer.OrdinalIgnoreCase).Take(30));
        throw new UsageException($"No garment has the attribute {string.Join(", ", unknown.Select(n => $"'{n}'"))} of the filter " +
            $"'{filter.Text}'. Attributes: {list}. Fields: id, path, domain, product.",
            known.Count == 0 ? new Remedy(RemedyKind.ImportAttributes) : null);
    }

    private Dictionary<long, SortedDictionary<string, string>> Attributes(string condition, params (string, object?)[] parameters)
    {
        var attributes = new Dictionary<long, SortedDictionary<string, string>>();
        foreach (var (id, name, value) in connection.Query($"SELECT garment_id, name, value FROM attributes WHERE {condition}", r =>
            (r.GetInt64(0), r.GetString(1), r.GetString(2)), parameters))
        {
            if (!attributes.TryGetValue(id, out var own)) attributes[id] = own = new(StringComparer.OrdinalIgnoreCase);
            own[name] = value;
        }
        return attributes;
    }

    private static Garment With(Dictionary<long, SortedDictionary<string, string>> attributes, Garment garment) =>
        attributes.TryGetValue(garment.Id, out var own) ? garment with { Attributes = new GarmentAttributes(own) } : garment;

    private Garment Map(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Catalog = store.Path,
        CatalogPath = r.GetString(1),
        Path = store.FullPath(r.GetString(1)),
        Sha256 = Convert.ToHexStringLower((byte[])r.GetValue(2)),
        Domain = r.GetString(3),
        Product = r.IsDBNull(4) ? null : r.GetString(4),
        Region = RegionText.Read(r.IsDBNull(5) ? null : r.GetString(5)),
    };
}
