using System.Globalization;

namespace GarmentTools;

/// <summary>
/// The search indexes of a catalog: a memory-mapped vector file beside it for the output that is searched by default, indexes in memory for anything else.
/// All are derived, named by the catalog's generation, and made anew when that has moved on.
/// </summary>
internal sealed class CatalogIndexes(CatalogStore store) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, VectorIndex> _open = [];

    /// <summary>The index of an output (null: the one searched by default) as of the catalog's present generation.</summary>
    public VectorIndex Get(string? output, CancellationToken cancellationToken, IProgress<WorkProgress>? progress = null)
    {
        lock (_lock)
        {
            using var connection = store.Read();
            var generation = CatalogMeta.Generation(connection);
            var first = CatalogMeta.Outputs(connection)[0].Name;
            var key = output ?? first;
            if (_open.TryGetValue(key, out var index) && index.Generation == generation) return index;
            index?.Dispose(); // searches that still run on it finish: they hold its memory
            _open.Remove(key);
            return _open[key] = key == first ? OpenFile(generation, progress, cancellationToken) : InMemory(key, progress, cancellationToken);
        }
    }

    /// <summary>The index of the garments under a learned metric, each with its own domain's mean.</summary>
    public VectorIndex Get(LearnedMetric metric, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            using var connection = store.Read();
            var generation = CatalogMeta.Generation(connection);
            var key = "metric:" + metric.Hash;
            if (_open.TryGetValue(key, out var index) && index.Generation == generation) return index;
            index?.Dispose();
            _open.Remove(key);
            using var source = new CatalogEmbeddings(store, metric.Output, raw: false);
            var domains = connection.Query("SELECT id, domain FROM garments", r => (Id: r.GetInt64(0), Domain: r.GetString(1))).ToDictionary(r => r.Id, r => r.Domain);
            var projected = metric.Project(source, row => domains[source.Ids[row]], token: cancellationToken);
            return _open[key] = VectorIndex.Create(projected, source.Generation, cancellation: cancellationToken);
        }
    }

    /// <summary>Makes the vector file when it is missing or stale.</summary>
    public void Refresh(IProgress<WorkProgress>? progress, CancellationToken cancellationToken) => Get(null, cancellationToken, progress);

    /// <summary>Removes the vector files, so that the next search makes a new one.</summary>
    public void Discard()
    {
        lock (_lock)
        {
            foreach (var index in _open.Values) index.Dispose();
            _open.Clear();
            foreach (var file in Files()) TryDelete(file);
        }
    }

    /// <summary>The vector file of a generation.</summary>
    public string FileOf(long generation) => string.Create(CultureInfo.InvariantCulture, $"{store.Path}.{generation:D8}.vectors");

    /// <summary>The vector files that are there, of whatever generation.</summary>
    public IEnumerable<string> Files() => Directory.EnumerateFiles(store.Folder, Path.GetFileName(store.Path) + ".*.vectors");

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var index in _open.Values) index.Dispose();
            _open.Clear();
        }
    }

    private VectorIndex OpenFile(long generation, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var file = FileOf(generation);
        if (File.Exists(file))
        {
            try
            {
                var index = VectorIndex.Open(file);
                if (index.Generation == generation) return index;
                index.Dispose();
            }
            catch (CatalogException) { } // damaged: what is derived is made again
        }
        if (store.IsReadOnly) return InMemory(null, progress, cancellationToken);
        using var source = new CatalogEmbeddings(store, null, raw: false);
        var made = FileOf(source.Generation); // another process may have moved the catalog on
        try { VectorIndex.Write(made, source, source.Generation, progress, cancellationToken); }
        catch (CatalogException) when (!cancellationToken.IsCancellationRequested)
        {
            return VectorIndex.Create(source, source.Generation, progress, cancellationToken); // full disk: slower, but an answer
        }
        foreach (var old in Files().Where(old => string.CompareOrdinal(old, made) < 0)) TryDelete(old);
        // What processes left that were killed while they wrote a vector file.
        foreach (var unfinished in Directory.EnumerateFiles(store.Folder, Path.GetFileName(store.Path) + ".*.vectors.*.tmp")) PrivateFile.RemoveAbandoned(unfinished);
        return VectorIndex.Open(made);
    }

    private VectorIndex InMemory(string? output, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        using var source = new CatalogEmbeddings(store, output, raw: false);
        return VectorIndex.Create(source, source.Generation, progress, cancellationToken);
    }

    private static void TryDelete(string file)
    {
        try { File.Delete(file); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { } // another process maps it; it, or the next update, removes it
    }
}
