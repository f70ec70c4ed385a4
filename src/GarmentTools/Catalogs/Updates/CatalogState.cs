using GarmentTools.Common;

namespace GarmentTools.Catalogs.Updates;

/// <summary>What a catalog knows of files when a run begins: enough to tell which of them need work.</summary>
internal sealed class CatalogState
{
    private readonly Dictionary<string, (long Size, long Modified)> _garments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Size, long Modified)> _rejected = new(StringComparer.Ordinal);

    /// <summary>Hashes of the photos that have an embedding.</summary>
    public HashSet<Sha256Hash> Contents { get; } = [];

    public static CatalogState Load(CatalogStore store)
    {
        var state = new CatalogState();
        using var connection = store.Read();
        foreach (var (path, size, modified) in connection.Query("SELECT path, size, modified FROM garments", r =>
            (r.GetString(0), r.GetInt64(1), r.GetInt64(2))))
            state._garments[path] = (size, modified);
        foreach (var (path, size, modified) in connection.Query("SELECT path, size, modified FROM rejected", r =>
            (r.GetString(0), r.GetInt64(1), r.GetInt64(2))))
            state._rejected[path] = (size, modified);
        state.Contents.UnionWith(LoadContents(connection));
        return state;
    }

    /// <summary>Hashes of the photos that have an embedding.</summary>
    public static HashSet<Sha256Hash> LoadContents(CatalogConnection connection) =>
        [.. connection.Query("SELECT sha256 FROM contents", r => Sha256Hash.From((byte[])r.GetValue(0)))];

    public bool IsUnchanged(string path, PhotoFile file) =>
        _garments.TryGetValue(path, out var known) && known == (file.Size, file.Modified);

    public bool IsRejected(string path, PhotoFile file) =>
        _rejected.TryGetValue(path, out var known) && known == (file.Size, file.Modified);
}
