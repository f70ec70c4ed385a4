namespace GarmentTools.Distances;

/// <summary>The pairs of an older matrix that a newer one takes over: which rows go where, and their elements as they are stored.</summary>
internal sealed class KeptPairs
{
    private readonly MatrixElements _old;
    private readonly int _oldCount, _size;
    private readonly List<(int New, int Old, int Length)> _runs = [];

    /// <param name="old">The elements of the older matrix.</param>
    /// <param name="oldCount">Its garments.</param>
    /// <param name="oldIndex">For each garment of the newer matrix its index in the older, or −1; the indices that are not −1
    /// ascend.</param>
    internal KeptPairs(MatrixElements old, int oldCount, int[] oldIndex)
    {
        (_old, _oldCount, _size, OldIndex) = (old, oldCount, old.ElementSize, oldIndex);
        for (int i = 0; i < oldIndex.Length; i++)
        {
            if (oldIndex[i] < 0) continue;
            if (_runs.Count > 0 && _runs[^1] is var (at, from, length) && at + length == i && from + length == oldIndex[i])
                _runs[^1] = (at, from, length + 1);
            else _runs.Add((i, oldIndex[i], 1));
        }
    }

    internal int[] OldIndex { get; }

    internal Reader OpenReader() => new(this);

    /// <summary>Copies rows; one per thread.</summary>
    internal sealed class Reader(KeptPairs pairs)
    {
        private readonly MatrixElements.Reader _reader = pairs._old.OpenReader();
        private byte[] _row = [];

        /// <summary>Copies the pairs of a kept row with the kept rows after it; the places of added rows are left alone.</summary>
        internal void CopyRow(int row, Span<byte> target)
        {
            int old = pairs.OldIndex[row], size = pairs._size, length = (pairs._oldCount - old - 1) * size;
            if (_row.Length < length) _row = new byte[length];
            _reader.Read(PairLayout.Start(old, pairs._oldCount), _row.AsSpan(0, length));
            foreach ((int at, int from, int count) in pairs._runs)
            {
                int skip = Math.Max(0, row + 1 - at);
                if (skip >= count) continue;
                _row.AsSpan((from + skip - old - 1) * size, (count - skip) * size).CopyTo(target[((at + skip - row - 1) * size)..]);
            }
        }
    }
}
