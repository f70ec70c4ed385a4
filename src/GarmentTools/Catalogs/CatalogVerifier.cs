using System.Diagnostics;
using System.Numerics.Tensors;
using GarmentTools.Common;
using GarmentTools.Search;

namespace GarmentTools.Catalogs;

/// <summary>Looks for damage in a catalog, names its kind, and mends what is derived.</summary>
internal sealed class CatalogVerifier(CatalogStore store, CatalogIndexes indexes, bool repair, IProgress<WorkProgress>? progress)
{
    private readonly List<CatalogFinding> _findings = [];
    private readonly List<Action> _mends = []; // what is found is mended when the reading that found it has ended

    public CatalogCheck Run(CancellationToken cancellationToken)
    {
        long garments;
        string state;
        using (var connection = repair ? store.Write() : store.Read())
        {
            if (!CheckFile(connection)) return new CatalogCheck(store.Path, 0, _findings);
            // One state throughout: vectors that others put into the place of these meanwhile are no damage of them, and no repair may take
            // their garments.
            (garments, state) = connection.Transaction(write: false, () =>
            {
                var count = connection.Scalar<long>("SELECT count(*) FROM garments");
                CheckReferences(connection);
                CheckVectors(connection, count, cancellationToken);
                return (count, CatalogMeta.State(store, connection));
            });
            if (Mend()) state = CatalogMeta.State(store, connection);
        }
        CheckVectorFile(state, cancellationToken);
        Mend();
        return new CatalogCheck(store.Path, garments, _findings);
    }

    // False where the file cannot be read any further.
    private bool CheckFile(CatalogConnection connection)
    {
        foreach (var (finding, mend) in store.CheckStorage(connection)) Add(finding.Kind, finding.Message, mend);
        Mend();
        return _findings.All(finding => finding.Kind != "DamagedFile");
    }

    private void CheckReferences(CatalogConnection connection)
    {
        var outputs = CatalogMeta.Outputs(connection);
        var withoutContent = connection.Scalar<long>("SELECT count(*) FROM garments WHERE content_id NOT IN (SELECT id FROM contents)");
        if (withoutContent > 0)
            Add("GarmentWithoutPhoto", $"{withoutContent} garments point to no photo's hash. A repair removes them; the next update of " +
                "their folder adds them again.", () => connection.Transaction(() =>
            {
                var writer = new CatalogWriter(connection, []);
                writer.RemoveGarments("content_id NOT IN (SELECT id FROM contents)");
                writer.RemoveOrphans(); // their vectors
                writer.NextGeneration();
            }));
        for (var i = 1; i <= outputs.Count; i++)
        {
            var table = $"vectors_{i}";
            var missing = connection.Scalar<long>($"SELECT count(*) FROM contents WHERE id IN (SELECT content_id FROM garments) AND id " +
                $"NOT IN (SELECT content_id FROM {table})");
            if (missing > 0)
                Add("MissingVector", $"{missing} photos have no '{outputs[i - 1].Name}' vector. A repair removes their garments; the " +
                    "next update of their folder embeds them again.", () => RemoveWithout(connection, table, outputs));
            var orphans = connection.Scalar<long>($"SELECT count(*) FROM {table} WHERE content_id NOT IN (SELECT content_id FROM " +
                "garments)");
            if (orphans > 0)
                Add("LeftOverVector", $"{orphans} '{outputs[i - 1].Name}' vectors belong to no garment. A repair removes them.",
                    () => connection.Transaction(() => new CatalogWriter(connection, [.. outputs.Select(o => o.Name)]).RemoveOrphans()));
        }
        var loose = connection.Scalar<long>("SELECT count(*) FROM attributes WHERE garment_id NOT IN (SELECT id FROM garments)");
        if (loose > 0)
            Add("LooseAttribute", $"{loose} attributes belong to no garment. A repair removes them.", () =>
                connection.Execute("DELETE FROM attributes WHERE garment_id NOT IN (SELECT id FROM garments)"));
    }

