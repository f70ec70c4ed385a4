namespace GarmentTools.Catalogs.Updates;

/// <summary>A file as a folder lists it.</summary>
/// <param name="FullPath">Where it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When it was last written: ticks in UTC.</param>
internal readonly record struct PhotoFile(string FullPath, long Size, long Modified)
{
    /// <summary>Looks at a file; null where it is not there.</summary>
    public static PhotoFile? Find(FileInfo file)
    {
        // A link's own size and time say nothing about the photo that it points to.
        var real = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return real.Exists ? new(file.FullName, real.Length, real.LastWriteTimeUtc.Ticks) : null;
    }
}

/// <summary>What was found where photos were looked for.</summary>
/// <param name="Files">Files that look like photos by their name, ordered by path.</param>
/// <param name="Unreadable">Files and folders that could not be looked at, with the reason.</param>
/// <param name="Ignored">Files of other kinds, which were left alone.</param>
/// <param name="Folders">The folders that were walked through.</param>
internal sealed record PhotoListing(IReadOnlyList<PhotoFile> Files, IReadOnlyList<(string Path, string Reason)> Unreadable, long Ignored,
    IReadOnlyList<string> Folders);
