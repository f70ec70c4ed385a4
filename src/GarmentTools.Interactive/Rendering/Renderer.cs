using GarmentTools.Imaging;
using GarmentTools.Studies;

namespace GarmentTools.Interactive.Rendering;

/// <summary>
/// Renders results for notebooks: garments, answers and grids as pictures, everything else as tables; text is encoded throughout.
/// </summary>
public static class Renderer
{
    /// <summary>A value in all forms that it has.</summary>
    /// <param name="value">Anything.</param>
    public static RenderedValue Render(object? value) => value switch
    {
        HtmlText html => Forms(html.Html, html.Html),
        PhotoGrid grid => Forms(grid.ToHtml(), grid.ToString()),
        SimilarResult result => Render(PhotoGrid.Of(result)),
        IEnumerable<Neighbor> neighbors => Render(new PhotoGrid([new GridRow(null, PhotoGrid.Photos(neighbors))])),
        IEnumerable<GarmentGroup> groups => Render(PhotoGrid.Of(groups)),
        IEnumerable<DuplicateGroup> groups => Render(PhotoGrid.Of(groups)),
        IEnumerable<Outlier> outliers => Render(PhotoGrid.Of(outliers)),
        RgbImage image => Forms(Html.Image(Thumbnail.Address(image, 90), $"{image.Width} × {image.Height} pixels"),
        $"picture of {image.Width} × {image.Height} pixels"),
        ImageSource source => Picture(source),
        _ => ResultTables.Of(value) is { } table ? Forms(table.ToHtml(), table.ToString())
            : new(new Dictionary<string, string> { [MimeTypes.PlainText] = ResultTables.Text(value) }),
    };

    /// <summary>A value as plain text.</summary>
    public static string PlainText(object? value) => Render(value).Forms[MimeTypes.PlainText];

    private static RenderedValue Forms(string html, string text) =>
        new(new Dictionary<string, string> { [MimeTypes.Html] = html, [MimeTypes.PlainText] = text });

    private static RenderedValue Picture(ImageSource source) => Thumbnail.Address(source, 640) is { } address
        ? Forms(Html.Image(address, source.Name), $"picture {source.Name}")
        : new(new Dictionary<string, string> { [MimeTypes.PlainText] = $"{source.Name} (no picture)" });
}
