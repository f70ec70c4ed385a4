namespace GarmentTools.Common;

/// <summary>Files that only their owner may read, because they hold paths.</summary>
internal static class PrivateFile
{
    /// <summary>Read, write and execute of owner, group and others: what a file that takes the place of another keeps of it.</summary>
    public const UnixFileMode Permissions = (UnixFileMode)0x1FF;

    /// <summary>Makes or opens a file for writing; a new one is readable by its owner alone.</summary>
    public static FileStream Create(string path, FileOptions options = FileOptions.None) =>
        Create(path, FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete, options);

    /// <summary>Makes or opens a file for writing, as the caller shares and buffers it; a new one is readable by its owner alone.</summary>
    public static FileStream Create(string path, FileMode mode, FileShare share, FileOptions options = FileOptions.None, int bufferSize =
        4096)
    {
        var how = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            Options = options,
            BufferSize =
            bufferSize
        };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, how);
    }

    /// <summary>
    /// Removes a file that a process that was killed left behind. One that is still worked on is held by its process, and stays.
    /// </summary>
    public static void RemoveAbandoned(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete, 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { } // in use, or not ours
    }
}
