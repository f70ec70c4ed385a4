using System.Text;
using GarmentTools.Common;

namespace GarmentTools.Imaging;

/// <summary>Tells a picture's format from its first bytes; names and refuses what is not read.</summary>
internal static class ImageSignature
{
    /// <summary>The format of a file that begins with <paramref name="head"/>.</summary>
    /// <exception cref="ImageException">It is of another format; the message says which, where that can be told, and how to convert
    /// it.</exception>
    public static ImageFormat Detect(ReadOnlySpan<byte> head, string name)
    {
        if (head.Length == 0)
            throw new ImageException($"'{name}' is empty (or not a regular file): expected a picture. Copy or export the file again.");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return ImageFormat.Jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return ImageFormat.Png;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return ImageFormat.Gif;
        if (head.StartsWith("RIFF"u8) && At(head, 8, "WEBP"u8)) return ImageFormat.Webp;
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8))
            return ImageFormat.Tiff;
        if (At(head, 4, "ftyp"u8)) return DetectHeif(head, name);

        var known = Unsupported(head);
        throw new ImageException(known is null
            ? $"'{name}' is not a picture: its first bytes ({Describe(head)}) belong to none of JPEG, PNG, WebP, TIFF, GIF, AVIF. Check " +
                "the file, or leave it out."
            : $"'{name}' is {known}, which is not read. Convert it to JPEG or PNG, for instance with ImageMagick: magick \"{name}\" " +
                "photo.jpg");
    }

    // ISO base media files say in their brands what they hold: the major brand at 8, compatible ones from 16 on.
    private static ImageFormat DetectHeif(ReadOnlySpan<byte> head, string name)
    {
        var size = Math.Min(head.Length, (head[0] << 24 | head[1] << 16 | head[2] << 8 | head[3]) is var n and > 15 ? n : 16);
        var heic = false;
        for (var i = 8; i + 4 <= size; i += i == 8 ? 8 : 4)
        {
            var brand = head.Slice(i, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return ImageFormat.Avif;
            heic |= brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.SequenceEqual("mif1"u8);
        }
        throw new ImageException(heic
            ? $"'{name}' is a HEIC photo (Apple's format, patented coding), which is not read. Convert it to JPEG, for instance with: " +
                $"heif-convert \"{name}\" photo.jpg " +
              "- or set the phone to Settings > Camera > Formats > Most Compatible."
            : $"'{name}' is a film or another media file, not a picture. Save one frame of it as JPEG.");
    }

    private static string? Unsupported(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head[..Math.Min(head.Length, 512)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<svg", StringComparison.OrdinalIgnoreCase)
            || (text.StartsWith("<?xml", StringComparison.Ordinal) && text.Contains("<svg", StringComparison.OrdinalIgnoreCase)))
            return "an SVG drawing";
        if (head.StartsWith("%PDF"u8)) return "a PDF document";
        if (head.StartsWith("BM"u8)) return "a BMP picture";
        if (head.StartsWith("8BPS"u8)) return "a Photoshop document";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || At(head, 4, "JXL "u8)) return "a JPEG XL picture";
        if (At(head, 4, "jP  "u8)) return "a JPEG 2000 picture";
        return null;
    }

    private static bool At(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> what) =>
        head.Length >= offset + what.Length && head.Slice(offset, what.Length).SequenceEqual(what);

    private static string Describe(ReadOnlySpan<byte> head)
    {
        var start = head[..Math.Min(head.Length, 12)];
        foreach (var b in start)
            if (b is < 32 or > 126) return Convert.ToHexString(start);
        return $"\"{Encoding.ASCII.GetString(start)}\"";
    }
}
