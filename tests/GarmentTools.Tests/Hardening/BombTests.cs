using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using GarmentTools.Common;
using GarmentTools.Imaging;
using NetVips;

namespace GarmentTools.Tests;

/// <summary>
/// Small files made by hand to cost much: each is read or refused within seconds and without the memory that it asks for.
/// </summary>
[Collection(nameof(MemoryTests))]
public sealed class BombTests
{
    private const long MostGrowth = 512L << 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(Mutator.IsSoak ? 5 : 20); // a machine that tests share may be slow

    // A header that lies about the size, over the limit and just below it.
    [Theory]
    [InlineData("jpegsave_buffer", 60_000)]
    [InlineData("jpegsave_buffer", 9_990)]
    [InlineData("gifsave_buffer", 60_000)]
    [InlineData("gifsave_buffer", 9_990)]
    [InlineData("webpsave_buffer", 16_383)]
    [InlineData("tiffsave_buffer", 60_000)]
    [InlineData("tiffsave_buffer", 9_990)]
    [InlineData("heifsave_buffer", 60_000)]
    [InlineData("heifsave_buffer", 9_990)]
    public void A_header_that_lies(string saver, int side)
    {
        var bytes = TestPictures.Save(TestPictures.Random(5, 72, 56), saver, saver == "webpsave_buffer"
            ? new VOption { { "lossless", true } } : TestPictures.OptionsOf(saver));
        var found = 0;
        switch (saver)
        {
            case "jpegsave_buffer": // in the frame header, behind the number of bits
                Patch([0, 56, 0, 72], [.. Big(side), .. Big(side)]);
                break;
            case "gifsave_buffer": // of the screen and of the frame
                Patch([72, 0, 56, 0], [.. Little(side), .. Little(side)]);
                break;
            case "webpsave_buffer": // of the lossless stream: 14 bits each, less one, behind its signature
                var at = bytes.AsSpan().IndexOf("VP8L"u8) + 9;
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at),
                    (uint)(side - 1) | (uint)(side - 1) << 14 | BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)) & 0xF0000000);
                found++;
                break;
            case "tiffsave_buffer": // the tags of width and height
                Patch([0x00, 0x01, 3, 0, 1, 0, 0, 0, 72, 0], [0x00, 0x01, 3, 0, 1, 0, 0, 0, .. Little(side)]);
                Patch([0x01, 0x01, 3, 0, 1, 0, 0, 0, 56, 0], [0x01, 0x01, 3, 0, 1, 0, 0, 0, .. Little(side)]);
                break;
            default: // the box 'ispe'
                Patch([0, 0, 0, 72, 0, 0, 0, 56], [0, 0, .. Big(side), 0, 0, .. Big(side)]);
                break;
        }
        Assert.True(found > 0, "the size was not found in the file");
        Withstand(bytes, refused: (long)side * side > ImageLimits.Default.MaxPixels ? true : null);

        void Patch(byte[] what, byte[] with)
        {
            for (int place, from = 0; (place = bytes.AsSpan(from).IndexOf(what)) >= 0; from += place + what.Length, found++)
                with.CopyTo(bytes, from + place);
        }

        static byte[] Big(int value) => [(byte)(value >> 8), (byte)value];
        static byte[] Little(int value) => [(byte)value, (byte)(value >> 8)];
    }

    // 300 MB of one color in 300 KB: a picture of the largest size that is decoded, and it is one.
    [Fact]
    public void A_picture_of_the_largest_size_that_packs_well() =>
        Withstand(Png(10_000, 10_000, Deflate(10_000L * 30_001)), refused: false);

    [Theory]
    [InlineData("zTXt")]
    [InlineData("iCCP")]
    [InlineData("iTXt")]
    public void Texts_and_profiles_that_unpack_to_a_gigabyte(string chunk)
    {
        byte[] head = chunk == "iTXt" ? [.. "x\0"u8, 1, 0, 0, 0] : [.. "x\0"u8, 0];
        Withstand(Png(8, 8, Deflate(8 * 25), Chunk(chunk, [.. head, .. Deflate(1L << 30)])), refused: null);
    }

    [Fact]
    public void Pages_in_a_circle()
    {
        var bytes = TestPictures.Save(TestPictures.Random(6, 40, 40), "tiffsave_buffer");
        var first = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        var next = first + 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(first)) * 12;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(next), first);
        Withstand(bytes, refused: null);
    }

    [Fact]
    public void An_animation_of_a_hundred_thousand_frames()
    {
        var one = TestPictures.Save(TestPictures.Flag(8, 8), "gifsave_buffer");
        var frame = one.AsSpan(one.AsSpan().LastIndexOf((byte)0x2C)).ToArray()[..^1]; // from the descriptor to the end mark
        Withstand([.. one[..^1], .. Enumerable.Repeat(frame, 100_000).SelectMany(f => f), 0x3B], refused: null);
    }

    private static void Withstand(byte[] bytes, bool? refused)
    {
        using var process = Process.GetCurrentProcess();
        var (before, clock) = (process.WorkingSet64, Stopwatch.StartNew());
        var wasRefused = false;
        try
        {
            _ = ImageReader.Probe(ImageSource.FromBytes(bytes));
            _ = ImageReader.Read(ImageSource.FromBytes(bytes), 224, 224, ResizeMode.Squash);
        }
        catch (ImageException e)
        {
            Assert.NotEmpty(e.Message);
            wasRefused = true;
        }
        process.Refresh();
        Assert.True(clock.Elapsed < s_patience, $"took {clock.Elapsed.TotalSeconds:N1} s");
        Assert.True(process.WorkingSet64 - before < MostGrowth, $"the working set grew by {process.WorkingSet64 - before >> 20} MB");
        if (refused is { } expected) Assert.Equal(expected, wasRefused);
    }

    private static byte[] Png(int width, int height, byte[] data, params byte[][] before) =>
    [
        0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]),
            .. before.SelectMany(chunk => chunk), .. Chunk("IDAT", data), .. Chunk("IEND", []),
    ];

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(name), .. content];
        return [.. Big(content.Length), .. named, .. Big((int)System.IO.Hashing.Crc32.HashToUInt32(named))];
    }

    private static byte[] Deflate(long zeros)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (var block = new byte[1 << 20]; zeros > 0; zeros -= block.Length) zlib.Write(block, 0, (int)Math.Min(zeros, block.Length));
        return packed.ToArray();
    }

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
