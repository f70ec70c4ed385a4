using System.Runtime.InteropServices;

namespace GarmentTools.Common;

/// <summary>
/// Aligned memory outside the garbage collector's heap, for an index that has no file. Freed when the last user releases it.
/// </summary>
internal sealed unsafe class NativeBlock : SafeBuffer
{
    public NativeBlock(long length) : base(ownsHandle: true)
    {
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)length, 64));
        NativeMemory.Clear((void*)handle, (nuint)length);
        Initialize((ulong)length);
        GC.AddMemoryPressure(length);
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure((long)ByteLength);
        return true;
    }
}
