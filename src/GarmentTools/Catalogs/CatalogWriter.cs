using System.Globalization;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Catalogs;

/// <summary>The statements that change garments and contents. Called inside a transaction.</summary>
internal sealed class CatalogWriter(CatalogConnection connection, IReadOnlyList<string> outputs, string vectorTables = "vectors_")
{
    /// <summary>Whether the catalog still is what a run began with: embeddings of this model, and of these outputs.</summary>
    public bool Fits(string fingerprint) =>
        CatalogMeta.Get(connection, "fingerprint") == fingerprint && CatalogMeta.Outputs(connection).Select(output => output.Name)
            .SequenceEqual(outputs);

    /// <summary>The content of these bytes, or null where it is not stored yet.</summary>
    public long? FindContent(Sha256Hash sha256) =>
        connection.Scalar<long?>("SELECT id FROM contents WHERE sha256 = $sha", ("$sha", sha256.ToBytes()));

    /// <summary>Stores an embedding, unless another process was faster; both have the same bits.</summary>
    public long AddContent(Sha256Hash sha256, PhotoEmbedding embedding)
    {
        if (FindContent(sha256) is { } known) return known;
        var id = connection.Scalar<long>("INSERT INTO contents (sha256, region) VALUES ($sha, $region) RETURNING id",
            ("$sha", sha256.ToBytes()), ("$region", RegionText.Write(embedding.Region)));
        AddVectors(id, embedding);
        return id;
    }

    public void AddVectors(long content, PhotoEmbedding embedding)
    {
        for (var i = 0; i < outputs.Count; i++)
        {
            var vector = embedding.Outputs.First(o => o.Name == outputs[i]);
            connection.Execute(
                $"INSERT INTO {vectorTables}{i + 1} VALUES ($id, $norm, {connection.Dialect.VectorParameter("$vector")}) ON CONFLICT " +
                "(content_id) DO UPDATE SET norm = excluded.norm, vector = excluded.vector",
                ("$id", content), ("$norm", (double)vector.Norm), ("$vector", connection.Dialect.VectorValue(vector.Values)));
        }
    }

    public void AddGarment(string path, long content, PhotoFile file, string domain) =>
        connection.Execute("INSERT INTO garments (path, content_id, size, modified, domain, changed) VALUES ($path, $content, $size, " +
            "$modified, $domain, $change)",
            ("$path", path), ("$content", content), ("$size", file.Size), ("$modified", file.Modified), ("$domain", domain),
            ("$change", connection.Change()));

    /// <summary>A garment has other bytes, another time, or another path than before.</summary>
    public void UpdateGarment(long id, string path, long content, PhotoFile file) =>
        connection.Execute("UPDATE garments SET path = $path, content_id = $content, size = $size, modified = $modified, changed = " +
            "$change WHERE id = $id",
            ("$path", path), ("$content", content), ("$size", file.Size), ("$modified", file.Modified), ("$change", connection.Change()),
            ("$id", id));

    public void Reject(string path, PhotoFile file, string reason, DateTimeOffset now) =>
        connection.Execute(
            """
            INSERT INTO rejected VALUES ($path, $size, $modified, $reason, $now)
            ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified, reason = excluded.reason,
              rejected_at = excluded.rejected_at
            """,
            ("$path", path), ("$size", file.Size), ("$modified", file.Modified), ("$reason", reason),
            ("$now", now.ToString("O", CultureInfo.InvariantCulture)));

    public void Unreject(string path) => connection.Execute("DELETE FROM rejected WHERE path = $path", ("$path", path));

    public int RemoveGarment(long id) => RemoveGarments("id = $id", ("$id", id));

    /// <summary>Removes the garments of which a condition is true, and notes that they are gone.</summary>
    /// <returns>How many.</returns>
    public int RemoveGarments(string condition, params (string Name, object? Value)[] parameters)
    {
        if (connection.Scalar<long>($"SELECT count(*) FROM garments WHERE {condition}", parameters) == 0) return 0; // no change
        connection.Execute($"INSERT INTO removed (id, changed) SELECT id, $change FROM garments WHERE {condition}",
            [("$change", connection.Change()), .. parameters]);
        return connection.Execute($"DELETE FROM garments WHERE {condition}", parameters);
    }

    /// <summary>Removes embeddings that no garment has any more.</summary>
    public void RemoveOrphans()
    {
        foreach (var table in VectorTables())
            connection.Execute($"DELETE FROM {table} WHERE content_id NOT IN (SELECT content_id FROM garments)");
        connection.Execute("DELETE FROM contents WHERE id NOT IN (SELECT content_id FROM garments)");
    }

    /// <summary>Removes one embedding where no garment has it any more.</summary>
    public void RemoveOrphan(long content)
    {
        if (connection.Scalar<long>("SELECT count(*) FROM garments WHERE content_id = $id", ("$id", content)) > 0) return;
        foreach (var table in VectorTables()) connection.Execute($"DELETE FROM {table} WHERE content_id = $id", ("$id", content));
        connection.Execute("DELETE FROM contents WHERE id = $id", ("$id", content));
    }

    // Those that are there now, since another process may have changed the outputs. Also what a stopped run has embedded again: the next
    // photo may get the
    // number of one that is gone, and must not get its embedding.
    private List<string> VectorTables() =>
        [.. new[] { "vectors_", "staged_" }.SelectMany(prefix => connection.Query(connection.Dialect.NumberedTables(prefix), r =>
            r.GetString(0)).ToList())];

    /// <summary>What is derived from the garments and their embeddings is stale from now on.</summary>
    public void NextGeneration() => CatalogMeta.SetGeneration(connection, CatalogMeta.Generation(connection) + 1, connection.Change());
}
