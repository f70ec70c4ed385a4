namespace GarmentTools.Npz;

/// <summary>Lengths and codes of a prefix code for deflate (RFC 1951, 3.2.2): a Huffman code with a limit on its length.</summary>
internal static class CodeLengths
{
    /// <summary>
    /// Finds the lengths of a prefix code for the given counts; 0 for symbols that do not occur. At least two symbols must occur.
    /// </summary>
    /// <remarks>
    /// Huffman by two queues over sorted counts; codes above the limit are shortened, and the room is taken from the cheapest longer ones.
    /// </remarks>
    internal static void Find(ReadOnlySpan<int> counts, Span<byte> lengths, int limit)
    {
        lengths.Clear();
        // Sorted by (count, symbol): the same counts always give the same code.
        Span<long> sorted = stackalloc long[counts.Length];
        int n = 0;
        for (int s = 0; s < counts.Length; s++)
            if (counts[s] > 0) sorted[n++] = (long)counts[s] << 16 | (long)s;
        sorted[..n].Sort();

        Span<long> weight = stackalloc long[2 * n];
        Span<int> parent = stackalloc int[2 * n];
        for (int i = 0; i < n; i++) weight[i] = sorted[i] >> 16;
        int leaf = 0, inner = n;
        for (int node = n; node < 2 * n - 1; node++)
        {
            for (int side = 0; side < 2; side++)
            {
                int least = leaf < n && (inner >= node || weight[leaf] <= weight[inner]) ? leaf++ : inner++;
                weight[node] += weight[least];
                parent[least] = node;
            }
        }

        Span<int> depth = stackalloc int[2 * n], atLength = stackalloc int[64];
        atLength.Clear();
        depth[2 * n - 2] = 0;
        long room = 1L << limit; // Kraft's sum in units of the longest code
        for (int node = 2 * n - 3; node >= 0; node--)
        {
            depth[node] = Math.Min(depth[parent[node]] + 1, 60);
            if (node >= n) continue;
            int length = Math.Min(depth[node], limit);
            atLength[length]++;
            room -= 1L << (limit - length);
        }
        while (room < 0)
        {
            // Too many codes of the full length: the deepest shorter code becomes one longer, which frees half its room.
            int length = limit - 1;
            while (atLength[length] == 0) length--;
            atLength[length]--;
            atLength[length + 1]++;
            room += 1L << (limit - length - 1);
        }
        while (room > 0)
        {
            // What was freed too much goes to the most frequent code that can use it: a code with room left over is refused by decoders.
            int length = 1;
            while (atLength[length] == 0 || 1L << (limit - length) > room) length++;
            atLength[length]--;
            atLength[length - 1]++;
            room -= 1L << (limit - length);
        }
        for (int length = limit, i = 0; length > 0; length--)
            for (int k = atLength[length]; k > 0; k--, i++) lengths[(int)(sorted[i] & 0xFFFF)] = (byte)length;
    }

    /// <summary>The codes that belong to the lengths, bits reversed as deflate sends them.</summary>
    internal static void Assign(ReadOnlySpan<byte> lengths, Span<ushort> codes)
    {
        Span<int> next = stackalloc int[17], atLength = stackalloc int[17];
        atLength.Clear();
        foreach (byte length in lengths) atLength[length]++;
        atLength[0] = 0;
        int code = 0;
        for (int length = 1; length <= 16; length++) next[length] = code = (code + atLength[length - 1]) << 1;
        for (int s = 0; s < lengths.Length; s++)
        {
            if (lengths[s] == 0) continue;
            int value = next[lengths[s]]++, reversed = 0;
            for (int bit = 0; bit < lengths[s]; bit++) reversed |= (value >> bit & 1) << (lengths[s] - 1 - bit);
            codes[s] = (ushort)reversed;
        }
    }
}
