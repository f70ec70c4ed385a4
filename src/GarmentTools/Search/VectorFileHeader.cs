using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GarmentTools.Common;

namespace GarmentTools.Search;

/// <summary>
/// The first 4096 bytes of a vector file, little-endian: magic (8), format version (4), dimensions (4), generation (8), count (8), file
/// length (8),
/// six sections of offset (8), length (8) and SHA-256 (32), length of the fingerprint (4) and its UTF-8, zeros, and in the last 32 bytes
/// the SHA-256 of all before.
/// </summary>
internal sealed record VectorFileHeader(string Fingerprint, long Generation, VectorFileLayout Layout, IReadOnlyList<byte[]> SectionHashes)
{
    public const int FormatVersion = 1;
    private const int FingerprintAt = 40 + VectorFileLayout.SectionCount * 48;
    private const int ChecksumAt = VectorFileLayout.HeaderLength - SHA256.HashSizeInBytes;
    public const int MaxFingerprintBytes = ChecksumAt - FingerprintAt - 4;

    // As PNG does it: a byte above 127 and both line ends, so that a transfer as text shows.
    private static ReadOnlySpan<byte> Magic => [0x8B, (byte)'G', (byte)'T', (byte)'V', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    public byte[] ToBytes()
    {
        var bytes = new byte[VectorFileLayout.HeaderLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Layout.Dimensions);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Generation);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Layout.Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), Layout.TotalLength);
        for (int i = 0; i < VectorFileLayout.SectionCount; i++)
        {
            var at = bytes.AsSpan(40 + i * 48, 48);
            BinaryPrimitives.WriteInt64LittleEndian(at, Layout.Offset((VectorSection)i));
            BinaryPrimitives.WriteInt64LittleEndian(at[8..], Layout.Length((VectorSection)i));
            SectionHashes[i].CopyTo(at[16..]);
        }
        int length = Encoding.UTF8.GetBytes(Fingerprint, bytes.AsSpan(FingerprintAt + 4, MaxFingerprintBytes));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(FingerprintAt), length);
        SHA256.HashData(bytes.AsSpan(0, ChecksumAt), bytes.AsSpan(ChecksumAt));
        return bytes;
    }

    /// <summary>
    /// Reads a header and checks it against itself and the length of its file. Nothing of it is believed before the checksum agrees.
    /// </summary>
    public static VectorFileHeader Parse(ReadOnlySpan<byte> bytes, long fileLength, string path)
    {
        if (bytes.Length < Magic.Length || !bytes.StartsWith(Magic))
            throw SearchThrow.BadFile(path, "it does not begin as a vector file of GarmentTools does");
        if (bytes.Length < VectorFileLayout.HeaderLength)
            throw SearchThrow.BadFile(path, $"it ends after {fileLength} bytes, inside its header of {VectorFileLayout.HeaderLength}");
        // Another version may place everything else elsewhere, the checksum too: so the version is looked at first.
        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (version > FormatVersion && version < 1000)
            throw new CatalogException($"{path} is a vector file of format {version}; this program reads format {FormatVersion}. Use a " +
                "newer GarmentTools, or delete the file: it is derived from the catalog and made again.");
        if (!SHA256.HashData(bytes[..ChecksumAt]).AsSpan().SequenceEqual(bytes.Slice(ChecksumAt, SHA256.HashSizeInBytes)))
            throw SearchThrow.BadFile(path, "the checksum of its header does not agree");
        int dimensions = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        long count = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]);
        int fingerprintLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[FingerprintAt..]);
        if (version != FormatVersion || dimensions is < 1 or > VectorFileLayout.MaxDimensions || count is < 0 or > int.MaxValue
            || fingerprintLength is < 0 or > MaxFingerprintBytes)
            throw SearchThrow.BadFile(path, $"its header says format {version}, {count} vectors of {dimensions} numbers, which cannot be");
        var layout = new VectorFileLayout((int)count, dimensions);
        if (fileLength != layout.TotalLength || BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]) != layout.TotalLength)
            throw SearchThrow.BadFile(path, $"it has {fileLength} bytes, where {count} vectors of {dimensions} numbers take " +
                $"{layout.TotalLength}");
        var hashes = new byte[VectorFileLayout.SectionCount][];
        for (int i = 0; i < hashes.Length; i++)
        {
            var at = bytes.Slice(40 + i * 48, 48);
            if (BinaryPrimitives.ReadInt64LittleEndian(at) != layout.Offset((VectorSection)i)
                || BinaryPrimitives.ReadInt64LittleEndian(at[8..]) != layout.Length((VectorSection)i))
                throw SearchThrow.BadFile(path, $"its part \"{(VectorSection)i}\" is not where {count} vectors of {dimensions} numbers " +
                    "put it");
            hashes[i] = at[16..].ToArray();
        }
        string fingerprint = Encoding.UTF8.GetString(bytes.Slice(FingerprintAt + 4, fingerprintLength));
        return new VectorFileHeader(fingerprint, BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), layout, hashes);
    }
}
