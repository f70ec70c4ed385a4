namespace GarmentTools;

/// <summary>Files that only their owner may read, because they hold paths.</summary>
internal static class PrivateFile
{
    /// <summary>Makes or opens a file for writing; a new one is readable by its owner alone.</summary>
    public static FileStream Create(string path, FileOptions options = FileOptions.None)
    {
        var how = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, Options = options };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, how);
    }
}
