namespace GarmentTools.PowerShell;

/// <summary>Paths that name one file and are taken as they are.</summary>
internal static class SinkFiles
{
    /// <summary>The full path of a file; ends the command where the path is not one of the file system.</summary>
    public static string FullFile(this ICmdletSink sink, string path)
    {
        var (full, error) = sink.FullPath(path);
        if (error is not null) sink.Terminate(error);
        return full;
    }

    /// <summary>The full path of a file that is to be written; its folder has to be there, so that no long work ends in nothing.</summary>
    public static string FileToWrite(this ICmdletSink sink, string path)
    {
        var full = sink.FullFile(path);
        if (Directory.Exists(full)) sink.Terminate(CmdletError.PathNotFound(path, $"'{full}' is a folder, expected the name of a file to write. Name one in it: '{Path.Combine(full, "shop.npz")}'."));
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
            sink.Terminate(CmdletError.PathNotFound(path, $"The folder '{folder}' does not exist, expected one to write '{Path.GetFileName(full)}' into. Make it first, or name another file."));
        return full;
    }
}
