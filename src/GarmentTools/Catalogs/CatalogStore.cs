using Microsoft.Data.Sqlite;

namespace GarmentTools;

/// <summary>Opens, creates and closes the SQLite file of a catalog. Each operation takes a connection of its own, so any number of threads may work.</summary>
internal sealed class CatalogStore : IDisposable
{
    private readonly bool _immutable;

    private CatalogStore(string path, bool immutable)
    {
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(path)!;
        _immutable = immutable;
    }

    /// <summary>The catalog's full path.</summary>
    public string Path { get; }

    /// <summary>The folder that the paths of garments are relative to.</summary>
    public string Folder { get; }

    /// <summary>Whether the file can be changed.</summary>
    public bool IsReadOnly => _immutable;

    public static CatalogStore Open(string path) => TryOpen(path)
        ?? throw new CatalogException($"'{path}' is empty: its making was interrupted before the first photo. Run 'garment index FOLDER --catalog \"{path}\"' again.");

    // Null where a run was killed between making the file and making its tables.
    private static CatalogStore? TryOpen(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(path)) throw new CatalogException($"'{path}' is a folder, expected a *.garments file. Name the file in it, or run 'garment index \"{path}\"'.");
        if (!File.Exists(path)) throw CatalogErrors.NotFound(path);
        CheckHead(path);
        var store = new CatalogStore(path, immutable: !IsWritable(path));
        using var connection = store.Read();
        return CatalogSchema.Check(connection, path) ? store : null;
    }

    /// <summary>Opens a catalog, or makes one where there is none yet.</summary>
    public static CatalogStore OpenOrCreate(string path, Func<(IReadOnlyDictionary<string, string> Meta, IReadOnlyList<ModelOutput> Outputs)> start)
    {
        path = System.IO.Path.GetFullPath(path);
        if (File.Exists(path) && new FileInfo(path).Length > 0 && TryOpen(path) is { } finished) return finished;
        var (meta, outputs) = start();
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            PrivateFile.Create(path).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException($"The catalog '{path}' cannot be made: {e.Message} Choose another place with --catalog.", e);
        }
        using (var connection = CatalogConnection.Open(path, SqliteOpenMode.ReadWrite, immutable: false))
        {
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Transaction(() =>
            {
                if (!CatalogSchema.Check(connection, path)) CatalogSchema.Create(connection, meta, outputs); // another process may have been faster
            });
        }
        return new CatalogStore(path, immutable: false);
    }

    /// <summary>A connection for reading.</summary>
    public CatalogConnection Read() => CatalogConnection.Open(Path, _immutable ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite, _immutable);

    /// <summary>A connection for writing.</summary>
    public CatalogConnection Write()
    {
        if (_immutable) throw new CatalogException($"'{Path}' cannot be written: the file or its folder is read-only. Change the permissions, or copy the catalog to a folder of your own.");
        if (!File.Exists(Path)) throw CatalogErrors.NotFound(Path);
        return CatalogConnection.Open(Path, SqliteOpenMode.ReadWrite, immutable: false);
    }

    /// <summary>A garment's path on this machine, from the one in the catalog.</summary>
    public string FullPath(string path) => System.IO.Path.GetFullPath(path.Replace('/', System.IO.Path.DirectorySeparatorChar), Folder);

    /// <summary>The path that the catalog keeps: relative to its folder, with <c>/</c>.</summary>
    public string RelativePath(string path) => System.IO.Path.GetRelativePath(Folder, System.IO.Path.GetFullPath(path)).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    public void Dispose()
    {
        try
        {
            if (!_immutable && File.Exists(Path))
            {
                using var connection = Write();
                connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)"); // one file to copy, when nobody else is at work
            }
        }
        catch (CatalogException) { } // closing must not fail; the log is taken up at the next opening
        SqliteConnection.ClearAllPools(); // idle connections would keep the file open, and its log beside it
    }

    private static void CheckHead(string path)
    {
        Span<byte> head = stackalloc byte[16];
        int read;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException($"'{path}' cannot be read: {e.Message}", e);
        }
        if (read > 0 && !head[..read].SequenceEqual("SQLite format 3\0"u8)) throw new CatalogException(CatalogErrors.NotACatalog(path));
    }

    // SQLite needs to write beside a catalog even for reading (its log's index); where that is impossible nobody else can change it either.
    private static bool IsWritable(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete)) { }
            var probe = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}";
            using (PrivateFile.Create(probe, FileOptions.DeleteOnClose)) { }
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
    }
}
