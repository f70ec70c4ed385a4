using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Regions;

/// <summary>
/// Finds persons and their garments in photos, and cuts out what a model is shown. The networks are loaded once per process, at first use.
/// </summary>
/// <remarks>
/// Safe for any number of threads. The tight box of an upper garment goes from the shoulder to the hip joints: it is meant for comparing,
/// <see cref="FoundRegion.Display"/> for looking at. It holds little of a dress and nothing of trousers: there
/// <see cref="RegionRequest.Full"/>,
/// <see cref="RegionRequest.Lower"/> or <see cref="RegionRequest.Whole"/> do better.
/// </remarks>
public sealed class RegionFinder
{
    /// <summary>Pixels along a region's shorter side that cuts are decoded with, where the photo has them.</summary>
    private const int CutSide = 320;

    private readonly PersonModels _models;

    /// <param name="options">How regions are found and cut out.</param>
    /// <exception cref="UsageException">The options cannot be.</exception>
    public RegionFinder(RegionOptions? options = null) : this(PersonModels.Shared, options) { }

    internal RegionFinder(PersonModels models, RegionOptions? options) => (_models, Options) = (models, (options ?? new()).Validate());

    /// <summary>How regions are found and cut out.</summary>
    public RegionOptions Options { get; }

    /// <summary>Finds a region in a decoded picture.</summary>
    /// <returns>
    /// One region, or, with <see cref="RegionOptions.AllPersons"/>, one per person, best first. Never empty: where nothing was found, the
    /// whole photo with
    /// <see cref="FoundRegion.Found"/> false.
    /// </returns>
    /// <exception cref="UsageException">A rectangle lies outside the photo.</exception>
    /// <exception cref="ModelException">A person model is missing or changed.</exception>
    public IReadOnlyList<FoundRegion> Find(RgbImage photo, RegionRequest request) => Find(new RegionPhoto(photo), request);

    /// <summary>Finds a region in a photo.</summary>
    /// <inheritdoc cref="Find(RgbImage, RegionRequest)"/>
    /// <exception cref="ImageException">The photo cannot be read.</exception>
    public IReadOnlyList<FoundRegion> Find(ImageSource photo, RegionRequest request, ImageLimits? limits = null) =>
        Find(Open(photo, limits), request);

    /// <summary>
    /// The picture that a model is shown of a region, before it is resized to the model's input: cut to the tight box, background white. Of
    /// an upper garment
    /// it is shown the roomy box as well (<see cref="ViewAveraging.Roomy"/>).
    /// </summary>
    /// <param name="photo">The picture in which the region was found.</param>
    /// <param name="region">What <see cref="Find(RgbImage, RegionRequest)"/> gave.</param>
    public RgbImage Cut(RgbImage photo, FoundRegion region) => Cut(new RegionPhoto(photo), region);

    /// <inheritdoc cref="Cut(RgbImage, FoundRegion)"/>
    /// <exception cref="ImageException">The photo cannot be read.</exception>
    public RgbImage Cut(ImageSource photo, FoundRegion region, ImageLimits? limits = null) => Cut(Open(photo, limits), region);

    /// <summary>How likely each pixel of a picture belongs to the region's person.</summary>
    /// <returns>Width × height bytes, row by row; 255 for the person, 0 for the background. All 255 where the region has no
    /// person.</returns>
    public byte[] Mask(RgbImage photo, FoundRegion region)
    {
        var mask = MaskOf(new RegionPhoto(photo), region);
        if (mask is not null) return mask.Of(new PixelBox(0, 0, photo.Width, photo.Height), photo.Width, photo.Height);
        var all = new byte[photo.Width * photo.Height];
        Array.Fill(all, (byte)255);
        return all;
    }

