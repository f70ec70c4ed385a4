using System.Buffers.Binary;
using System.IO.Compression;
using GarmentTools.Common;
using GarmentTools.Npz;
using static GarmentTools.Tests.TestArchives;

namespace GarmentTools.Tests;

/// <summary>Archives that are damaged or made to harm.</summary>
public sealed class NpzReaderTests
{
    [Fact]
    public void Every_array_that_was_written_is_read_again()
    {
        using var folder = new TestFolder();
        string[] texts = ["", "größe", "👗 dress", "a/b.jpg"];
        using (var stream = File.Create(folder["a.npz"]))
        {
            var writer = new NpzWriter(stream);
            writer.Write<long>("ids", "<i8", [1, 2, long.MaxValue], 3);
            writer.Write<double>("scale", "<f8", [0.5]);
            writer.Write<float>("none", "<f4", [], 0);
            writer.WriteTexts("names", texts);
            writer.WriteText("metric", "cosine");
            writer.Finish();
        }
        using NpzReader reader = NpzReader.Open(folder["a.npz"]);
        Assert.Equal([1, 2, long.MaxValue], reader.ReadAll<long>("ids", 3, 1000, "<i8"));
        Assert.Equal([0.5], reader.ReadAll<double>("scale", 1, 1000, "<f8"));
        Assert.Empty(reader.ReadAll<float>("none", 0, 1000, "<f4"));
        Assert.Equal(texts, reader.ReadTexts("names", 4, 1000));
        Assert.Equal("cosine", reader.ReadText("metric"));
        Assert.Contains("names, metric", Assert.Throws<ArchiveException>(() => reader.Find("x")).Message);
        Assert.Contains("<f8 is expected", Assert.Throws<ArchiveException>(() => reader.ReadAll<double>("ids", 3, 1000, "<f8")).Message);
        Assert.Contains("(4,) is expected", Assert.Throws<ArchiveException>(() => reader.ReadAll<long>("ids", 4, 1000, "<i8")).Message);
        Assert.Contains("at most 16 are allowed", Assert.Throws<ArchiveException>(() =>
            reader.ReadAll<long>("ids", null, 16, "<i8")).Message);
    }

    [Fact]
    public void Tables_keep_their_shape()
    {
        using var folder = new TestFolder();
        NpzWriter.WriteFile(folder["a.npz"], writer => writer.Write<float>("projection", "<f4", [1, 2, 3, 4, 5, 6], 2, 3), default);
        using NpzReader reader = NpzReader.Open(folder["a.npz"]);
        (float[] values, int rows, int columns) = reader.ReadTable<float>("projection", null, 3, 1000, "<f4");
        Assert.Equal([1, 2, 3, 4, 5, 6], values);
        Assert.Equal((2, 3), (rows, columns));
        Assert.Contains("(2, 3)", Assert.Throws<ArchiveException>(() =>
            reader.ReadTable<float>("projection", 3, null, 1000, "<f4")).Message);
    }

