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
            long generation;
            string first;
            using (var connection = store.Read()) (generation, first) = (CatalogMeta.Generation(connection), CatalogMeta.Outputs(connection)[0].Name);
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
            long generation;
            Dictionary<long, string> domains;
            using (var connection = store.Read()) generation = CatalogMeta.Generation(connection);
            var key = "metric:" + metric.Hash;
            if (_open.TryGetValue(key, out var index) && index.Generation == generation) return index;
            index?.Dispose();
            _open.Remove(key);
            using var source = new CatalogEmbeddings(store, metric.Output, raw: false);
            using (var connection = store.Read()) domains = connection.Query("SELECT id, domain FROM garments", r => (Id: r.GetInt64(0), Domain: r.GetString(1))).ToDictionary(r => r.Id, r => r.Domain);
            // A garment that was removed between the two reads has no domain any more; 'shop' is what it would have had.
            var projected = metric.Project(source, row => domains.GetValueOrDefault(source.Ids[row], "shop"), token: cancellationToken);
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
    public string FileOf(long generation) => string.Create(CultureInfo.InvariantCulture, $"{store.VectorFiles}.{generation:D8}.vectors");

    /// <summary>The vector files that are there, of whatever generation.</summary>
    public IEnumerable<string> Files() => Files("");

    private IEnumerable<string> Files(string ending)
    {
        var (folder, name) = (Path.GetDirectoryName(store.VectorFiles)!, Path.GetFileName(store.VectorFiles));
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"{name}.*.vectors{(ending == "" ? "" : ".*" + ending)}") : [];
    }

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
        if (!store.KeepsVectorFiles) return InMemory(null, progress, cancellationToken);
        using var source = new CatalogEmbeddings(store, null, raw: false);
        Directory.CreateDirectory(Path.GetDirectoryName(store.VectorFiles)!);
        var made = FileOf(source.Generation); // another process may have moved the catalog on
        try
        {
            using var earlier = OpenEarlier(source);
            VectorIndex.Write(made, ChangedEmbeddings.Over(earlier, source), source.Generation, progress, cancellationToken);
        }
        catch (CatalogException) when (!cancellationToken.IsCancellationRequested)
        {
            return VectorIndex.Create(source, source.Generation, progress, cancellationToken); // full disk: slower, but an answer
        }
        foreach (var old in Files().Where(old => string.CompareOrdinal(old, made) < 0)) TryDelete(old);
        // What processes left that were killed while they wrote a vector file.
        foreach (var unfinished in Files(".tmp")) PrivateFile.RemoveAbandoned(unfinished);
        return VectorIndex.Open(made);
    }

    // The newest file of an earlier state: most of its rows are those of the new one. Null where there is none that can be read.
    private VectorIndex? OpenEarlier(CatalogEmbeddings source)
    {
        foreach (var file in Files().OrderDescending(StringComparer.Ordinal))
        {
            try
            {
                var index = VectorIndex.Open(file);
                if (index.Generation < source.Generation && index.Fingerprint == source.Fingerprint && index.Dimensions == source.Dimensions) return index;
                index.Dispose();
            }
            catch (CatalogException) { } // damaged, or removed by another process meanwhile
        }
        return null;
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
