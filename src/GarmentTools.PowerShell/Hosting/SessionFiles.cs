using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>Paths of the session as paths of the file system.</summary>
internal static class SessionFiles
{
    private const string FileSystem = "FileSystem", Brackets = " A name with brackets is given with -LiteralPath.";

    /// <summary>The session's place in the file system, also while it is on another drive.</summary>
    public static string Location(this PSCmdlet cmdlet) => cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath;

    /// <summary>The files and folders that a path of the session stands for; wildcards are expanded unless it is literal.</summary>
    /// <returns>Full paths, or the error.</returns>
    public static (IReadOnlyList<string> Paths, ErrorRecord? Error) Expand(this PSCmdlet cmdlet, string path, bool literal)
    {
        if (literal)
        {
            var (full, error) = cmdlet.FullPath(path);
            if (error is null && !Path.Exists(full)) error = CmdletError.PathNotFound(path, $"'{path}' was not found (looked for {full}).");
            return error is null ? ([full], null) : ([], error);
        }
        try
        {
            var paths = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (provider.Name != FileSystem) return ([], NotAFile(path, provider.Name));
            return paths.Count > 0 ? (paths, null)
                : ([], CmdletError.PathNotFound(path, $"Nothing matches '{path}' (looked in {cmdlet.Location()}).{Brackets}"));
        }
        catch (ItemNotFoundException e)
        {
            var hint = WildcardPattern.ContainsWildcardCharacters(path) ? Brackets : "";
            return ([], CmdletError.PathNotFound(path, $"'{path}' was not found (looked in {cmdlet.Location()}).{hint}", e));
        }
        catch (RuntimeException e) { return ([], Unresolvable(path, e)); }
    }

    /// <summary>The full path that a path of the session stands for; it need not exist, and wildcards stay.</summary>
    public static (string Path, ErrorRecord? Error) FullPath(this PSCmdlet cmdlet, string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem ? (full, null) : (path, NotAFile(path, provider.Name));
        }
        catch (RuntimeException e) { return (path, Unresolvable(path, e)); }
    }

    /// <summary>The full path of a file; ends the command where the path is not one of the file system.</summary>
    public static string FullFile(this PSCmdlet cmdlet, string path)
    {
        var (full, error) = cmdlet.FullPath(path);
        if (error is not null) cmdlet.ThrowTerminatingError(error);
        return full;
    }

    /// <summary>The full path of a file that is to be written; its folder has to be there, so that no long work ends in nothing.</summary>
    public static string FileToWrite(this PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.FullFile(path);
        if (Directory.Exists(full))
            cmdlet.ThrowTerminatingError(CmdletError.PathNotFound(
                path, $"'{full}' is a folder, expected the name of a file to write. Name one in it: '{Path.Combine(full, "shop.npz")}'."));
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
            cmdlet.ThrowTerminatingError(CmdletError.PathNotFound(
                path, $"The folder '{folder}' does not exist, expected one to write '{Path.GetFileName(full)}' into. Make it first, or " +
                "name another file."));
        return full;
    }

    private static ErrorRecord NotAFile(string path, string provider) => CmdletError.Of(
        new NotSupportedException($"'{path}' is a path of the provider {provider}, expected one of the file system."),
        "PathNotInFileSystem", ErrorCategory.InvalidArgument, path);

    // A drive or provider that is not there, a pattern that cannot be: PowerShell says which.
    private static ErrorRecord Unresolvable(string path, RuntimeException reason) =>
        CmdletError.Of(reason, "PathNotFound", ErrorCategory.ObjectNotFound, path);
}
