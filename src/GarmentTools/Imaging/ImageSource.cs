using GarmentTools.Common;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Imaging;

/// <summary>Where a picture's bytes come from: a file, a stream or memory.</summary>
public sealed class ImageSource
{
    private readonly Func<ImageLimits, byte[]> _read;

    private ImageSource(string name, string? path, Func<ImageLimits, byte[]> read) => (Name, Path, _read) = (name, path, read);

    /// <summary>How messages call the picture: its path as it was given, or a name of the caller's.</summary>
    public string Name { get; }

    /// <summary>The file's path as it was given; null for streams and bytes.</summary>
    public string? Path { get; }

    /// <summary>A picture in a file.</summary>
    public static ImageSource FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(path, path, limits => ReadFile(path, limits));
    }

    /// <summary>A picture in memory.</summary>
    /// <param name="bytes">The whole encoded file.</param>
    /// <param name="name">How messages call it.</param>
    public static ImageSource FromBytes(ReadOnlyMemory<byte> bytes, string name = "picture in memory")
    {
        return new(name, null, limits => bytes.Length <= limits.MaxBytes ? bytes.ToArray() : throw TooLarge(name, bytes.Length, limits));
    }

    /// <summary>A picture in a stream, read to its end once, when it is needed. The stream stays the caller's to close.</summary>
    /// <param name="stream">A readable stream at the first byte of the encoded file.</param>
    /// <param name="name">How messages call it.</param>
    public static ImageSource FromStream(Stream stream, string name = "picture from a stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = default(byte[]); // a stream can be read only once, a picture may be looked at again
        return new(name, null, limits => bytes ??= ReadStream(stream, name, limits));
    }

    /// <summary>
    /// A picture that is held in ImageSharp. It is written as a PNG at once, so that the image may be changed or disposed of afterwards:
    /// hash and embedding are those of that file. Of several frames the first is taken, an EXIF turn counts as in a file, and colors are
    /// taken for sRGB: ImageSharp keeps no color profile in a PNG.
    /// </summary>
    /// <param name="image">The picture; it stays the caller's.</param>
    /// <param name="name">How messages call it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="image"/> is null.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="image"/> was disposed of.</exception>
    public static ImageSource From(Image<Rgb24> image, string name = "picture in memory")
    {
        ArgumentNullException.ThrowIfNull(image);
        using var stream = new MemoryStream();
        image.Save(stream, new PngEncoder { ColorType = PngColorType.Rgb, BitDepth = PngBitDepth.Bit8 });
        return FromBytes(stream.ToArray(), name);
    }

    /// <summary>A file's path stands for the picture in it.</summary>
    public static implicit operator ImageSource(string path) => FromFile(path);

    /// <summary>The encoded bytes.</summary>
    /// <exception cref="ImageException">The file is missing, may not be read, or is larger than the limit.</exception>
    public byte[] ReadBytes(ImageLimits? limits = null) => _read((limits ?? ImageLimits.Default).Validate());

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static byte[] ReadFile(string path, ImageLimits limits)
    {
        try
        {
            // What holds nothing is not opened: a pipe or a device looks the same, and would be waited for without end.
            var link = new FileInfo(path);
            if ((link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? link) is { Exists: true, Length: 0 } && !IsAskedFor(path))
                return [];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0,
                FileOptions.SequentialScan);
            if (!file.CanSeek) return ReadStream(file, path, limits);
            if (file.Length > limits.MaxBytes) throw TooLarge(path, file.Length, limits);
            var bytes = new byte[file.Length];
            // The length is a hint only: a file may grow or shrink while it is read.
            if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && file.ReadByte() < 0) return bytes;
            file.Position = 0;
            return ReadStream(file, path, limits);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageException($"'{path}' was not found. Check the path (looked in {Environment.CurrentDirectory}).", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Directory.Exists(path)
                ? new ImageException($"'{path}' is a folder, expected a picture.", new Remedy(RemedyKind.IndexFolderOfPhotos, path), e)
                : new ImageException($"'{path}' may not be read by this user. Change its permissions, or run as a user who may.", e);
        }
        catch (IOException e)
        {
            throw new ImageException($"'{path}' could not be read: {e.Message}", e);
        }
    }

    // Standard input and what a shell puts in the place of a file, <(...), are pipes that somebody means.
    private static bool IsAskedFor(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/self/", StringComparison.Ordinal);

    private static byte[] ReadStream(Stream stream, string name, ImageLimits limits)
    {
        if (stream.CanSeek && stream.Length - stream.Position is var left && left <= limits.MaxBytes)
        {
            // The length is a hint only: a file may grow or shrink while it is read.
            using var whole = new MemoryStream((int)left + 1);
            return Drain(stream, whole, name, limits);
        }
        using var memory = new MemoryStream();
        return Drain(stream, memory, name, limits);
    }

    private static byte[] Drain(Stream stream, MemoryStream memory, string name, ImageLimits limits)
    {
        var block = new byte[81920];
        for (int read; (read = stream.Read(block)) > 0;)
        {
            if (memory.Length + read > limits.MaxBytes) throw TooLarge(name, memory.Length + read, limits);
            memory.Write(block, 0, read);
        }
        return memory.ToArray();
    }

    private static ImageException TooLarge(string name, long bytes, ImageLimits limits) =>
        new($"'{name}' has {bytes:N0} bytes or more, at most {limits.MaxBytes:N0} are read. Make it smaller, or raise " +
            "ImageLimits.MaxBytes.");
}