    internal IReadOnlyList<FoundRegion> Find(RegionPhoto photo, RegionRequest request)
    {
        if (request.Rectangle is { } rectangle)
        {
            var box = rectangle.On(photo.Width, photo.Height)
                ?? throw new UsageException(RegionErrors.Outside(rectangle, photo.Name, photo.Width, photo.Height));
            return [Region(request, true, box, box, null, null)];
        }
        if (request.NeedsPerson)
        {
            var small = photo.Small;
            var found = PersonDetector.Detect(_models.Detector, small).Where(p => p.Score >= (float)Options.MinScore)
                .Select(p => RegionOf(request, small, p)).OfType<FoundRegion>();
            var regions = (Options.AllPersons ? found : found.Take(1))
                .Select(r => r.Scaled(small.Width, small.Height, photo.Width, photo.Height)).ToList();
            if (regions.Count > 0) return regions;
        }
        var whole = new PixelBox(0, 0, photo.Width, photo.Height);
        return [Region(request, request.Kind == RegionKind.Whole, whole, whole, null, null)];
    }

    /// <summary>The region's mask, made on the small picture; null where it has no person, or the background is to stay.</summary>
    internal PersonMask? MaskOf(RegionPhoto photo, FoundRegion region)
    {
        if (region is not { Found: true, Person: { } person }) return null;
        var small = photo.Small;
        return PersonMask.Of(_models.Mask, small, person.Scaled((double)small.Width / photo.Width, (double)small.Height / photo.Height));
    }

    /// <summary>A part of a photo with all that is not the person made white.</summary>
    internal static RgbImage Cut(RegionPhoto photo, PixelBox box, PersonMask? mask, int pixels)
    {
        var picture = photo.Showing(box, pixels);
        var place = box.Scaled(photo.Width, photo.Height, picture.Width, picture.Height);
        var cut = picture.Crop(place.Left, place.Top, place.Width, place.Height);
        if (mask is not null) Whiten(cut.Pixels, mask.Of(place, picture.Width, picture.Height));
        return cut;
    }

    internal RgbImage Cut(RegionPhoto photo, FoundRegion region) =>
        Cut(photo, region.Box, Options.WhiteBackground ? MaskOf(photo, region) : null, CutSide);

    // The person's region in pixels of the picture; null where the person has none.
    private FoundRegion? RegionOf(RegionRequest request, RgbImage image, Person person)
    {
        var (width, height) = (image.Width, image.Height);
        if (!request.NeedsLandmarks)
        {
            var display = GarmentBoxes.Upper(person, width, height, GarmentBoxes.DisplayAbove, GarmentBoxes.DisplayBelow);
            return Of(GarmentBoxes.Upper(person, width, height), display, null);
        }
        if (LandmarkDetector.Detect(_models.Landmarks, image, person) is not { } body) return null;
        return request.Kind == RegionKind.Lower
            ? Of(GarmentBoxes.Lower(body, width, height), null, body)
            : Of(GarmentBoxes.Full(body, width, height), GarmentBoxes.Full(body, width, height, GarmentBoxes.DisplayAbove), body);

        FoundRegion? Of(PixelBox? box, PixelBox? display, BodyLandmarks? body) =>
            box is { } tight ? Region(request, true, tight, display ?? tight, person, body) : null;
    }

    private static FoundRegion Region(RegionRequest request, bool found, PixelBox box, PixelBox display, Person? person,
        BodyLandmarks? body) =>
        new(new PhotoRegion(request.Kind.ToString(), found, box.Left, box.Top, box.Width, box.Height, person?.Score), display, person,
            body);

    private static void Whiten(byte[] pixels, byte[] mask)
    {
        for (int i = 0, p = 0; i < mask.Length; i++, p += 3)
        {
            int keep = mask[i], white = 255 * (255 - keep) + 127;
            pixels[p] = (byte)((pixels[p] * keep + white) / 255);
            pixels[p + 1] = (byte)((pixels[p + 1] * keep + white) / 255);
            pixels[p + 2] = (byte)((pixels[p + 2] * keep + white) / 255);
        }
    }

    private static RegionPhoto Open(ImageSource photo, ImageLimits? limits)
    {
        limits ??= ImageLimits.Default;
        return new RegionPhoto(photo.ReadBytes(limits), photo.Name, limits);
    }
}
