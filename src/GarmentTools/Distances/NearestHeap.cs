namespace GarmentTools.Distances;

/// <summary>The k least of many neighbors, on a heap whose first is the worst.</summary>
/// <remarks>
/// A neighbor is one number, the bits of its distance above its index: for distances from 0 up, the order of the numbers is that of
/// (distance, id).
/// </remarks>
internal static class NearestHeap
{
    internal static ulong Key(float distance, int index) => (ulong)BitConverter.SingleToUInt32Bits(distance) << 32 | (uint)index;
    internal static float Distance(ulong key) => BitConverter.UInt32BitsToSingle((uint)(key >> 32));
    internal static int Index(ulong key) => (int)(uint)key;

    /// <summary>Puts a key on the heap, and drops the worst where there is no more room.</summary>
    internal static void Offer(Span<ulong> heap, ref int count, ulong key)
    {
        int at;
        if (count < heap.Length)
        {
            for (at = count++; at > 0 && heap[(at - 1) / 2] < key; at = (at - 1) / 2) heap[at] = heap[(at - 1) / 2];
            heap[at] = key;
            return;
        }
        if (heap.IsEmpty || key >= heap[0]) return;
        for (at = 0; 2 * at + 1 < heap.Length;)
        {
            int child = 2 * at + 1;
            if (child + 1 < heap.Length && heap[child + 1] > heap[child]) child++;
            if (heap[child] <= key) break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
    }
}
