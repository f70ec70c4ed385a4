using System.Diagnostics;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Catalogs.Updates;

/// <summary>
/// Embeds all photos of a catalog with another model. The new vectors are gathered beside the old ones and take their place in one
/// transaction
/// at the end, so that the catalog is of one fingerprint at any moment; a run that was stopped goes on where it was.
/// </summary>
internal sealed class CatalogReembedder(CatalogStore store, (string Name, GarmentModel Model, RegionRequest Region) wanted,
    UpdateOptions options, IProgress<WorkProgress>? progress)
{
    private const string Staged = "staged_";
    private const int BatchPhotos = 64;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var meta = CatalogModel.MetaOf(wanted.Name, wanted.Model, wanted.Region);
        using var connection = store.Write();
        // The outputs stay the ones that were chosen where the new model has them; else all that it has.
        var stored = CatalogMeta.Outputs(connection).Select(o => o.Name).ToList();
        var outputs = stored.All(name => wanted.Model.Card.Outputs.Any(o => o.Name == name)) ? CatalogModel.OutputsOf(wanted.Model, stored)
            : wanted.Model.Card.Outputs;
        using var embedder = new Embedder(wanted.Model, wanted.Region, new EmbedderOptions { Outputs = [.. outputs.Select(o => o.Name)] });
        var photos = new PhotoEmbedder(embedder, options.Limits);

        connection.Transaction(() => Prepare(connection, meta["fingerprint"], outputs));
        var writer = new CatalogWriter(connection, [.. outputs.Select(o => o.Name)], Staged);
        var failures = new Dictionary<long, string>();
        do await EmbedAsync(connection, photos, writer, failures, cancellationToken).ConfigureAwait(false);
        while (!Finish(connection, meta, outputs, failures));
    }

    private async Task EmbedAsync(
        CatalogConnection connection, PhotoEmbedder photos, CatalogWriter writer, Dictionary<long, string> failures,
        CancellationToken cancellationToken)
    {
        var left = connection.Transaction(write: false, () =>
        {
            CheckStaged(connection, photos.Fingerprint);
            return connection.Query($"SELECT c.id, c.sha256, min(g.path) FROM contents c JOIN garments g ON g.content_id = c.id WHERE " +
                $"c.id NOT IN (SELECT content_id FROM {Staged}1) GROUP BY c.id, c.sha256 ORDER BY c.id",
                r => (Id: r.GetInt64(0), Sha256: Sha256Hash.From((byte[])r.GetValue(1)), Path: r.GetString(2)))
                .Where(photo => !failures.ContainsKey(photo.Id)).ToList();
        });
        var clock = Stopwatch.StartNew();
        var done = 0;
        var batch = new List<(long Id, Sha256Hash Sha256, PhotoEmbedding Embedding)>();
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        var results = EmbeddingPipeline.RunAsync(
            left, (_, photo) => (photo, photos.TryEmbed(store.FullPath(photo.Path), expected: photo.Sha256)), threads, cancellationToken);
        await foreach (var (photo, result) in results.ConfigureAwait(false))
        {
            if (result.Refusal is { } refusal) failures[photo.Id] = refusal.Message;
            else batch.Add((photo.Id, photo.Sha256, result.Embedding!));
            if (++done < left.Count && batch.Count < BatchPhotos) continue;
            connection.Transaction(() =>
            {
                CheckStaged(connection, photos.Fingerprint);
                foreach (var item in batch)
                    // else it was removed meanwhile
                    if (writer.FindContent(item.Sha256) == item.Id) Stage(connection, writer, item.Id, item.Embedding);
            });
            batch.Clear();
            progress?.Report(new("Embedding photos again", done, left.Count, clock.Elapsed));
        }
    }

    // Another process may have begun to embed with another model, or have finished.
    private void CheckStaged(CatalogConnection connection, string fingerprint)
    {
        if (CatalogMeta.Find(connection, "staged_fingerprint") != fingerprint) throw CatalogErrors.EmbeddedAgain(store.Path);
    }

    private static void Stage(CatalogConnection connection, CatalogWriter writer, long content, PhotoEmbedding embedding)
    {
        writer.AddVectors(content, embedding);
        connection.Execute("UPDATE contents SET region = $region WHERE id = $id", ("$region", RegionText.Write(embedding.Region)),
            ("$id", content));
    }

    private void Prepare(CatalogConnection connection, string fingerprint, IReadOnlyList<ModelOutput> outputs)
    {
        if (CatalogMeta.Find(connection, "staged_fingerprint") != fingerprint)
        {
            foreach (var table in connection.Query(connection.Dialect.NumberedTables(Staged), r => r.GetString(0)).ToList())
                connection.Execute($"DROP TABLE {table}");
            CatalogMeta.Set(connection, "staged_fingerprint", fingerprint);
        }
        CatalogMeta.CreateVectors(connection, [.. outputs.Select(o => (o.Name, o.Dimensions))], Staged);
    }

    // False where other processes have added photos meanwhile, which lack an embedding yet.
    private bool Finish(
        CatalogConnection connection, Dictionary<string, string> meta, IReadOnlyList<ModelOutput> outputs,
        Dictionary<long, string> failures)
    {
        if (failures.Count > 0 && !options.RemoveMissing)
            throw new CatalogException(
                $"{failures.Count} photos of '{store.Path}' cannot be embedded again, for instance: {failures.First().Value} " +
                "The catalog keeps its old embeddings.",
                new Remedy(RemedyKind.RemoveMissing));
        return connection.Transaction(write: true, () =>
        {
            CheckStaged(connection, meta["fingerprint"]);
            var writer = new CatalogWriter(connection, [.. outputs.Select(o => o.Name)], Staged);
            var missing = connection.Query($"SELECT DISTINCT content_id FROM garments WHERE content_id NOT IN (SELECT content_id FROM " +
                $"{Staged}1)", r => r.GetInt64(0)).ToList();
            if (missing.Exists(content => !failures.ContainsKey(content))) return false;
            foreach (var content in missing) writer.RemoveGarments("content_id = $id", ("$id", content));
            connection.Execute("UPDATE garments SET changed = $change", ("$change", connection.Change())); // each has another embedding now
            connection.BeforeReplacingTables();
            var old = CatalogMeta.Outputs(connection).Count;
            for (var i = 1; i <= old; i++) connection.Execute($"DROP TABLE vectors_{i}");
            connection.Execute("DELETE FROM outputs");
            writer.RemoveOrphans();
            for (var i = 1; i <= outputs.Count; i++)
            {
                connection.Execute($"ALTER TABLE {Staged}{i} RENAME TO vectors_{i}");
                CatalogMeta.AddOutput(connection, i, (outputs[i - 1].Name, outputs[i - 1].Dimensions));
            }
            foreach (var key in new[] { "model", "fingerprint", "region", "query_regions" }) CatalogMeta.Set(connection, key, meta[key]);
            connection.Execute("DELETE FROM meta WHERE key = 'staged_fingerprint'");
            connection.Execute("DELETE FROM rejected"); // another model may do with what this one refused
            writer.NextGeneration();
            return true;
        });
    }
}
