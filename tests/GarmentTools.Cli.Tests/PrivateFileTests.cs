using Microsoft.Data.Sqlite;

namespace GarmentTools.Cli.Tests;

/// <summary>
/// Files that hold paths can be read by their owner only, whatever the umask; one that takes the place of another keeps what its owner
/// allowed.
/// </summary>
public sealed class PrivateFileTests(Shop shop, PairedPhotos pairs)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Theory]
    [InlineData("000")]
    [InlineData("022")]
    public void All_that_is_written_is_private(string umask)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix permissions");
        using var copy = shop.Copy();
        Directory.CreateDirectory(copy["out"]);
        var garment = new GarmentProcess(copy.Path) { Prefix = ["/bin/sh", "-c", $"umask {umask}; exec \"$@\"", "sh"] };
        Run(1, "index", "photos", "--catalog", "out/c.garments");
        // As long as somebody has the catalog open, its log and the log's index are there.
        SQLitePCL.Batteries_V2.Init();
        using (var reader = new SqliteConnection($"Data Source={copy["out", "c.garments"]};Pooling=False"))
        {
            reader.Open();
            using var command = reader.CreateCommand();
            command.CommandText = "SELECT count(*) FROM garments";
            command.ExecuteScalar();
            Run(0, "attributes", "set", "1", "color=teal", "--catalog", "out/c.garments");
            Run(0, "similar", "street.jpg", "--catalog", "out/c.garments");
            Check("c.garments", "c.garments-shm", "c.garments-wal");
            Assert.Single(Directory.GetFiles(copy["out"], "*.vectors"));
        }
        Run(0, "matrix", "build", "--catalog", "out/c.garments", "--output", "out/m.npz", "-q");
        Run(0, "metric", "learn", "--pairs", pairs.Folder["pairs.csv"], "--region", "Whole", "--output", "out/metric.npz", "-q");
        foreach (var name in new[] { "r.html", "r.csv", "r.json", "r.md", "r.png" })
            Run(0, "report", "similar", "street.jpg", "--catalog", "out/c.garments", "-o", $"out/{name}", "-q");
        Run(0, "report", "catalog", "--catalog", "out/c.garments", "-o", "out/catalog.html", "-q");
        Check("m.npz", "metric.npz", "r.html", "r.csv", "r.json", "r.md", "r.png", "catalog.html");

        void Run(int code, params string[] args)
        {
            var run = garment.Run(args);
            Assert.True(run.Code == code, run.Error);
        }

        void Check(params string[] names)
        {
            Assert.All(names, name => Assert.True(File.Exists(copy["out", name]), $"{name} was not written"));
            Assert.All(Directory.GetFiles(copy["out"]), file => Assert.Equal((Path.GetFileName(file), Private),
                (Path.GetFileName(file), File.GetUnixFileMode(file))));
        }
    }

    [Fact]
    public void What_the_owner_allowed_for_a_file_is_kept_when_it_is_written_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix permissions");
        using var copy = shop.Copy();
        string[] report = ["report", "catalog", "--catalog", "photos", "-o", "r.html", "-q"];
        copy.Succeed(report);
        File.SetUnixFileMode(copy["r.html"], Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        copy.Succeed(report);
        Assert.Equal(Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(copy["r.html"]));
    }
}
