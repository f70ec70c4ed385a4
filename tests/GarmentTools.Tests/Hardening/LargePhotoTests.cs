using System.Buffers.Binary;
using System.Diagnostics;
using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Tests;

/// <summary>
/// A real photo of 300 MB: refused by the limit, and read where the limit was raised. Takes a minute's memory, so with GARMENT_SOAK=1 only.
/// </summary>
[Collection(nameof(MemoryTests))]
public sealed class LargePhotoTests(ITestOutputHelper output)
{
    private const int Side = 10_000, StripRows = 16;

    [Fact]
    public void A_photo_of_300_MB_is_read_under_a_raised_limit()
    {
        Assert.SkipUnless(Mutator.IsSoak, "writes and reads 300 MB: set GARMENT_SOAK=1");
        using var folder = new TempFolder();
        WriteTiff(folder["huge.tif"]);
        Assert.Contains("at most 268,435,456 are read", Assert.Throws<ImageException>(() => ImageReader.Probe(folder["huge.tif"])).Message);
        using var process = Process.GetCurrentProcess();
        var (before, clock) = (process.WorkingSet64, Stopwatch.StartNew());
        var image = ImageReader.Read(folder["huge.tif"], 224, 224, ResizeMode.Squash, new ImageLimits { MaxBytes = 512L << 20 });
        process.Refresh();
        output.WriteLine($"{new FileInfo(folder["huge.tif"]).Length:N0} bytes in {clock.Elapsed.TotalSeconds:N1} s, " +
            $"{process.WorkingSet64 - before >> 20} MB more, at most {process.PeakWorkingSet64 >> 20} MB");
        Assert.Equal((224, 224), (image.Width, image.Height));
        Assert.InRange(image.At(0.5, 0.5).R, 120, 135); // red grows from left to right
        Assert.True(process.WorkingSet64 - before < 1L << 30);
        GC.Collect();
    }

    // Not compressed, in strips of sixteen rows.
    private static void WriteTiff(string path)
    {
        var strips = Side / StripRows;
        var bytes = Side * 3 * StripRows;
        using var file = File.Create(path);
        (ushort Tag, ushort Type, int Count, int Value)[] tags =
        [
            (256, 4, 1, Side), (257, 4, 1, Side), (258, 3, 3, 8), (259, 3, 1, 1), (262, 3, 1, 2),
            (273, 4, strips, 256), (277, 3, 1, 3), (278, 4, 1, StripRows), (279, 4, strips, 256 + strips * 4),
        ];
        var head = new byte[256 + strips * 8];
        "II*\0"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)tags.Length);
        for (var i = 0; i < tags.Length; i++)
        {
            var at = head.AsSpan(10 + i * 12);
            BinaryPrimitives.WriteUInt16LittleEndian(at, tags[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], tags[i].Type);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], tags[i].Count);
            BinaryPrimitives.WriteInt32LittleEndian(at[8..], tags[i].Value);
        }
        // Three shorts do not fit into the entry: they stand behind the directory.
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(10 + 2 * 12 + 8), 200);
        for (var c = 0; c < 3; c++) head[200 + c * 2] = 8;
        for (var i = 0; i < strips; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(256 + i * 4), head.Length + i * bytes);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(256 + strips * 4 + i * 4), bytes);
        }
        file.Write(head);
        var strip = new byte[bytes];
        for (var p = 0; p < bytes; p += 3) strip[p] = (byte)(p / 3 % Side * 256L / Side);
        for (var i = 0; i < strips; i++) file.Write(strip);
    }
}
