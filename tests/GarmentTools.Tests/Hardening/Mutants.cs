using System.Diagnostics;
using System.IO.Compression;
using GarmentTools.Common;

namespace GarmentTools.Tests;

/// <summary>
/// Reads damaged copies of a file, one after the other: each is refused with an error of ours, or read; nothing else comes out, and soon.
/// </summary>
internal static class Mutants
{
    private const int Soak = 1000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Damages the bytes of a file.</summary>
    public static void Try(TempFolder folder, string path, Action<string> read, int usual = 120)
    {
        var original = File.ReadAllBytes(path);
        Try(folder, path, read, usual, (mutator, copy) => File.WriteAllBytes(copy, mutator.Damage(original)));
    }

    /// <summary>
    /// Damages one member of an archive and packs it again with right lengths and checksums, so that the damage gets behind these.
    /// </summary>
    public static void TryMembers(TempFolder folder, string path, Action<string> read, int usual = 120)
    {
        var members = new List<(string Name, byte[] Bytes)>();
        using (var archive = ZipFile.OpenRead(path))
            foreach (var entry in archive.Entries)
            {
                using var stream = entry.Open();
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                members.Add((entry.FullName, bytes.ToArray()));
            }
        var next = 0;
        Try(folder, path, read, usual, (mutator, copy) =>
        {
            var damaged = next++ % members.Count;
            TestArchives.Zip(copy, [.. members.Select((member, i) => i == damaged ? (member.Name, mutator.Damage(member.Bytes)) : member)]);
        });
    }

    private static void Try(TempFolder folder, string path, Action<string> read, int usual, Action<Mutator, string> write)
    {
        read(path);
        var (count, refused) = (Mutator.Count(Soak, usual), 0);
        for (var i = 0; i < count; i++)
        {
            var place = Directory.CreateDirectory(folder[$"m{i}", "x"]).Parent!.FullName;
            var copy = Path.Combine(place, Path.GetFileName(path));
            write(new Mutator(i), copy);
            var clock = Stopwatch.StartNew();
            try { read(copy); }
            catch (GarmentException e)
            {
                Assert.NotEmpty(e.Message);
                refused++;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"mutant {i} of {Path.GetFileName(path)}: {e.GetType().Name}, not an error of ours: " +
                    $"{e.Message}\n{e.StackTrace}");
            }
            Assert.True(clock.Elapsed < s_patience, $"mutant {i} took {clock.Elapsed.TotalSeconds:N1} s");
            Directory.Delete(place, recursive: true);
        }
        Assert.True(refused > 0, "no mutant was refused: the damage does not reach the reader");
    }
}
