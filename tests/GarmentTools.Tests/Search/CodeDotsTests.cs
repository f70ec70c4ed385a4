using GarmentTools.Search;

namespace GarmentTools.Tests;

public sealed unsafe class CodeDotsTests
{
    /// <summary>The largest codes everywhere: where a sum could leave 32 bits, or a pair saturate, it would here.</summary>
    [Theory]
    [InlineData(32)]
    [InlineData(256)]
    [InlineData(1280)]
    [InlineData(65_536)]
    public void The_largest_codes_do_not_overflow(int stride)
    {
        int limit = SearchBounds.QueryCodeLimit(stride);
        foreach (int sign in new[] { 1, -1 })
        {
            var codes = Enumerable.Repeat((sbyte)(127 * sign), stride * 4).ToArray();
            var query = Enumerable.Repeat((short)-limit, stride).ToArray();
            long expected = -127L * sign * limit * stride;
            Assert.InRange(expected, -int.MaxValue, int.MaxValue);
            foreach (var width in Enum.GetValues<SimdWidth>())
                Assert.All(Totals(width, codes, query, 4), total => Assert.Equal(expected, total));
        }
    }

    [Theory]
    [InlineData(32)]
    [InlineData(96)]
    [InlineData(256)]
    public void Every_width_and_kernel_gives_the_same_sums(int stride)
    {
        var random = new Random(stride);
        for (int count = 1; count <= 9; count++)
        {
            var codes = Enumerable.Range(0, stride * count).Select(_ => (sbyte)random.Next(-127, 128)).ToArray();
            var query = Enumerable.Range(0, stride).Select(_ => (short)random.Next(-32767, 32768)).ToArray();
            var expected = Enumerable.Range(0, count).Select(row => Enumerable.Range(0, stride)
                .Sum(i => codes[row * stride + i] * query[i])).ToArray();
            foreach (var width in Enum.GetValues<SimdWidth>())
                Assert.Equal(expected, Totals(width, codes, query, count));
        }
    }

    private static int[] Totals(SimdWidth width, sbyte[] codes, short[] query, int count)
    {
        int stride = query.Length, room = count + 3 & ~3;
        var (one, first, second) = (new int[room], new int[room], new int[room]);
        var wide = new short[room * stride];
        var rows = Enumerable.Range(0, count).ToArray();
        fixed (sbyte* c = codes)
        fixed (short* q = query, w = wide)
        fixed (int* o = one, f = first, s = second, r = rows)
        {
            CodeDots.One(width, c, stride, r, count, q, o);
            CodeDots.Widen(width, c, stride, r, count, w);
            CodeDots.Two(width, w, stride, room, q, q, f, s);
        }
        Assert.Equal(one[..count], first[..count]);
        Assert.Equal(one[..count], second[..count]);
        return one[..count];
    }
}
