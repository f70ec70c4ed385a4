namespace GarmentTools.Search;

/// <summary>The parts of a vector file, in the order in which they follow the header.</summary>
internal enum VectorSection { Ids, Halves, InverseNorms, Codes, Scales, Errors }

/// <summary>
/// Where the parts of a vector file lie. It is the same in a file and in memory: a header of 4096 bytes, then the sections, each beginning
/// at a
/// multiple of 64, all little-endian. Rows of vectors are padded with zeros, so that kernels need no remainder.
/// </summary>
internal sealed class VectorFileLayout
{
    public const int HeaderLength = 4096;
    public const int SectionCount = 6;
    /// <summary>Up to here the error bounds of <see cref="SearchBounds"/> hold and the sums of codes fit in 32 bits.</summary>
    public const int MaxDimensions = 65_536;
    private const int Alignment = 64;

    private readonly long[] _offsets = new long[SectionCount];
    private readonly int[] _rowBytes;

    public VectorFileLayout(int count, int dimensions)
    {
        (Count, Dimensions) = (count, dimensions);
        HalfStride = RoundUp(dimensions, 16);
        CodeStride = RoundUp(dimensions, 32);
        _rowBytes = [sizeof(long), HalfStride * sizeof(ushort), sizeof(float), CodeStride, sizeof(float), sizeof(float)];
        long end = HeaderLength;
        for (int i = 0; i < SectionCount; i++)
        {
            _offsets[i] = end;
            end = (end + (long)count * _rowBytes[i] + Alignment - 1) / Alignment * Alignment;
        }
        TotalLength = end;
    }

    public int Count { get; }
    public int Dimensions { get; }
    /// <summary>Values per row of float16 vectors: a multiple of 16.</summary>
    public int HalfStride { get; }
    /// <summary>Codes per row: a multiple of 32.</summary>
    public int CodeStride { get; }
    public long TotalLength { get; }

    public long Offset(VectorSection section) => _offsets[(int)section];
    public int RowBytes(VectorSection section) => _rowBytes[(int)section];
    public long Length(VectorSection section) => (long)Count * RowBytes(section);

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
