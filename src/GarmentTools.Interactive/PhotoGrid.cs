using System.Text;
using GarmentTools.Catalogs;
using GarmentTools.Imaging;
using GarmentTools.Interactive.Rendering;
using GarmentTools.Studies;

namespace GarmentTools.Interactive;

/// <summary>A picture of a grid.</summary>
/// <param name="Photo">The picture; one that cannot be read is named instead.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Caption">What stands below it, such as rank and distance.</param>
/// <param name="IsRight">Whether it is a right answer and gets a frame; null where nobody knows.</param>
public sealed record GridPhoto(ImageSource Photo, string Name, string Caption, bool? IsRight = null);

/// <summary>A row of a grid.</summary>
/// <param name="Query">What was looked for, at the beginning of the row; null for none.</param>
/// <param name="Photos">What was found.</param>
public sealed record GridRow(GridPhoto? Query, IReadOnlyList<GridPhoto> Photos);

/// <summary>
/// Pictures side by side: as HTML a <c>&lt;table&gt;</c> with the pictures in it, which needs no script and no other file; as text their
/// names.
/// </summary>
public sealed class PhotoGrid
{
    private const string Frame = "border:3px solid #1a9850", NoFrame = "border:3px solid transparent", QueryFrame = "border:3px solid #888";
    private readonly IReadOnlyList<GridRow> _rows;

    /// <param name="rows">The rows.</param>
    public PhotoGrid(IReadOnlyList<GridRow> rows) => _rows = rows;

    /// <summary>The longest side of a picture, 16 to 1024 pixels. Default 96.</summary>
    public int Side { get; init; } = 96;

    /// <summary>Pictures in a line, from 1; longer rows are broken. Default 10.</summary>
    public int PerLine { get; init; } = 10;

    /// <summary>The garments that a query found, after the query's own picture where that is a file.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="isRight">Which are right answers, and get a frame; null where nobody knows.</param>
    public static PhotoGrid Of(SimilarResult result, Func<Garment, bool>? isRight = null) => new([Row(result, isRight)]);

    /// <summary>Several queries, a row for each.</summary>
    /// <param name="results">What was found.</param>
    /// <param name="isRight">Told the query's name (its path as it was given, or <c>#id</c>) and a garment.</param>
    public static PhotoGrid Of(IEnumerable<SimilarResult> results, Func<string, Garment, bool>? isRight = null) =>
        new([.. results.Select(result => Row(result, isRight is null ? null : garment => isRight(result.Query[0], garment)))]);

    /// <summary>Garments.</summary>
    /// <param name="garments">The garments.</param>
    /// <param name="caption">What stands below each; null for its product, or its name.</param>
    public static PhotoGrid Of(IEnumerable<Garment> garments, Func<Garment, string>? caption = null) =>
        new([new GridRow(null, [.. garments.Select(g =>
            new GridPhoto(g.Path, g.CatalogPath, caption?.Invoke(g) ?? g.Product
                ?? System.IO.Path.GetFileNameWithoutExtension(g.CatalogPath)))])]);

    /// <summary>Groups of similar garments, a row for each, the one in its middle first.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="count">The most garments of a group that are shown, from 1.</param>
    public static PhotoGrid Of(IEnumerable<GarmentGroup> groups, int count = 10) => new([.. groups.Select(group => new GridRow(
        new(group.Medoid.Path, group.Medoid.CatalogPath, $"group {group.Number}: {group.Members.Count}"),
        [.. group.Members.Where(m => m.Garment.Id != group.Medoid.Id).Take(count)
        .Select(m => new GridPhoto(m.Garment.Path, m.Garment.CatalogPath, Number(m.Distance)))]))]);

    /// <summary>Groups of photos that show the same, a row for each, the one to keep framed.</summary>
    /// <param name="groups">The groups.</param>
    public static PhotoGrid Of(IEnumerable<DuplicateGroup> groups) => new([.. groups.Select(group => new GridRow(null,
        [.. group.Members.Select(m => new GridPhoto(m.Garment.Path, m.Garment.CatalogPath, $"{Number(m.Distance)} · {m.Width} × {m.Height}",
        m.Keep))]))]);

    /// <summary>Garments that nothing is similar to, each with its nearest.</summary>
    /// <param name="outliers">The garments.</param>
    public static PhotoGrid Of(IEnumerable<Outlier> outliers) => new([new GridRow(null,
        [.. outliers.Select(o => new GridPhoto(o.Garment.Path, o.Garment.CatalogPath, $"{o.Rank} · {Number(o.Distance)}"))])]);

    /// <summary>The grid as HTML.</summary>
    public string ToHtml()
    {
        var side = Math.Clamp(Side, 16, 1024);
        var html = new StringBuilder("<table>");
        foreach (var row in _rows)
        {
            var first = true;
            foreach (var line in row.Photos.Chunk(Math.Max(1, PerLine)).DefaultIfEmpty([]))
            {
                html.Append("<tr>");
                if (row.Query is { } query) html.Append(first ? Cell(query, side, QueryFrame) : "<td></td>");
                foreach (var photo in line) html.Append(Cell(photo, side, photo.IsRight == true ? Frame : NoFrame));
                html.Append("</tr>");
                first = false;
            }
        }
        return html.Append("</table>").ToString();
    }

    /// <summary>The names and captions, a line each.</summary>
    public override string ToString()
    {
        var table = new ResultTable(["", "", ""]);
        foreach (var row in _rows)
        {
            if (row.Query is { } query) table.Add(new("query"), new(""), new(query.Name));
            foreach (var photo in row.Photos) table.Add(new(photo.IsRight == true ? "  right" : ""), new(photo.Caption), new(photo.Name));
        }
        return table.ToString();
    }

    private static GridRow Row(SimilarResult result, Func<Garment, bool>? isRight)
    {
        var query = result.Query.FirstOrDefault(File.Exists) is { } file ? new GridPhoto(file, System.IO.Path.GetFileName(file), "query")
            : null;
        return new(query, Photos(result.Neighbors, isRight));
    }

    internal static IReadOnlyList<GridPhoto> Photos(IEnumerable<Neighbor> neighbors, Func<Garment, bool>? isRight = null) =>
        [.. neighbors.Select(n => new GridPhoto(n.Garment.Path, n.Garment.CatalogPath, Caption(n), isRight?.Invoke(n.Garment)))];

    private static string Number(float distance) => distance.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);

    private static string Caption(Neighbor neighbor) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{neighbor.Rank} · " +
        $"{neighbor.Distance:0.000}{(neighbor.Probability is { } p ? $" · {p:0%}" : "")}{(neighbor.Duplicate ? " · same bytes" : "")}");

    private static string Cell(GridPhoto photo, int side, string frame)
    {
        var picture = Thumbnail.Address(photo.Photo, side) is { } address ? Html.Image(address, photo.Name)
            : $"<em>no picture</em><br>{Html.Encode(photo.Name)}";
        // The frame is said in a sign, too, for those who do not see its color and where styles are taken out.
        var caption = (photo.IsRight == true ? "✓ " : "") + Html.Encode(photo.Caption);
        return $"<td style=\"text-align:center;vertical-align:bottom\"><span " +
            $"style=\"display:inline-block;{frame}\">{picture}</span><br>{caption}</td>";
    }
}
