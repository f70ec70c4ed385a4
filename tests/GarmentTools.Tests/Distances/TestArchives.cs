using System.IO.Compression;
using System.Text;

namespace GarmentTools.Tests;

/// <summary>Makes archives that our own writer would not.</summary>
internal static class TestArchives
{
    internal const string Plain = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }";

    internal static byte[] Npy(string head, int data)
    {
        var bytes = new byte[128 + data];
        byte[] start = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0];
        start.CopyTo(bytes, 0);
        bytes.AsSpan(10, 118).Fill((byte)' ');
        Encoding.ASCII.GetBytes(head).CopyTo(bytes, 10);
        bytes[127] = (byte)'\n';
        return bytes;
    }

    internal static void Zip(string path, params (string Name, byte[] Bytes)[] members)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach ((string name, byte[] bytes) in members)
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(bytes);
        }
    }

    internal static void Rewrite(string path, string replace, byte[] with, CompressionLevel level = CompressionLevel.Optimal)
    {
        var members = new List<(string Name, byte[] Bytes)>();
        using (ZipArchive archive = ZipFile.OpenRead(path))
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                var bytes = new MemoryStream();
                using (Stream stream = entry.Open()) stream.CopyTo(bytes);
                members.Add((entry.FullName, entry.FullName == replace ? with : bytes.ToArray()));
            }
        using var target = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach ((string name, byte[] bytes) in members)
        {
            using Stream entry = target.CreateEntry(name, level).Open();
            entry.Write(bytes);
        }
    }
}
