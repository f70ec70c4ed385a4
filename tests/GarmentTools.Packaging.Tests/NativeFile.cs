using System.Buffers.Binary;

namespace GarmentTools.Packaging.Tests;

/// <summary>The platform of a native file by its header: ELF, PE or Mach-O. Null for all else, also for .NET assemblies.</summary>
internal static class NativeFile
{
    public static string? Platform(string path)
    {
        Span<byte> head = stackalloc byte[4096];
        using var file = File.OpenRead(path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.Length < 64) return null;
        if (head.StartsWith("\u007fELF"u8)) return "linux-" + Cpu(BinaryPrimitives.ReadUInt16LittleEndian(head[18..]), x64: 62, arm64: 183);
        if (BinaryPrimitives.ReadUInt32LittleEndian(head) == 0xFEEDFACF)
            return "osx-" + Cpu(BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), x64: 0x01000007, arm64: 0x0100000C);
        return head.StartsWith("MZ"u8) ? Windows(head) : null;
    }

    private static string? Windows(ReadOnlySpan<byte> head)
    {
        var pe = head[BinaryPrimitives.ReadInt32LittleEndian(head[60..])..];
        var optional = pe[24..];
        var directories = optional[(BinaryPrimitives.ReadUInt16LittleEndian(optional) == 0x20B ? 112 : 96)..];
        var isAssembly = BinaryPrimitives.ReadUInt32LittleEndian(directories[(14 * 8)..]) != 0; // the fifteenth directory is .NET's
        return isAssembly ? null : "win-" + Cpu(BinaryPrimitives.ReadUInt16LittleEndian(pe[4..]), x64: 0x8664, arm64: 0xAA64);
    }

    private static string Cpu(uint machine, uint x64, uint arm64) => machine == x64 ? "x64" : machine == arm64 ? "arm64" : $"{machine:x}";
}
