namespace GarmentTools.Common;

/// <summary>The one path of a file or folder that has no links in it: two names that lead to the same one have the same.</summary>
internal static class RealPath
{
    private const int MostLinks = 40; // beyond, as for Linux, it is a circle
    private static readonly char[] s_separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        var parts = new Stack<string>();
        Push(full[real.Length..]);
        for (var links = 0; parts.TryPop(out var part);)
        {
            if (part is "" or ".") continue;
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }
            var next = Path.Join(real, part);
            if (Target(next) is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MostLinks) return full;
            if (Path.IsPathRooted(target))
            {
                real = Path.GetPathRoot(target)!;
                target = target[real.Length..];
            }
            Push(target);
        }
        return real;

        void Push(string text)
        {
            foreach (var part in Enumerable.Reverse(text.Split(s_separators))) parts.Push(part);
        }
    }

    private static string? Target(string path)
    {
        try { return new DirectoryInfo(path).LinkTarget; }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return null; } // listing it gives the reason
    }
}
