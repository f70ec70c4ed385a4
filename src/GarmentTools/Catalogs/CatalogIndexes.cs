using System.Globalization;
using GarmentTools.Common;
using GarmentTools.Learning;
using GarmentTools.Search;

namespace GarmentTools.Catalogs;

/// <summary>
/// The search indexes of a catalog: a memory-mapped vector file beside it for the output that is searched by default, indexes in memory for
/// anything else.
/// All are derived, named by the catalog's state (see <see cref="CatalogMeta.State"/>), and made anew when that has moved on.
/// </summary>
internal sealed class CatalogIndexes(CatalogStore store) : IDisposable
{
    private const string Ending = ".vectors";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (VectorIndex Index, string State)> _open = [];

    /// <summary>The index of an output (null: the one searched by default) as of the catalog's present generation.</summary>
    public VectorIndex Get(string? output, CancellationToken cancellationToken, IProgress<WorkProgress>? progress = null)
    {
        lock (_lock)
        {
            string state, first;
            using (var connection = store.Read()) (state, first) = (CatalogMeta.State(store, connection),
                CatalogMeta.Outputs(connection)[0].Name);
            var key = output ?? first;
            if (Find(key, state) is { } index) return index;
            return (_open[key] = key == first ? OpenFile(state, progress, cancellationToken)
                : InMemory(key, progress, cancellationToken)).Index;
        }
    }

    /// <summary>The index of the garments under a learned metric, each with its own domain's mean.</summary>
    public VectorIndex Get(LearnedMetric metric, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            string state;
            Dictionary<long, string> domains;
            using (var connection = store.Read()) state = CatalogMeta.State(store, connection);
            var key = "metric:" + metric.Hash;
            if (Find(key, state) is { } index) return index;
            using var source = new CatalogEmbeddings(store, metric.Output, raw: false);
            using (var connection = store.Read()) domains = connection.Query("SELECT id, domain FROM garments", r =>
                (Id: r.GetInt64(0), Domain: r.GetString(1))).ToDictionary(r => r.Id, r => r.Domain);
            // A garment that was removed between the two reads has no domain any more; 'shop' is what it would have had.
            var projected = metric.Project(source, row => domains.GetValueOrDefault(source.Ids[row], "shop"), token: cancellationToken);
            return (_open[key] = (VectorIndex.Create(projected, source.Generation, cancellation: cancellationToken), source.State)).Index;
        }
    }

    /// <summary>Makes the vector file when it is missing or stale.</summary>
    public void Refresh(IProgress<WorkProgress>? progress, CancellationToken cancellationToken) => Get(null, cancellationToken, progress);

    /// <summary>Removes the vector files, so that the next search makes a new one.</summary>
    public void Discard()
    {
        lock (_lock)
        {
            foreach (var (index, _) in _open.Values) index.Dispose();
            _open.Clear();
            foreach (var file in Files()) TryDelete(file);
        }
    }

    /// <summary>The vector file of a state.</summary>
    public string FileOf(string state) => $"{store.VectorFiles}.{state}{Ending}";

    /// <summary>The vector files that are there, of whatever state.</summary>
    public IEnumerable<string> Files() => Files("");

    private IEnumerable<string> Files(string ending)
    {
        var (folder, name) = (Path.GetDirectoryName(store.VectorFiles)!, Path.GetFileName(store.VectorFiles));
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"{name}.*{Ending}{(ending == "" ? "" : ".*" + ending)}") : [];
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (index, _) in _open.Values) index.Dispose();
            _open.Clear();
        }
    }

    // Null where there is none of this state; one of another is closed.
    private VectorIndex? Find(string key, string state)
    {
        if (!_open.TryGetValue(key, out var open)) return null;
        if (open.State == state) return open.Index;
        open.Index.Dispose(); // searches that still run on it finish: they hold its memory
        _open.Remove(key);
        return null;
    }

    private (VectorIndex, string) OpenFile(string state, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var file = FileOf(state);
        if (File.Exists(file))
        {
            try { return (VectorIndex.Open(file), state); }
            catch (CatalogException) { } // damaged: what is derived is made again
        }
        if (!store.KeepsVectorFiles) return InMemory(null, progress, cancellationToken);
        using var source = new CatalogEmbeddings(store, null, raw: false);
        Directory.CreateDirectory(Path.GetDirectoryName(store.VectorFiles)!);
        var made = FileOf(source.State); // another process may have moved the catalog on
        VectorIndex index;
        try
        {
            var earlier = OpenEarlier(source);
            using (earlier?.Index) VectorIndex.Write(made, ChangedEmbeddings.Over(earlier, source), source.Generation, progress,
                cancellationToken);
            index = VectorIndex.Open(made); // not there any more where another process was faster with a newer one
        }
        catch (CatalogException) when (!cancellationToken.IsCancellationRequested)
        {
            // full disk: slower, but an answer
            return (VectorIndex.Create(source, source.Generation, progress, cancellationToken), source.State);
        }
        // another process may have made one already
        var newer = string.Create(CultureInfo.InvariantCulture, $"{store.VectorFiles}.{source.Generation + 1:D8}");
        foreach (var old in Files().Where(old => old != made && string.CompareOrdinal(old, newer) < 0)) TryDelete(old);
        // What processes left that were killed while they wrote a vector file.
        foreach (var unfinished in Files(".tmp")) PrivateFile.RemoveAbandoned(unfinished);
        return (index, source.State);
    }

    // The newest file of an earlier state: most of its rows are those of the new one. Null where there is none that can be read.
    private (VectorIndex Index, string State)? OpenEarlier(CatalogEmbeddings source)
    {
        foreach (var file in Files().OrderDescending(StringComparer.Ordinal))
        {
            try
            {
                var index = VectorIndex.Open(file);
                if (index.Generation < source.Generation && index.Fingerprint == source.Fingerprint
                    && index.Dimensions == source.Dimensions) return (index, StateOf(file));
                index.Dispose();
            }
            catch (CatalogException) { } // damaged, or removed by another process meanwhile
        }
        return null;
    }

    // What FileOf made the name of.
    private string StateOf(string file) => Path.GetFileName(file)[(Path.GetFileName(store.VectorFiles).Length + 1)..^Ending.Length];

    private (VectorIndex, string) InMemory(string? output, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        using var source = new CatalogEmbeddings(store, output, raw: false);
        return (VectorIndex.Create(source, source.Generation, progress, cancellationToken), source.State);
    }

    private static void TryDelete(string file)
    {
        try { File.Delete(file); }
        // another process maps it; it, or the next update, removes it
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }
}
