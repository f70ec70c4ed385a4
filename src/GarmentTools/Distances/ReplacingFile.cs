namespace GarmentTools;

/// <summary>
/// A file that takes the place of another only when it is complete: written beside it, flushed to the disk, renamed. Whatever fails before leaves the old one.
/// </summary>
internal sealed class ReplacingFile : IDisposable
{
    private readonly string _path, _beside;
    private bool _done;

    internal ReplacingFile(string path)
    {
        _path = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(_path) ?? throw new ArchiveException($"{path} is not the name of a file. Name a file, as in distances.npz.");
        if (Directory.Exists(_path)) throw new ArchiveException($"{_path} is a folder. Name a file in it, as in distances.npz.");
        if (!Directory.Exists(folder)) throw new ArchiveException($"The folder {folder} does not exist, so {Path.GetFileName(_path)} cannot be written there. Make the folder first.");
        _beside = Path.Combine(folder, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Stream = new FileStream(_beside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{_path} cannot be written: {e.Message} Choose a folder you may write to.", e);
        }
    }

    internal FileStream Stream { get; }

    /// <summary>Makes the file take its place.</summary>
    internal void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_beside, _path, overwrite: true);
        _done = true;
    }

    /// <summary>Removes the unfinished file.</summary>
    public void Dispose()
    {
        if (_done) return;
        try { Stream.Dispose(); }
        catch (IOException) { /* the buffer of a full disk cannot be flushed; the file goes anyway */ }
        File.Delete(_beside);
    }

    /// <summary>Says that the disk is full where that is why a write failed.</summary>
    internal static ArchiveException WriteFailed(string path, Exception e) => new(
        $"{path} was not written: {e.Message} The file that was there before, if any, is unchanged. Free space on the disk or write to another one.", e);
}
