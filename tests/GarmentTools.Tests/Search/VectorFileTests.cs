using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Search;

namespace GarmentTools.Tests;

public sealed class VectorFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("garment vectors ёж 👕 ").FullName;

    private string File1 => Path.Combine(_folder, "catalog.garments.1.vectors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("random", 0, 7)]
    [InlineData("random", 1, 1)]
    [InlineData("clustered", 3000, 256)]
    [InlineData("zeros", 1001, 33)]
    public void A_file_answers_as_memory_does(string kind, int count, int dimensions)
    {
        var source = VectorSets.Make(kind, count, dimensions);
        VectorIndex.Write(File1, source, 42);
        using var mapped = VectorIndex.Open(File1);
        using var memory = VectorIndex.Create(source, 42);
        Assert.Equal((count, dimensions, source.Fingerprint, 42L), (mapped.Count, mapped.Dimensions, mapped.Fingerprint,
            mapped.Generation));
        Assert.Equal(source.Ids, mapped.Ids.ToArray());
        foreach (var query in VectorSets.Queries(source))
            Assert.Equal(memory.Search(query), mapped.Search(query));
        var (stored, expected) = (new float[dimensions], new float[dimensions]);
        for (int row = 0; row < count; row += 97)
        {
            mapped.ReadVector(row, stored);
            VectorIndex.RoundAsStored(VectorSets.Row(source, row), expected);
            Assert.Equal(expected, stored);
            Assert.Equal(expected, VectorSets.Row(source, row).Select(v => (float)(Half)v));
        }
        mapped.Verify();
        Assert.Equal(["catalog.garments.1.vectors"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        var source = VectorSets.Make("random", 2500, 100);
        VectorIndex.Write(File1, source, 1);
        VectorIndex.Write(File1 + "b", source, 1);
        Assert.Equal(File.ReadAllBytes(File1), File.ReadAllBytes(File1 + "b"));
    }

    [Fact]
    public void Only_the_user_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permission bits");
        VectorIndex.Write(File1, VectorSets.Make("random", 5, 4), 1);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File1));
    }

    [Fact]
    public void Every_flipped_byte_of_the_header_is_found()
    {
        VectorIndex.Write(File1, VectorSets.Make("random", 20, 5), 1);
        var bytes = File.ReadAllBytes(File1);
        // Beyond the fingerprint the header is zeros; a sample is enough there.
        foreach (int at in Enumerable.Range(0, 420).Concat(Enumerable.Range(0, 8).Select(i => 500 + 511 * i)))
        {
            bytes[at] ^= 0x10;
            File.WriteAllBytes(File1, bytes);
            RefusedBy(File1);
            bytes[at] ^= 0x10;
        }
    }

    [Fact]
    public void A_truncated_or_longer_file_is_refused()
    {
        VectorIndex.Write(File1, VectorSets.Make("random", 20, 5), 1);
        var bytes = File.ReadAllBytes(File1);
        foreach (int length in new[] { 0, 5, 8, 100, 4095, 4096, bytes.Length - 1 })
        {
            File.WriteAllBytes(File1, bytes[..length]);
            RefusedBy(File1);
        }
        File.WriteAllBytes(File1, [.. bytes, 0]);
        RefusedBy(File1);
    }

    [Fact]
    public void Foreign_missing_and_forbidden_files_are_refused()
    {
        File.WriteAllText(File1, new string('x', 10_000));
        Assert.Contains("does not begin", RefusedBy(File1).Message);
        Assert.Contains("does not exist", RefusedBy(File1 + "x").Message);
        RefusedBy(_folder);
    }

    [Fact]
    public void A_newer_format_is_told_apart_from_damage()
    {
        VectorIndex.Write(File1, VectorSets.Make("random", 20, 5), 1);
        var bytes = File.ReadAllBytes(File1);
        bytes[8] = 2;
        File.WriteAllBytes(File1, bytes);
        Assert.Contains("format 2", RefusedBy(File1).Message);
    }

    [Fact]
    public void Damage_behind_the_header_is_found_on_request()
    {
        var source = VectorSets.Make("random", 300, 20);
        VectorIndex.Write(File1, source, 1);
        var bytes = File.ReadAllBytes(File1);
        var layout = new VectorFileLayout(300, 20);
        foreach (var section in Enum.GetValues<VectorSection>())
        {
            long at = layout.Offset(section) + layout.Length(section) - 1;
            bytes[at] ^= 1;
            File.WriteAllBytes(File1, bytes);
            using (var index = VectorIndex.Open(File1))
                Assert.Contains($"\"{section}\"", Assert.Throws<CatalogException>(() => index.Verify()).Message);
            bytes[at] ^= 1;
        }
    }

    [Fact]
    public void A_write_that_fails_or_is_stopped_leaves_what_was_there()
    {
        VectorIndex.Write(File1, VectorSets.Make("random", 20, 5), 1);
        var before = File.ReadAllBytes(File1);
        Assert.ThrowsAny<OperationCanceledException>(() => VectorIndex.Write(File1, VectorSets.Make("random", 20, 5), 2,
            cancellation: new CancellationToken(true)));
        Assert.Throws<UsageException>(() => VectorIndex.Write(File1, new EmbeddingTable("f", 1, [1], ["a"], new float[] { float.NaN }), 2));
        Assert.Equal(before, File.ReadAllBytes(File1));
        Assert.Single(Directory.GetFiles(_folder));
        var error = Assert.Throws<CatalogException>(() => VectorIndex.Write(Path.Combine(_folder, "none", "x.vectors"),
            VectorSets.Make("random", 2, 2), 1));
        Assert.Contains("none", error.Message);
    }

    [Fact]
    public void A_full_disk_is_an_error_and_not_the_end()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace < 64L << 30,
            "no small disk to fill");
        // More than the disk has: refused before a byte is written.
        var source = new HugeSource((int)(new DriveInfo("/dev/shm").AvailableFreeSpace / 65536 / 3) + 1000);
        var error = Assert.Throws<CatalogException>(() => VectorIndex.Write("/dev/shm/garment-test.vectors", source, 1));
        Assert.Contains("cannot be written", error.Message);
        Assert.Empty(Directory.GetFiles("/dev/shm", "garment-test*"));
    }

    [Fact]
    public void Progress_counts_rows()
    {
        var seen = new List<WorkProgress>();
        VectorIndex.Write(File1, VectorSets.Make("random", 2000, 600), 1, new Direct(seen.Add));
        Assert.Equal((2000L, 2000L), (seen[^1].Done, seen[^1].Total));
        Assert.True(seen.Count > 1);
    }

    private static CatalogException RefusedBy(string path)
    {
        var error = Assert.Throws<CatalogException>(() => VectorIndex.Open(path).Dispose());
        Assert.Contains(path, error.Message);
        Assert.Contains("derived from the catalog", error.Message);
        return error;
    }

    private sealed class Direct(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }

    private sealed class HugeSource(int count) : IEmbeddingSource
    {
        public int Count => count;
        public int Dimensions => 65536;
        public string Fingerprint => "huge";
        public IReadOnlyList<long> Ids { get; } = new Counting(count);
        public IReadOnlyList<string> Names => [];
        public void Read(int firstRow, Span<float> rows) => rows.Clear();

        private sealed class Counting(int count) : IReadOnlyList<long>
        {
            public long this[int index] => index;
            public int Count => count;
            public IEnumerator<long> GetEnumerator() => Enumerable.Range(0, count).Select(i => (long)i).GetEnumerator();
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
        }
    }
}
