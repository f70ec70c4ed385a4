namespace GarmentTools.Npz;

/// <summary>One member of an archive, as its directory and its own head agree to describe it.</summary>
internal sealed record ZipMember(string Name, bool Deflated, long DataStart, long Packed, long Raw, uint Crc);
