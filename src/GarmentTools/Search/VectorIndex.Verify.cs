using System.Diagnostics;
using System.Security.Cryptography;
using GarmentTools.Common;

namespace GarmentTools.Search;

public sealed partial class VectorIndex
{
    /// <summary>
    /// Reads the whole file and compares every part with the SHA-256 that was written with it. An index in memory has nothing to compare.
    /// </summary>
    /// <param name="progress">Told about bytes read.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <exception cref="CatalogException">A part is damaged; the message says which, and the way out.</exception>
    /// <exception cref="ObjectDisposedException">The index is closed.</exception>
    public unsafe void Verify(IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (_path is null)
            return;
        const int Piece = 1 << 22;
        var clock = Stopwatch.StartNew();
        using var hold = new Hold(this);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte* origin = (byte*)Sections.Ids - _layout.Offset(VectorSection.Ids);
        long done = 0;
        foreach (var section in Enum.GetValues<VectorSection>())
        {
            long length = _layout.Length(section);
            for (long at = 0; at < length; at += Piece)
            {
                cancellation.ThrowIfCancellationRequested();
                int piece = (int)Math.Min(Piece, length - at);
                hash.AppendData(new ReadOnlySpan<byte>(origin + _layout.Offset(section) + at, piece));
                done += piece;
                progress?.Report(new WorkProgress("Checking the vector file", done, _layout.TotalLength, clock.Elapsed));
            }
            if (!hash.GetHashAndReset().AsSpan().SequenceEqual(_header.SectionHashes[(int)section]))
                throw SearchThrow.BadFile(_path, $"its part \"{section}\" is not what was written");
        }
    }
}
