using System.Data.Common;
using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Catalogs.Copies;

/// <summary>
/// The rows of one copy, table by table, as streams from one connection to the other: memory does not grow with the embeddings.
/// </summary>
/// <param name="from">Read in one transaction.</param>
/// <param name="to">Written in one transaction.</param>
/// <param name="which">A condition: the garments that are copied.</param>
/// <param name="counts">Whether the source counts its changes.</param>
/// <param name="outputs">Tables of vectors.</param>
/// <param name="report">Told how far it has come.</param>
/// <param name="cancellationToken">Stops the copy.</param>
internal sealed class CopiedRows(CatalogConnection from, CatalogConnection to, string which, bool counts, int outputs,
    Action<string, long, long?> report, CancellationToken cancellationToken)
{
    private const int Often = 1000;

    // Content ids are each catalog's own: source → destination.
    private readonly Dictionary<long, long> _contents = [];

    /// <summary>Removes the garments that were removed in the source.</summary>
    public long RemoveGone(long since)
    {
        var gone = from.Query("SELECT id, changed FROM removed WHERE changed > $since ORDER BY id", r =>
            (Id: r.GetInt64(0), Changed: r.GetInt64(1)), ("$since", since)).ToList();
        Delete("removed", gone.Select(row => row.Id));
        var count = Delete("garments", gone.Select(row => row.Id));
        to.Load("removed", ["id", "changed"], gone.Select(row => (object?[])[row.Id, row.Changed]));
        return count;
    }

    /// <summary>Adds the photos that the destination lacks, with their embeddings.</summary>
    public long AddContents(bool isEmpty)
    {
        var known = isEmpty ? [] : to.Query("SELECT sha256, id FROM contents", r =>
            (Hash: Sha256Hash.From((byte[])r.GetValue(0)), Id: r.GetInt64(1))).ToDictionary(row => row.Hash, row => row.Id);
        var next = to.Scalar<long>("SELECT coalesce(max(id), 0) + 1 FROM contents");
        var added = new HashSet<long>();
        to.Load("contents", ["id", "sha256", "region"], Rows());
        for (var i = 1; i <= outputs; i++) AddVectors($"vectors_{i.ToString(CultureInfo.InvariantCulture)}", added);
        return added.Count;

        IEnumerable<object?[]> Rows()
        {
            foreach (var (id, hash, region) in from.Query($"SELECT id, sha256, region FROM contents WHERE id IN (SELECT content_id FROM " +
                $"garments WHERE {which}) ORDER BY id",
                r => (r.GetInt64(0), (byte[])r.GetValue(1), Text(r, 2))))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (known.TryGetValue(Sha256Hash.From(hash), out var there)) _contents[id] = there;
                else
                {
                    _contents[id] = next++;
                    added.Add(id);
                    yield return [_contents[id], hash, region];
                }
            }
        }
    }

    /// <summary>Adds the garments with their attributes, in place of those with their ids.</summary>
    public long AddGarments(bool isEmpty)
    {
        var change = counts ? "changed" : "1";
        if (!isEmpty)
        {
            var ids = from.Query($"SELECT id FROM garments WHERE {which}", r => r.GetInt64(0)).ToList();
            Delete("garments", ids);
            Delete("removed", ids);
        }
        var copied = 0L;
        var total = from.Scalar<long>($"SELECT count(*) FROM garments WHERE {which}");
        to.Load("garments", ["id", "path", "content_id", "size", "modified", "domain", "product", "changed"],
            from.Query($"SELECT id, path, content_id, size, modified, domain, product, {change} FROM garments WHERE {which} ORDER BY id",
            r => (object?[])
                [r.GetInt64(0), r.GetString(1), _contents[r.GetInt64(2)], r.GetInt64(3), r.GetInt64(4), r.GetString(5), Text(r, 6),
                    r.GetInt64(7)]).Select(row =>
            {
                if (++copied % Often == 0) Report("Copying garments", copied, total);
                return row;
            }));
        to.Load("attributes", ["garment_id", "name", "value"], from.Query($"SELECT garment_id, name, value FROM attributes WHERE " +
            $"garment_id IN (SELECT id FROM garments WHERE {which}) ORDER BY garment_id",
            r => (object?[])[r.GetInt64(0), r.GetString(1), r.GetString(2)]));
        Report("Copying garments", copied, total);
        return copied;
    }

    /// <summary>Decisions and rejected files: few, so all of them are written anew.</summary>
    public void ReplaceSmallTables()
    {
        to.Execute("DELETE FROM decisions");
        foreach (var row in from.Query("SELECT first, second, same, decided_at FROM decisions", r =>
            (First: r.GetValue(0), Second: r.GetValue(1), Same: r.GetInt32(2), At: r.GetString(3))))
            to.Execute("INSERT INTO decisions VALUES ($first, $second, $same, $at)", ("$first", row.First), ("$second", row.Second),
                ("$same", row.Same), ("$at", row.At));
        to.Execute("DELETE FROM rejected");
        to.Load("rejected", ["path", "size", "modified", "reason", "rejected_at"],
            from.Query("SELECT path, size, modified, reason, rejected_at FROM rejected ORDER BY path",
            r => (object?[])[r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetString(4)]));
    }

    /// <summary>The changes that the destination does not know yet.</summary>
    public void AddHistory(long known) => to.Load("changes", ["number", "at", "token"],
        from.Query("SELECT number, at, token FROM changes WHERE number > $known ORDER BY number", r =>
        (object?[])[r.GetInt64(0), r.GetString(1), r.GetString(2)], ("$known", known)));

    private void AddVectors(string table, HashSet<long> added)
    {
        if (added.Count == 0) return;
        var dimensions = CatalogMeta.Outputs(from)[int.Parse(table.AsSpan(table.IndexOf('_') + 1), CultureInfo.InvariantCulture) - 1];
        var done = 0L;
        to.Load(table, ["content_id", "norm", "vector"], from.Query(
            $"SELECT content_id, norm, {from.Dialect.VectorColumn("vector")} FROM {table} WHERE content_id IN (SELECT content_id FROM " +
            $"garments WHERE {which}) ORDER BY content_id",
            r =>
            {
                var id = r.GetInt64(0);
                if (!added.Contains(id)) return null;
                var vector = new float[dimensions.Dimensions];
                if (!from.Dialect.ReadVector(r.GetValue(2), vector)) throw CatalogErrors.DamagedVector(from.Path, dimensions.Name);
                return (object?[])[_contents[id], r.GetDouble(1), vector];
            }).Where(row => row is not null).Select(row =>
            {
                if (++done % Often == 0) Report($"Copying '{dimensions.Name}' vectors", done, added.Count);
                return row!;
            }));
        if (done != added.Count) throw CatalogErrors.DamagedVector(from.Path, dimensions.Name);
    }

    private long Delete(string table, IEnumerable<long> ids)
    {
        var count = 0L;
        foreach (var chunk in ids.Chunk(Often))
        {
            cancellationToken.ThrowIfCancellationRequested();
            count += to.Execute($"DELETE FROM {table} WHERE id IN ({string.Join(',', chunk)})");
        }
        return count;
    }

    private void Report(string stage, long done, long total)
    {
        cancellationToken.ThrowIfCancellationRequested();
        report(stage, done, total);
    }

    private static string? Text(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
