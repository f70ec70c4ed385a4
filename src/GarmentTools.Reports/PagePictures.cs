using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Regions;

namespace GarmentTools.Reports;

/// <summary>Photos as a page shows them: a use of their symbol, with a description for those who cannot see it.</summary>
internal sealed class PagePictures(ThumbnailSet photos)
{
    public ThumbnailSet Photos => photos;

    /// <summary>A photo; where there is none, its place with words.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="path">The photo's path on this machine.</param>
    /// <param name="alt">What it shows.</param>
    /// <param name="large">In the larger size.</param>
    /// <param name="region">A region that is drawn in, in pixels of the photo.</param>
    public void Write(HtmlWriter html, string? path, string alt, bool large = false, PhotoRegion? region = null)
    {
        if (path is null || photos.Want(path, large) is not { } symbol)
        {
            html.Element("span", "photo not there", ("class", "soft small"));
            return;
        }
        var size = photos.SizeOf(path)!.Value;
        if (region is not { Found: true })
        {
            html.Open("svg", ("class", "ph"), ("role", "img"), ("aria-label", alt)).Open("use", ("href", "#" + symbol)).Close("use")
                .Close("svg");
            return;
        }
        html.Open("svg", ("class", "ph"), ("role", "img"), ("aria-label", alt), ("viewBox", Text($"0 0 {size.Width} {size.Height}")))
            .Open("use", ("href", "#" + symbol), ("width", Text($"{size.Width}")), ("height", Text($"{size.Height}"))).Close("use");
        foreach (var stroke in (string[])["region0", "region"])
            html.Open("rect", ("class", stroke), ("x", Text($"{region.Left}")), ("y", Text($"{region.Top}")),
                ("width", Text($"{region.Width}")),
                ("height", Text($"{region.Height}"))).Close("rect");
        html.Close("svg");
    }

    /// <summary>A frame of fixed height with a garment's photo; with a script, a button that shows its neighbors.</summary>
    public void Frame(HtmlWriter html, Garment garment, string name, int? index, string tag = "div")
    {
        html.Open(tag, ("class", "frame"));
        if (index is { } place) html.Open("button", ("type", "button"), ("class", "pic"), ("data-g", Text($"{place}")),
            ("aria-label", "Show neighbors of " + name));
        Write(html, garment.Path, "Photo of " + name);
        if (index is not null) html.Close("button");
        html.Close(tag);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
