using System.Text.RegularExpressions;

namespace GarmentTools.Cli.Tests;

/// <summary>
/// Runs killed (SIGKILL) at random moments: what was acknowledged is there, everything opens, and the next run ends as if nothing had happened.
/// A few kills in every run, 200 of each kind with GARMENT_SOAK=1.
/// </summary>
public sealed partial class KillTests
{
    private static readonly bool s_soak = Environment.GetEnvironmentVariable("GARMENT_SOAK") == "1";
    private const int Photos = 150;

    [Fact]
    public void A_killed_index_run_loses_nothing_and_the_next_ends_the_same()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < Photos; i++) File.WriteAllBytes(folder["photos", $"{i:000}.jpg"], Pictures.Numbered(i));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(0, folder.Run("index", "photos", "--catalog", "whole.garments").Code);
        var (whole, expected) = (clock.Elapsed, Content(folder["whole.garments"]));
        for (var seed = 0; seed < (s_soak ? 200 : 4); seed++)
        {
            var catalog = folder[$"killed-{seed}.garments"];
            var acknowledged = Kill(folder, seed, whole, "index", "photos", "--catalog", catalog);
            if (File.Exists(catalog))
            {
                using var opened = GarmentCatalog.OpenOrCreate(catalog);
                Assert.Empty(opened.Verify().Findings);
                Assert.True(opened.List().Count >= acknowledged, $"seed {seed}: {acknowledged} photos were reported as embedded, {opened.List().Count} are there");
            }
            Assert.Equal(0, folder.Run("index", "photos", "--catalog", catalog).Code);
            Assert.Equal(0, folder.Run("verify", "--catalog", catalog).Code);
            Assert.Equal(expected, Content(catalog));
        }
    }

    [Fact]
    public void A_killed_matrix_build_leaves_the_file_before_it_and_the_next_is_the_same()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < Photos; i++) File.WriteAllBytes(folder["photos", $"{i:000}.jpg"], Pictures.Numbered(i));
        Assert.Equal(0, folder.Run("index", "photos", "--catalog", "shop.garments").Code);
        string[] build = ["matrix", "build", "--catalog", "shop.garments", "--output", "shop.npz", "--vectors", "features"];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(0, folder.Run(build).Code);
        var (whole, expected) = (clock.Elapsed, File.ReadAllBytes(folder["shop.npz"]));
        for (var seed = 0; seed < (s_soak ? 200 : 3); seed++)
        {
            Kill(folder, seed, whole, build);
            Assert.Equal(expected, File.ReadAllBytes(folder["shop.npz"])); // the old one, or the new one, which is equal
        }
        Assert.Equal(0, folder.Run(build).Code);
        Assert.Equal(expected, File.ReadAllBytes(folder["shop.npz"]));
        Assert.Equal(["shop.npz"], Directory.GetFiles(folder.Path, "*.npz*").Select(Path.GetFileName)); // what killed runs left is swept up
    }

    // Starts the program and kills it at some moment of a whole run; returns how many photos it had reported as done.
    private static int Kill(TempFolder folder, int seed, TimeSpan whole, params string[] args)
    {
        using var process = folder.Garment.Start(args);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        Thread.Sleep(whole * new Random(seed).NextDouble());
        process.Kill();
        process.WaitForExit();
        _ = output.Result;
        return Done().Matches(error.Result).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
    }

    private static List<string> Content(string path)
    {
        using var catalog = GarmentCatalog.OpenOrCreate(path);
        using var vectors = catalog.GetEmbeddings();
        var (shas, row) = (catalog.List().ToDictionary(garment => garment.Path, garment => garment.Sha256), new float[vectors.Dimensions]);
        return [.. vectors.Names.Select((name, i) =>
        {
            vectors.Read(i, row);
            return $"{name} {shas[name]} {string.Join(' ', row.Select(BitConverter.SingleToInt32Bits))}";
        }).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"Embedding photos: (\d+) of")]
    private static partial Regex Done();
}
