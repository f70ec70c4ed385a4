using GarmentTools.Distances;
using GarmentTools.Learning;

namespace GarmentTools.Cli.Tests;

/// <summary>
/// Runs killed (SIGKILL) at random moments: what was committed is there, everything opens, and the next run ends as if nothing had
/// happened.
/// A few kills in every run, 200 of each kind with GARMENT_SOAK=1.
/// </summary>
public sealed class KillTests(ITestOutputHelper output, PairedPhotos pairs)
{
    private const int Photos = 150;

    [Fact]
    public void A_killed_index_run_loses_nothing_and_the_next_ends_the_same()
    {
        using var folder = WithPhotos();
        var whole = Kills.Time(folder, () => File.Delete(folder["whole.garments"]), "index", "photos", "--catalog", "whole.garments");
        var expected = Content(folder["whole.garments"]);
        var (killed, partly, kept) = (0, 0, 0);
        foreach (var seed in Kills.Seeds(usual: 4))
        {
            var catalog = folder[$"killed-{seed}.garments"];
            List<string> committed = [];
            Kills.At(folder, seed, whole, ["index", "photos", "--catalog", catalog], Clear, () => committed = Kills.Committed(catalog));
            killed++;
            if (File.Exists(catalog))
            {
                using var opened = GarmentCatalog.OpenOrCreate(catalog);
                Assert.Empty(opened.Verify().Findings);
                var there = opened.List().Select(garment => garment.CatalogPath).ToHashSet(StringComparer.Ordinal);
                Assert.All(committed, path => Assert.Contains(path, there));
                if (there.Count is > 0 and < Photos) partly++;
                kept += committed.Count;
            }
            Assert.Equal(0, folder.Run("index", "photos", "--catalog", catalog).Code);
            Assert.Equal(0, folder.Run("verify", "--catalog", catalog).Code);
            Assert.Equal(expected, Content(catalog));
            Assert.Empty(Directory.GetFiles(folder.Path, $"killed-{seed}.*.tmp")); // an unfinished vector file is swept up
            Clear();

            void Clear()
            {
                foreach (var file in Directory.GetFiles(folder.Path, $"killed-{seed}.*")) File.Delete(file);
            }
        }
        output.WriteLine($"{killed} runs killed, {partly} with some of the photos in the catalog; {kept} garments had been seen " +
            "committed, all were there");
    }

    [Fact]
    public void A_killed_matrix_build_leaves_the_file_before_it_and_the_next_is_the_same()
    {
        using var folder = WithPhotos();
        folder.Succeed("index", "photos", "--catalog", "shop.garments");
        string[] build = ["matrix", "build", "--catalog", "shop.garments", "--output", "shop.npz", "--vectors", "features"];
        KilledWriterKeepsItsFile(folder, "shop.npz", [.. build, "--precision", "uint8"], build, usual: 3, file => DistanceMatrix.Open(file)
            .Dispose());
    }

    [Fact]
    public void A_killed_export_leaves_the_file_before_it_and_the_next_is_the_same()
    {
        using var folder = WithPhotos();
        folder.Succeed("index", "photos", "--catalog", "shop.garments");
        string[] export = ["report", "catalog", "--catalog", "shop.garments", "--output", "shop.html"];
        KilledWriterKeepsItsFile(folder, "shop.html", [.. export, "--no-script"], export, usual: 3, file =>
            Assert.EndsWith("</html>", File.ReadAllText(file).TrimEnd()));
    }

    [Fact]
    public void A_killed_metric_fit_leaves_the_file_before_it_and_the_next_is_the_same()
    {
        using var folder = new TempFolder();
        string[] learn = ["metric", "learn", "--pairs", pairs.Folder["pairs.csv"], "--region", "Whole", "--output", "m.npz"];
        KilledWriterKeepsItsFile(folder, "m.npz", [.. learn, "--train", "0..19"], learn, usual: 3, file => _ =
            LearnedMetric.Load(file).Hash);
    }

    // An older file is there; a run that would replace it is killed: the file is the old one or the new one, to the byte.
    private void KilledWriterKeepsItsFile(TempFolder folder, string name, string[] makeOld, string[] makeNew, int usual,
        Action<string> open)
    {
        folder.Succeed(makeOld);
        var old = File.ReadAllBytes(folder[name]);
        var whole = Kills.Time(folder, again: null, makeNew);
        var made = File.ReadAllBytes(folder[name]);
        Assert.NotEqual(old, made);
        var (killed, kept, leftOver) = (0, 0, 0);
        foreach (var seed in Kills.Seeds(usual))
        {
            Kills.At(folder, seed, whole, makeNew, () => File.WriteAllBytes(folder[name], old));
            killed++;
            var after = File.ReadAllBytes(folder[name]);
            if (after.AsSpan().SequenceEqual(old)) kept++;
            else Assert.Equal(made, after);
            open(folder[name]);
            if (Directory.GetFiles(folder.Path, $".{name}.*").Length > 0) leftOver++;
        }
        folder.Succeed(makeNew);
        Assert.Equal(made, File.ReadAllBytes(folder[name]));
        Assert.Equal([name], Directory.GetFiles(folder.Path, $"*{name}*").Select(Path.GetFileName)); // what killed runs left is swept up
        output.WriteLine($"{killed} runs killed, {kept} before the file was replaced, {leftOver} with an unfinished file beside it");
    }

    private static TempFolder WithPhotos()
    {
        var folder = new TempFolder();
        for (var i = 0; i < Photos; i++) File.WriteAllBytes(folder["photos", $"{i:000}.jpg"], Pictures.Numbered(i));
        return folder;
    }

    private static List<string> Content(string path)
    {
        using var catalog = GarmentCatalog.OpenOrCreate(path);
        using var vectors = catalog.GetEmbeddings();
        var (shas, row) = (catalog.List().ToDictionary(garment => garment.CatalogPath, garment => garment.Sha256),
            new float[vectors.Dimensions]);
        return [.. vectors.Names.Select((name, i) =>
        {
            vectors.Read(i, row);
            return $"{name} {shas[name]} {string.Join(' ', row.Select(BitConverter.SingleToInt32Bits))}";
        }).Order(StringComparer.Ordinal)];
    }
}
