using System.IO.Compression;
using GarmentTools.Npz;

namespace GarmentTools.Tests;

/// <summary>Blocks that any inflater reads, apart and one after the other.</summary>
public sealed class HuffmanDeflateTests
{
    public static TheoryData<string> Kinds() => ["empty", "one", "same", "two", "uniform", "skewed", "fibonacci", "floats", "long"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_encoded_inflates_to_itself(string kind)
    {
        byte[] raw = Make(kind);
        byte[] stream = [.. Encode(raw), .. HuffmanDeflate.End.ToArray()];
        Assert.Equal(raw, Inflate(stream));
    }

    [Fact]
    public void Blocks_made_apart_are_one_stream()
    {
        byte[][] parts = [.. Kinds().Select(k => Make(k.Data))];
        byte[] stream = [.. parts.SelectMany(Encode), .. HuffmanDeflate.End.ToArray()];
        Assert.Equal(parts.SelectMany(p => p).ToArray(), Inflate(stream));
    }

    [Fact]
    public void Random_skews_and_lengths_round_trip()
    {
        var random = new Random(5);
        for (int round = 0; round < 200; round++)
        {
            var raw = new byte[random.Next(1, 5000)];
            double skew = random.NextDouble() * 12;
            for (int i = 0; i < raw.Length; i++) raw[i] = (byte)(255 * Math.Pow(random.NextDouble(), skew));
            byte[] encoded = Encode(raw);
            Assert.Equal(raw, Inflate([.. encoded, .. HuffmanDeflate.End.ToArray()]));
            Assert.True(encoded.Length <= raw.Length + 5 * (raw.Length / 65535 + 1));
        }
    }

    [Fact]
    public void Code_lengths_are_complete_and_within_the_limit()
    {
        var random = new Random(6);
        for (int round = 0; round < 300; round++)
        {
            var counts = new int[random.Next(2, 288)];
            for (int s = 0; s < counts.Length; s++) counts[s] = random.Next(3) == 0 ? 0 : (int)Math.Pow(2, random.NextDouble() * 28);
            counts[0] = counts[^1] = 1;
            int limit = random.Next(9, 15);
            var lengths = new byte[counts.Length];
            CodeLengths.Find(counts, lengths, limit);
            Assert.Equal(1 << limit, lengths.Where(l => l > 0).Sum(l => 1 << (limit - l)));
            Assert.All(counts.Zip(lengths), p => Assert.Equal(p.First > 0, p.Second > 0));
        }
    }

    private static byte[] Make(string kind)
    {
        var random = new Random(3);
        return kind switch
        {
            "empty" => [],
            "one" => [200],
            "same" => [.. Enumerable.Repeat((byte)7, 100_000)],
            "two" => [.. Enumerable.Range(0, 5000).Select(i => (byte)(i % 2 * 255))],
            "uniform" => [.. Enumerable.Range(0, 200_000).Select(_ => (byte)random.Next(256))],
            "skewed" => [.. Enumerable.Range(0, 262_144).Select(_ => (byte)(255 * Math.Pow(random.NextDouble(), 20)))],
            // Counts that make the deepest tree: without the limit, codes of 25 bits.
            "fibonacci" => [.. Enumerable.Range(0, 25).SelectMany(i => Enumerable.Repeat((byte)i, (int)Math.Round(Math.Pow(1.618, i))))],
            "floats" => [.. Enumerable.Range(0, 60_000).SelectMany(_ =>
            BitConverter.GetBytes(BitConverter.SingleToUInt32Bits(1.4f + 0.1f * random.NextSingle()) & ~127u))],
            _ => [.. Enumerable.Range(0, 262_143).Select(i => (byte)(i * i >> 9))],
        };
    }

    private static byte[] Encode(byte[] raw)
    {
        var output = new byte[HuffmanDeflate.MaxLength(raw.Length)];
        return output[..HuffmanDeflate.Encode(raw, output)];
    }

    private static byte[] Inflate(byte[] stream)
    {
        using var inflate = new DeflateStream(new MemoryStream(stream), CompressionMode.Decompress);
        var raw = new MemoryStream();
        inflate.CopyTo(raw);
        return raw.ToArray();
    }
}