    [Fact]
    public void Members_beyond_4_GB_are_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file with a hole of 5 GB would be written out here.");
        using var folder = new TestFolder();
        using (FileStream stream = File.Create(folder["a.npz"]))
        {
            stream.Position = 5L << 30;
            var writer = new NpzWriter(stream);
            writer.Write<long>("ids", "<i8", [7, 8], 2);
            writer.WriteText("metric", "cosine");
            writer.Finish();
        }
        using NpzReader reader = NpzReader.Open(folder["a.npz"]);
        Assert.Equal([7, 8], reader.ReadAll<long>("ids", 2, 1000, "<i8"));
        Assert.Equal("cosine", reader.ReadText("metric"));
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_what_another_writes_is_not()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder[$".m.npz.{Guid.NewGuid():N}.tmp"], "abandoned");
        NpzWriter.WriteFile(folder["m.npz"], writer =>
        {
            writer.WriteText("metric", "cosine");
            NpzWriter.WriteFile(folder["m.npz"], inner => inner.WriteText("metric", "euclidean"), default);
        }, default);
        Assert.Equal(["m.npz"], folder.Files);
        using NpzReader reader = NpzReader.Open(folder["m.npz"]);
        Assert.Equal("cosine", reader.ReadText("metric"));
    }

    public static TheoryData<string, string> Heads() => new()
    {
        { "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "pickle" },
        { "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "not one plain type" },
        { "{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "big-endian" },
        { "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "type <c8" },
        { "{'descr': '<f3', 'fortran_order': False, 'shape': (1,), }", "type <f3" },
        { "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (1,), }", "not one plain type" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "declares" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "not one plain type" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }", "impossible shape" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999999999,), }", "impossible shape" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': __import__('os')}", "not one plain type" },
        { "", "not one plain type" },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void Heads_that_are_not_of_plain_arrays_are_refused(string head, string reason)
    {
        using var folder = new TestFolder();
        Zip(folder["a.npz"], ("a.npy", Npy(head, 4)));
        AssertRefused(folder["a.npz"], reason);
    }

    [Theory]
    [InlineData("../a.npy")]
    [InlineData("/a.npy")]
    [InlineData("a\\b.npy")]
    [InlineData("x/a.npy")]
    [InlineData("C:a.npy")]
    [InlineData("a.txt")]
    [InlineData(".npy")]
    public void Names_that_are_paths_or_no_arrays_are_refused(string name)
    {
        using var folder = new TestFolder();
        Zip(folder["a.npz"], (name, Npy(Plain, 4)));
        AssertRefused(folder["a.npz"], "plain names");
    }

    [Fact]
    public void Two_members_of_one_name_are_refused()
    {
        using var folder = new TestFolder();
        Zip(folder["a.npz"], ("a.npy", Npy(Plain, 4)), ("A.npy", Npy(Plain, 4)));
        AssertRefused(folder["a.npz"], "two members");
    }

    [Fact]
    public void A_bomb_is_refused_without_being_inflated()
    {
        using var folder = new TestFolder();
        const long size = 3L << 30;
        string head = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({size},), }}";
        Zip(folder["a.npz"], ("a.npy", Npy(head, 100)));
        byte[] bytes = File.ReadAllBytes(folder["a.npz"]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Directory(bytes) + 24), (uint)(size + 128));
        File.WriteAllBytes(folder["a.npz"], bytes);
        AssertRefused(folder["a.npz"], "bomb");
    }

    [Fact]
    public void A_real_bomb_takes_no_memory_beyond_the_limit()
    {
        using var folder = new TestFolder();
        const int size = 200 << 20;
        using (var archive = new ZipArchive(File.Create(folder["a.npz"]), ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("ids.npy", CompressionLevel.Fastest).Open();
            entry.Write(Npy($"{{'descr': '<i8', 'fortran_order': False, 'shape': ({size / 8},), }}", 0));
            for (int i = 0; i < 200; i++) entry.Write(new byte[1 << 20]);
        }
        long before = GC.GetTotalAllocatedBytes(true);
        using NpzReader reader = NpzReader.Open(folder["a.npz"]);
        Assert.Contains("at most", Assert.Throws<ArchiveException>(() => reader.ReadAll<long>("ids", null, 1 << 20, "<i8")).Message);
        Assert.InRange(GC.GetTotalAllocatedBytes(true) - before, 0, 4 << 20);
    }

    [Fact]
    public void A_member_that_goes_on_after_its_declared_end_or_stops_before_is_refused()
    {
        using var folder = new TestFolder();
        foreach ((int given, int declared, string reason) in ((int, int, string)[])[(8000, 4000, "goes on"), (4000, 8000, "missing")])
        {
            string head = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({declared},), }}";
            byte[] npy = Npy(head, given);
            var random = new Random(1);
            random.NextBytes(npy.AsSpan(128));
            Zip(folder["a.npz"], ("a.npy", npy));
            byte[] bytes = File.ReadAllBytes(folder["a.npz"]);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Directory(bytes) + 24), declared + 128);
            File.WriteAllBytes(folder["a.npz"], bytes);
            using NpzReader reader = NpzReader.Open(folder["a.npz"]);
            Assert.Contains(reason, Assert.Throws<ArchiveException>(() => reader.ReadAll<byte>("a", null, 10_000, "|u1")).Message);
        }
    }

    [Fact]
    public void A_missing_empty_or_foreign_file_is_named()
    {
        using var folder = new TestFolder();
        Assert.Contains("none.npz", Assert.Throws<ArchiveException>(() => NpzReader.Open(folder["none.npz"])).Message);
        File.WriteAllBytes(folder["empty.npz"], []);
        AssertRefused(folder["empty.npz"], "not a zip");
        File.WriteAllText(folder["text.npz"], new string('x', 1000));
        AssertRefused(folder["text.npz"], "not a zip");
    }

    /// <summary>Where the first entry of the directory begins.</summary>
    private static int Directory(byte[] zip) => zip.AsSpan().LastIndexOf("PK\x01\x02"u8);

    private static void AssertRefused(string path, string reason)
    {
        var fault = Assert.Throws<ArchiveException>(() => NpzReader.Open(path));
        Assert.Contains(reason, fault.Message);
        Assert.Contains(path, fault.Message);
    }
}