    private void CheckVectors(CatalogConnection connection, long garments, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var outputs = CatalogMeta.Outputs(connection);
        for (var i = 1; i <= outputs.Count; i++)
        {
            var (name, dimensions) = outputs[i - 1];
            var bad = new List<long>();
            var done = 0L;
            var vector = new float[dimensions];
            foreach (var (content, isWhole) in connection.Query($"SELECT content_id, {connection.Dialect.VectorColumn("vector")} FROM " +
                $"vectors_{i}",
                r => (r.GetInt64(0), connection.Dialect.ReadVector(r.GetValue(1), vector))))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!isWhole) bad.Add(content);
                else
                {
                    var norm = TensorPrimitives.Norm(vector); // 1 but for rounding to float16, or 0 where the model gave nothing
                    if (!(norm == 0 || (norm > 0.99f && norm < 1.01f))) bad.Add(content);
                }
                if (++done % 1000 == 0) progress?.Report(new($"Checking '{name}' vectors", done, garments, clock.Elapsed));
            }
            if (bad.Count > 0)
                Add("DamagedVector", $"{bad.Count} '{name}' vectors are not {dimensions} numbers of length 1. A repair removes their " +
                    "garments; the next update of their folder embeds them again.", () => connection.Transaction(() =>
                {
                    var writer = new CatalogWriter(connection, [.. outputs.Select(o => o.Name)]);
                    foreach (var content in bad) writer.RemoveGarments("content_id = $id", ("$id", content));
                    writer.RemoveOrphans();
                    writer.NextGeneration();
                }));
        }
    }

    private static bool IsWhole(string file)
    {
        try
        {
            VectorIndex.Open(file).Dispose();
            return true;
        }
        catch (CatalogException) { return !File.Exists(file); }
    }

    // A process that has made a newer file removes the older ones right after.
    private static bool Stays(string file)
    {
        for (var waited = 0; waited < 1000 && File.Exists(file); waited += 50) Thread.Sleep(50);
        return File.Exists(file);
    }

    private void CheckVectorFile(string state, CancellationToken cancellationToken)
    {
        var (current, files) = (indexes.FileOf(state), indexes.Files().ToList());
        var made = files.Contains(current);
        string latest; // others may have moved the catalog on meanwhile
        using (var now = store.Read()) latest = indexes.FileOf(CatalogMeta.State(store, now));
        // Between a change and the next search, the whole file of the state before is what is there.
        foreach (var stale in files.Where(file => (string.CompareOrdinal(file, latest) > 0 || string.CompareOrdinal(file, current) < 0
            && (made || !IsWhole(file))) && Stays(file)))
            Add("StaleVectorFile", $"'{Path.GetFileName(stale)}' is of another state of the catalog. A repair removes it.", () =>
                File.Delete(stale));
        // nothing sound to compare with
        if (_findings.Any(finding => finding is { Kind: "DamagedVector" or "MissingVector" or "DamagedFile", Repaired: false })) return;
        if (!File.Exists(current)) return; // made at the next search
        try
        {
            using var index = VectorIndex.Open(current);
            index.Verify(progress, cancellationToken);
            using var source = new CatalogEmbeddings(store, null, raw: false);
            if (source.State != state) return; // others have changed the catalog meanwhile: the file is of a state that is no more
            if (index.Generation != source.Generation || index.Fingerprint != source.Fingerprint
                || !index.Ids.SequenceEqual(source.Ids.ToArray()) || !SameVectors(index, source, cancellationToken))
                Add("DamagedVectorFile", $"'{Path.GetFileName(current)}' differs from the catalog. A repair makes it again.", Rebuild);
        }
        catch (CatalogException e) when (e.InnerException is UnauthorizedAccessException) { } // another user's; searches do without it
        catch (CatalogException) when (!File.Exists(current)) { } // another process has made a newer one and removed it
        catch (CatalogException e) { Add("DamagedVectorFile", $"{e.Message} A repair makes the file again.", Rebuild); }
    }

    private static bool SameVectors(VectorIndex index, CatalogEmbeddings source, CancellationToken cancellationToken)
    {
        const int Block = 512;
        var expected = new float[Block * source.Dimensions];
        var found = new float[source.Dimensions];
        for (var first = 0; first < source.Count; first += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Math.Min(Block, source.Count - first);
            source.Read(first, expected.AsSpan(0, rows * source.Dimensions));
            for (var row = 0; row < rows; row++)
            {
                index.ReadVector(first + row, found);
                if (!found.AsSpan().SequenceEqual(expected.AsSpan(row * source.Dimensions, source.Dimensions))) return false;
            }
        }
        return true;
    }

    private void Rebuild()
    {
        indexes.Discard();
        indexes.Refresh(progress, CancellationToken.None);
    }

    private static void RemoveWithout(CatalogConnection connection, string table, IReadOnlyList<(string Name, int Dimensions)> outputs) =>
        connection.Transaction(() =>
    {
        var writer = new CatalogWriter(connection, [.. outputs.Select(o => o.Name)]);
        writer.RemoveGarments($"content_id NOT IN (SELECT content_id FROM {table})");
        writer.RemoveOrphans(); // their vectors of the other outputs
        writer.NextGeneration();
    });

    private void Add(string kind, string message, Action? mend)
    {
        var mends = repair && mend is not null;
        if (mends) _mends.Add(mend!);
        _findings.Add(new CatalogFinding(kind, message, mend is not null, mends));
    }

    // False where nothing was to be mended.
    private bool Mend()
    {
        foreach (var mend in _mends) mend();
        var mended = _mends.Count > 0;
        _mends.Clear();
        return mended;
    }
}
