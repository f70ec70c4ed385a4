using System.IO.Hashing;
using GarmentTools.Npz;

namespace GarmentTools.Tests;

/// <summary>The checksum of a member from those of its blocks.</summary>
public sealed class JoinedCrcTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(99_999)]
    [InlineData(200_000)]
    public void Two_runs_have_the_checksum_of_the_whole(int cut)
    {
        var bytes = new byte[200_000];
        new Random(3).NextBytes(bytes);
        var (first, second) = (Crc32.HashToUInt32(bytes.AsSpan(0, cut)), Crc32.HashToUInt32(bytes.AsSpan(cut)));
        Assert.Equal(Crc32.HashToUInt32(bytes), JoinedCrc.Of(first, second, bytes.Length - cut));
    }

    [Fact]
    public void The_checksum_is_that_of_zip() => Assert.Equal(0xCBF43926, Crc32.HashToUInt32("123456789"u8));
}
