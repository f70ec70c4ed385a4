using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools.Postgres;

/// <summary>
/// The folder of the photos on a worker's machine: a share that may be gone for a while, which says nothing about the photos in it.
/// </summary>
internal sealed class PhotoRoot(CatalogStore store, IProgress<string>? messages)
{
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(2);
    private volatile bool _isGone;

    /// <summary>Whether the folder was there when it was last looked at.</summary>
    public bool IsThere => !_isGone;

    /// <summary>Refuses to begin without the folder.</summary>
    /// <exception cref="CatalogException">It is not there, or empty.</exception>
    public void Check()
    {
        if (!Look())
            throw new CatalogException($"The photos of {store.Path} are in '{store.Folder}', which this machine does not have, or which " +
                "is empty. Mount it there, " +
                $"or name the folder that it is on this machine with photos=FOLDER in the address or with {PostgresStore.PhotosVariable}.");
    }

    /// <summary>Looks whether the folder is there. The empty folder of a share that is not mounted is not.</summary>
    public bool Look()
    {
        try { _isGone = !Directory.EnumerateFileSystemEntries(store.Folder).Any(); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { _isGone = true; }
        return IsThere;
    }

    /// <summary>Waits until the folder is there again.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (IsThere) return;
        messages?.Report($"waiting for '{store.Folder}', the folder of the photos: it is not there, or empty");
        while (!Look()) await Task.Delay(s_wait, cancellationToken).ConfigureAwait(false);
        messages?.Report($"'{store.Folder}' is back");
    }
}
