using System.Runtime.InteropServices;

namespace GarmentTools.Search;

/// <summary>One worker's room for a block of rows, 64-byte aligned.</summary>
internal sealed unsafe class ScanScratch : IDisposable
{
    private void* _memory;

    public ScanScratch(int blockRows, int tileRows, int codeStride)
    {
        long words = 5L * blockRows, wide = (long)tileRows * codeStride * sizeof(short);
        _memory = NativeMemory.AlignedAlloc((nuint)(words * sizeof(int) + wide), 64);
        Totals = (int*)_memory;
        Rows = Totals + 2 * blockRows;
        Scales = (float*)(Rows + blockRows);
        Errors = Scales + blockRows;
        Wide = (short*)(Errors + blockRows);
        // Rows of the last tile that are only there to fill up a group of four are computed and ignored.
        NativeMemory.Clear(Wide, (nuint)wide);
    }

    /// <summary>Sums for two queries.</summary>
    public int* Totals { get; }
    public int* Rows { get; }
    public float* Scales { get; }
    public float* Errors { get; }
    public short* Wide { get; }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
