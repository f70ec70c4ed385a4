namespace GarmentTools.Catalogs.Updates;

/// <summary>What folders hold, compared with what the catalog knows: which photos need work, which are gone.</summary>
internal sealed class FolderComparison
{
    private readonly CatalogStore _store;
    private readonly PhotoListing _listing;

    private FolderComparison(CatalogStore store, PhotoListing listing) => (_store, _listing) = (store, listing);

    /// <summary>New and changed photos, in the order of their paths.</summary>
    public List<PhotoFile> Work { get; } = [];

    /// <summary>What the catalog knew.</summary>
    public required CatalogState State { get; init; }

    /// <summary>Files rejected in an earlier run and unchanged since.</summary>
    public int StillRejected { get; private set; }

    /// <summary>Photos that are as before.</summary>
    public int Unchanged => _listing.Files.Count - Work.Count - StillRejected;

    /// <summary>Files without a photo's name.</summary>
    public long Ignored => _listing.Ignored;

    public static FolderComparison Make(CatalogStore store, IEnumerable<string> paths, bool retryRejected,
        CancellationToken cancellationToken)
    {
        var listing = PhotoFolder.List(paths, cancellationToken);
        var comparison = new FolderComparison(store, listing) { State = CatalogState.Load(store) };
        foreach (var file in listing.Files)
        {
            var path = store.RelativePath(file.FullPath);
            if (!retryRejected && comparison.State.IsRejected(path, file)) comparison.StillRejected++;
            else if (!comparison.State.IsUnchanged(path, file)) comparison.Work.Add(file);
        }
        return comparison;
    }

    /// <summary>Lists files and folders that could not be looked at as rejected.</summary>
    public List<RejectedFile> RejectUnreadable(CatalogConnection connection, IReadOnlyList<string> outputs)
    {
        var rejected = new List<RejectedFile>();
        if (_listing.Unreadable.Count == 0) return rejected;
        connection.Transaction(() =>
        {
            rejected.Clear();
            var writer = new CatalogWriter(connection, outputs);
            foreach (var (path, reason) in _listing.Unreadable)
                rejected.Add(PhotoStorer.Reject(writer, _store.RelativePath(path), new(path, -1, 0), isRead: false, reason));
        });
        return rejected;
    }

    /// <summary>Rejected files that are gone are rejected no more.</summary>
    public void ForgetVanishedRejections(CatalogConnection connection, IReadOnlyList<string> outputs)
    {
        var gone = Vanished(connection.Query("SELECT path FROM rejected", r => r.GetString(0)));
        if (gone.Count == 0) return;
        connection.Transaction(() => gone.ForEach(new CatalogWriter(connection, outputs).Unreject));
    }

    /// <summary>Those of the paths that lie in the folders and are not there any more.</summary>
    public List<string> Vanished(IEnumerable<string> paths)
    {
        var there = _listing.Files.Select(file => file.FullPath).Concat(_listing.Unreadable.Select(u => u.Path))
            .ToHashSet(StringComparer.Ordinal);
        return [.. paths.Where(path => IsUnder(_store.FullPath(path)) && !there.Contains(_store.FullPath(path)))];
    }

    /// <summary>Finds garments whose file is gone, and removes them where that is wanted.</summary>
    public (IReadOnlyList<string> Missing, int Removed) FindMissing(CatalogConnection connection, IReadOnlyList<string> outputs,
        bool remove, CancellationToken cancellationToken)
    {
        if (_listing.Folders.Count == 0) return ([], 0); // single files say nothing about others
        var unreadable = _listing.Unreadable.Select(u => u.Path + Path.DirectorySeparatorChar).ToList();
        var missing = new List<(long Id, string Path)>();
        foreach (var (id, path) in connection.Query("SELECT id, path FROM garments ORDER BY id", r => (r.GetInt64(0), r.GetString(1))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var full = _store.FullPath(path);
            // A folder that could not be listed says nothing about its files.
            if (IsUnder(full) && !unreadable.Any(folder => full.StartsWith(folder, StringComparison.Ordinal)) && !File.Exists(full))
                missing.Add((id, path));
        }
        if (missing.Count == 0 || !remove) return ([.. missing.Select(m => m.Path)], 0);
        connection.Transaction(() =>
        {
            var writer = new CatalogWriter(connection, outputs);
            foreach (var (id, _) in missing) writer.RemoveGarment(id);
            writer.RemoveOrphans();
            writer.NextGeneration();
        });
        return ([], missing.Count);
    }

    private bool IsUnder(string fullPath) =>
        _listing.Folders.Any(folder => fullPath == folder || fullPath.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) +
            Path.DirectorySeparatorChar, StringComparison.Ordinal));
}
