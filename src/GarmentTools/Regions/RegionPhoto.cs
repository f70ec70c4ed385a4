using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Regions;

/// <summary>
/// One photo at the sizes that are needed: a small one to find persons in, and, where the region is small on it, a larger one to cut from.
/// For one thread.
/// </summary>
internal sealed class RegionPhoto
{
    /// <summary>
    /// The longest side, in pixels, of the picture that persons are found in: about twice the detector's input. Below 1/8 of a 12-megapixel
    /// photo, so that
    /// JPEG decoding may shrink by 4 while it loads.
    /// </summary>
    public const int WorkingSide = 480;

    /// <summary>No photo is decoded larger than this for a small region's sake.</summary>
    public const int LargestSide = 4096;

    private readonly Func<int, RgbImage> _read;
    private RgbImage? _small;
    private (int Side, RgbImage Picture)? _larger;

    /// <summary>A picture that is decoded already.</summary>
    public RegionPhoto(RgbImage photo, string name = "the picture") =>
        (Name, Width, Height, _read) = (name, photo.Width, photo.Height, photo.ShrinkTo);

    /// <summary>An encoded picture.</summary>
    /// <exception cref="ImageException">It cannot be read.</exception>
    public RegionPhoto(byte[] bytes, string name, ImageLimits limits)
    {
        var info = ImageReader.Probe(bytes, name, limits);
        (Name, Width, Height, _read) = (name, info.Width, info.Height, side => ImageReader.Read(bytes, name, side, limits));
    }

    public string Name { get; }

    /// <summary>Columns of the upright photo.</summary>
    public int Width { get; }

    /// <summary>Rows of the upright photo.</summary>
    public int Height { get; }

    /// <summary>The picture that persons are found in.</summary>
    public RgbImage Small => _small ??= _read(WorkingSide);

    /// <summary>
    /// The photo at a size where a part of it has about <paramref name="pixels"/> pixels along its shorter side, if it has that many. The
    /// small picture
    /// will do where it has half of them: cut from 61 instead of 122 pixels, garments are found hardly worse (MRR .439, .447), and decoding
    /// again costs.
    /// </summary>
    public RgbImage Showing(PixelBox box, int pixels)
    {
        var longest = Math.Max(Width, Height);
        var wanted = Math.Ceiling((double)longest * pixels / Math.Min(box.Width, box.Height));
        var side = (int)Math.Min(wanted, Math.Min(longest, LargestSide));
        if (wanted <= 2 * WorkingSide || side <= WorkingSide) return Small;
        if (_larger is not { } larger || larger.Side < side) _larger = larger = (side, _read(side));
        return larger.Picture;
    }
}
