using GarmentTools.Common;

namespace GarmentTools.Catalogs.Updates;

/// <summary>Lists the photos of folders: recursive, in order of path, through links but never twice through the same folder.</summary>
internal static class PhotoFolder
{
    // Also formats that are not read: they are photos to their owner, and must be reported instead of silently left out.
    private static readonly HashSet<string> s_extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".tif", ".tiff", ".gif", ".avif", ".heic", ".heif", ".bmp", ".jxl",
    };

    /// <summary>Lists folders (their photos) and files (whatever their name).</summary>
    /// <exception cref="ImageException">A path that was given does not exist.</exception>
    public static PhotoListing List(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var walk = new Walk(cancellationToken);
        foreach (var path in paths)
        {
            var full = Path.GetFullPath(path);
            if (Directory.Exists(full)) walk.Folder(full);
            else if (File.Exists(full)) walk.File(new FileInfo(full));
            else throw new ImageException($"'{path}' was not found: expected a folder of photos or a photo. Check the path (looked in " +
                $"{Environment.CurrentDirectory}).");
        }
        var files = walk.Files.Values.ToArray();
        Array.Sort(files, (a, b) => string.CompareOrdinal(a.FullPath, b.FullPath));
        return new PhotoListing(files, walk.Unreadable, walk.Ignored, walk.Roots);
    }

    private sealed class Walk(CancellationToken cancellationToken)
    {
        private readonly HashSet<string> _visited = [];

        public Dictionary<string, PhotoFile> Files { get; } = [];
        public List<(string, string)> Unreadable { get; } = [];
        public List<string> Roots { get; } = [];
        public long Ignored { get; private set; }

        public void Folder(string root)
        {
            Roots.Add(root);
            var pending = new Stack<(string Path, string Real)>([(root, RealPath.Of(root))]);
            // Links last and in order of path: which of its names a folder gets must not depend on the order in which the disk lists them.
            var links = new SortedDictionary<string, string>(StringComparer.Ordinal);
            while (pending.Count > 0 || links.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!pending.TryPop(out var next))
                {
                    next = (links.First().Key, links.First().Value);
                    links.Remove(next.Path);
                }
                var (folder, real) = next;
                if (!_visited.Add(real)) continue; // a link back to where we came from, or a second way to the same place
                try
                {
                    foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
                    {
                        if (entry.Name.StartsWith('.')) { Ignored++; continue; } // hidden: thumbnails, caches, resource forks
                        if (entry is DirectoryInfo)
                        {
                            if (entry.LinkTarget is null) pending.Push((entry.FullName, Path.Join(real, entry.Name)));
                            else links[entry.FullName] = RealPath.Of(Path.Join(real, entry.Name));
                        }
                        else if (s_extensions.Contains(entry.Extension)) File((FileInfo)entry);
                        else if (!IsOurs(entry.Name)) Ignored++;
                    }
                }
                catch (Exception e) when (e is UnauthorizedAccessException or IOException)
                {
                    Unreadable.Add((folder, $"the folder '{folder}' could not be listed: {e.Message}"));
                }
            }
        }

        public void File(FileInfo file)
        {
            try
            {
                if (PhotoFile.Find(file) is { } found) Files[file.FullName] = found;
                else
                    Unreadable.Add((file.FullName, file.LinkTarget is { } target
                        ? $"'{file.FullName}' is a link to '{target}', which was not found."
                        : $"'{file.FullName}' was listed and then not found: it was removed meanwhile, or its name is not valid UTF-8. " +
                            "Rename it."));
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                Unreadable.Add((file.FullName, $"'{file.FullName}' could not be looked at: {e.Message}"));
            }
        }

        // A catalog beside its photos, its log and its vector file.
        private static bool IsOurs(string name) =>
            name.EndsWith(".garments", StringComparison.Ordinal) || name.Contains(".garments-", StringComparison.Ordinal)
            || name.Contains(".garments.", StringComparison.Ordinal);
    }
}
