using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Embedding;

/// <summary>
/// Shows the model a region of the photo (or, where none is found, the whole photo exactly as <see cref="WholePhotoView"/> does).
/// </summary>
internal sealed class RegionView : IPhotoView
{
    /// <summary>The version of finding, cutting and whitening; part of the fingerprint, raised when any of them changes a result.</summary>
    public const string CodeVersion = "1";

    private readonly RegionRequest _request;
    private readonly RegionFinder _finder;
    private readonly ViewAveraging _averaging;

    private RegionView(RegionRequest request, RegionOptions? options, ViewAveraging averaging, PersonModels models)
    {
        (_request, _averaging) = (request, averaging);
        _finder = new(models, options);
        Identity = IdentityOf(request, _finder.Options, averaging, models);
    }

    /// <summary>
    /// The view for a request (averaging null: <see cref="ViewAveraging.Default"/>); <see cref="WholePhotoView"/> itself for the whole
    /// photo without averaging.
    /// </summary>
    /// <exception cref="UsageException">The options cannot be.</exception>
    /// <exception cref="ModelException">A person model's card is missing or has faults.</exception>
    public static IPhotoView For(RegionRequest request, RegionOptions? options = null, ViewAveraging? averaging = null,
        PersonModels? models = null)
    {
        averaging = (averaging ?? ViewAveraging.Default).Validate().For(request);
        if (request.Kind == RegionKind.Whole && averaging == ViewAveraging.None) return WholePhotoView.Instance;
        return new RegionView(request, options, averaging, models ?? PersonModels.Shared);
    }

    public string Identity { get; }

    public PreparedPhoto Prepare(byte[] bytes, string name, ModelInput input, ImageLimits limits) =>
        PrepareAll(bytes, name, input, limits)[0];

    /// <summary>One photo for each person, best first, where <see cref="RegionOptions.AllPersons"/> is set; else one.</summary>
    /// <exception cref="ImageException">The photo cannot be read, or a rectangle lies outside.</exception>
    public IReadOnlyList<PreparedPhoto> PrepareAll(byte[] bytes, string name, ModelInput input, ImageLimits limits)
    {
        var photo = new RegionPhoto(bytes, name, limits);
        // Both are lists of pictures that count alike; the whole photo is made only where it is wanted.
        var whole = new Lazy<List<RgbImage>>(() => Whole(bytes, photo, input, limits));
        return [.. Find(photo).Select(region => Prepare(photo, region, whole, input))];
    }

    private PreparedPhoto Prepare(RegionPhoto photo, FoundRegion region, Lazy<List<RgbImage>> whole, ModelInput input)
    {
        if (_request.Kind == RegionKind.Whole) return new(whole.Value, null);
        if (!region.Found) return new(whole.Value, region.Region);
        var mask = _finder.Options.WhiteBackground ? _finder.MaskOf(photo, region) : null;
        IEnumerable<PixelBox> boxes = _averaging.Roomy ? [region.Box, region.Display] : [region.Box];
        var grown = boxes.SelectMany(box => _averaging.Scales.Select(scale => box.Grown(scale, photo.Width, photo.Height)));
        var pictures = WithMirrors(grown.Select(box => Cut(photo, box, mask, input)));
        if (_averaging.WholeWeight == 0) return new(pictures, region.Region);
        var both = (List<RgbImage>)[.. pictures, .. whole.Value];
        var (part, all) = ((1 - _averaging.WholeWeight) / pictures.Count, _averaging.WholeWeight / whole.Value.Count);
        return new(both, region.Region, [.. both.Select((_, i) => (float)(i < pictures.Count ? part : all))]);
    }

    private IReadOnlyList<FoundRegion> Find(RegionPhoto photo)
    {
        try { return _finder.Find(photo, _request); }
        // In a run over many photos a rectangle outside one of them is that photo's fault, and must not end the run.
        catch (UsageException e) { throw new ImageException(e.Message, e); }
    }

    private List<RgbImage> Whole(byte[] bytes, RegionPhoto photo, ModelInput input, ImageLimits limits)
    {
        var all = new PixelBox(0, 0, photo.Width, photo.Height);
        return WithMirrors(_averaging.Scales.Select(scale => scale >= 1
            ? WholePhotoView.Instance.Prepare(bytes, photo.Name, input, limits).Inputs[0]
            : Cut(photo, all.Grown(scale, photo.Width, photo.Height), null, input)));
    }

    private List<RgbImage> WithMirrors(IEnumerable<RgbImage> pictures) =>
        [.. _averaging.Flip ? pictures.SelectMany(p => new[] { p, p.Flip() }) : pictures];

    private static RgbImage Cut(RegionPhoto photo, PixelBox box, PersonMask? mask, ModelInput input) =>
        Fit(RegionFinder.Cut(photo, box, mask, Math.Max(input.Width, input.Height)), input);

    // As whole photos are made to fit; a padded one has the card's color around it.
    private static RgbImage Fit(RgbImage cut, ModelInput input)
    {
        if (input.Resize != ResizeMode.Pad) return cut.Resize(input.Width, input.Height, input.Resize);
        var scale = Math.Min((double)input.Width / cut.Width, (double)input.Height / cut.Height);
        var (width, height) = (Side(cut.Width, input.Width), Side(cut.Height, input.Height));
        return cut.Resize(width, height).PadTo(input.Width, input.Height, [.. input.PadColor]);
        int Side(int side, int most) => Math.Clamp((int)Math.Round(side * scale), 1, most);
    }

    private static string IdentityOf(RegionRequest request, RegionOptions options, ViewAveraging averaging, PersonModels models)
    {
        List<FormattableString> parts =
            [$"region={request};code={CodeVersion};sides={RegionPhoto.WorkingSide}/{RegionPhoto.LargestSide};{averaging.Identity}"];
        if (request.NeedsPerson)
        {
            parts.Add($"detector={models.Detector.Model.Sha256};{GarmentBoxes.Identity}");
            parts.Add($"score={options.MinScore}/{PersonDecoder.MinCandidateScore}/{PersonDecoder.SamePersonOverlap}");
            if (request.NeedsLandmarks)
                parts.Add($"landmarks={models.Landmarks.Model.Sha256}/{LandmarkDetector.MinPresence}/{TurnedSquare.Room}");
            if (options.WhiteBackground) parts.Add($"white={models.Mask.Model.Sha256}/{PersonMask.Room}");
        }
        return string.Join(';', parts.Select(FormattableString.Invariant));
    }
}
