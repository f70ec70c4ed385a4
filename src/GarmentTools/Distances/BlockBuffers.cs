using System.Collections.Concurrent;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>Buffers for blocks, used again and again, so that the memory taken is the memory planned.</summary>
internal sealed class BlockBuffers
{
    private readonly ConcurrentBag<byte[]> _free = [];

    internal byte[] Rent() => _free.TryTake(out byte[]? buffer) ? buffer : GC.AllocateUninitializedArray<byte>(EncodedBlock.BufferBytes);

    internal void Return(byte[] buffer) => _free.Add(buffer);
}
