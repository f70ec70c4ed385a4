using System.Text.RegularExpressions;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Reports.Results;

namespace GarmentTools.Reports;

/// <summary>What a report calls photos. No path of this machine gets through, whatever the style.</summary>
internal sealed partial class ReportNames(ReportPathStyle style, string? folder = null)
{
    /// <summary>The name of a garment.</summary>
    public string Of(Garment garment) => style == ReportPathStyle.None ? $"Garment {garment.Id}" : Of(garment.CatalogPath);

    /// <summary>The name of a path: relative, with <c>/</c>, or of this machine.</summary>
    public string Of(string path)
    {
        if (style == ReportPathStyle.None) return "photo";
        path = path.Replace('\\', '/');
        if (style == ReportPathStyle.Relative && Relative(path) is { } relative) return relative;
        return path[(path.TrimEnd('/').LastIndexOf('/') + 1)..];
    }

    /// <summary>The name of a photo that was asked about, which is a path or, with <c>#</c>, an id.</summary>
    public string OfQuery(string query, int place) =>
        query.StartsWith('#') ? $"Garment {query[1..]}" : style == ReportPathStyle.None ? $"Query {place}"
        : Of(query);

    /// <summary>A row under its styled name; what says where the photo and its catalog lie on this machine is empty.</summary>
    public NeighborRow Row(Neighbor neighbor) =>
        NeighborRow.From(neighbor) with { CatalogPath = Of(neighbor.Garment), Path = "", Catalog = "" };

    /// <summary>A garment under its styled name.</summary>
    public Garment Row(Garment garment) => garment with { CatalogPath = Of(garment), Path = "", Catalog = "" };

    /// <summary>A file that could not be embedded: the reason names it by its path, often.</summary>
    public RejectedFile Row(RejectedFile file)
    {
        var name = style == ReportPathStyle.None ? "photo" : Of(file.Path);
        var reason = file.Reason;
        if (folder is not null) reason = reason.Replace(Path.GetFullPath(file.Path.Replace('/', Path.DirectorySeparatorChar), folder), name,
            StringComparison.Ordinal);
        reason = reason.Replace(file.Path, name, StringComparison.Ordinal);
        // Whatever else is quoted and looks like a path.
        reason = string.Join('\'', reason.Split('\'').Select((part, i) => i % 2 == 1 && part.AsSpan().ContainsAny('/', '\\') && part != name
            ? Of(part)
            : part));
        return new(name, reason, file.RejectedAt);
    }

    /// <summary>A text in which paths of a machine are cut to their file names.</summary>
    public string Scrub(string text) => Folders().Replace(text, "");

    // The folders of an absolute path.
    [GeneratedRegex(@"(?<![\w.])(?:[A-Za-z]:)?[\\/](?:[^\s,;'""\\/]+[\\/])+")]
    private static partial Regex Folders();

    // Below the folder; a way up and out again would tell the names of other folders.
    private string? Relative(string path)
    {
        if (Path.IsPathRooted(path) || path.Contains(':', StringComparison.Ordinal))
        {
            if (folder is null || !path.StartsWith(folder.Replace('\\', '/').TrimEnd('/') + "/", StringComparison.Ordinal)) return null;
            path = path[(folder.TrimEnd('/', '\\').Length + 1)..];
        }
        return path.StartsWith("../", StringComparison.Ordinal) ? null : path;
    }
}
