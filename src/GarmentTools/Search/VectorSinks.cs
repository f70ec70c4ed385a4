using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace GarmentTools.Search;

/// <summary>Takes the sections of a vector file piece by piece, each section from its begin to its end.</summary>
internal interface IVectorSink
{
    void Write(VectorSection section, long at, ReadOnlySpan<byte> bytes);
}

/// <summary>Sections in memory.</summary>
internal sealed unsafe class MemorySink(byte* origin, VectorFileLayout layout) : IVectorSink
{
    public void Write(VectorSection section, long at, ReadOnlySpan<byte> bytes) =>
        bytes.CopyTo(new Span<byte>(origin + layout.Offset(section) + at, bytes.Length));
}

/// <summary>Sections in a file, by plain writes: a full disk is an exception there, where a mapped write would end the process.</summary>
internal sealed class FileSink(SafeFileHandle file, VectorFileLayout layout) : IVectorSink, IDisposable
{
    private readonly IncrementalHash[] _hashes =
        [.. Enumerable.Range(0, VectorFileLayout.SectionCount).Select(_ => IncrementalHash.CreateHash(HashAlgorithmName.SHA256))];

    public void Write(VectorSection section, long at, ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(file, bytes, layout.Offset(section) + at);
        _hashes[(int)section].AppendData(bytes);
    }

    public IReadOnlyList<byte[]> Hashes() => [.. _hashes.Select(hash => hash.GetHashAndReset())];

    public void Dispose() => Array.ForEach(_hashes, hash => hash.Dispose());
}
