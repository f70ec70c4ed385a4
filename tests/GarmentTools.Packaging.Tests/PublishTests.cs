using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using GarmentTools.Notices;
using GarmentTools.Tests;

namespace GarmentTools.Packaging.Tests;

/// <summary>`dotnet publish` of the command line: each folder has the natives of its platform, all of them, and no other's.</summary>
public sealed partial class PublishTests(Publishing publishing) : IClassFixture<Publishing>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("linux-x64", "garment garment-kernel libe_sqlite3.so libonnxruntime.so libonnxruntime_providers_shared.so libvips.so.42")]
    [InlineData("linux-arm64", "garment garment-kernel libe_sqlite3.so libonnxruntime.so libonnxruntime_providers_shared.so libvips.so.42")]
    [InlineData("osx-arm64", "garment garment-kernel libe_sqlite3.dylib libonnxruntime.dylib libvips.42.dylib")]
    [InlineData("win-x64", "e_sqlite3.dll garment-kernel.exe garment.exe libvips-42.dll onnxruntime.dll onnxruntime_providers_shared.dll")]
    public async Task Has_its_platforms_natives_and_no_other(string platform, string natives)
    {
        var folder = await publishing.RunAsync(platform);
        Assert.Equal(natives.Split(' ').Select(name => $"{platform} {name}"), Natives(folder));
        Assert.Empty(Directory.GetFiles(folder, "*.lib", SearchOption.AllDirectories));
        // Our own alone, for line numbers in reports of faults.
        var symbols = Directory.GetFiles(folder, "*.pdb", SearchOption.AllDirectories).Select(Path.GetFileName);
        string[] ours =
        [
            "GarmentTools.pdb", "GarmentTools.Interactive.pdb", "GarmentTools.Postgres.pdb", "GarmentTools.Reports.pdb",
            "garment-kernel.pdb", "garment.pdb",
        ];
        Assert.Equivalent(ours, symbols, strict: true);
    }

    [Fact]
    public async Task Runs_from_a_copied_folder_with_an_empty_home()
    {
        var platform = RuntimeInformation.RuntimeIdentifier;
        Assert.SkipWhen(platform == "win-arm64", "there is no host package for win-arm64");
        var published = await publishing.RunAsync(platform);
        var home = Directory.CreateDirectory(_folder["home"]).FullName;
        var photos = Directory.CreateDirectory(_folder["photos"]).FullName;
        foreach (var photo in Directory.GetFiles(TestData.Samples("shop"), "shirt-*.jpg").Order(StringComparer.Ordinal).Take(5))
            File.Copy(photo, Path.Combine(photos, Path.GetFileName(photo)));
        var program = Path.Combine(published, OperatingSystem.IsWindows() ? "garment.exe" : "garment");
        Task<string> Garment(params string[] arguments) => Dotnet.RunAsync(program, arguments, home, photos);

        Assert.Matches(@"^\d+\.\d+\.\d+", await Garment("--version"));
        Assert.Contains("mobilenetv2-garment", await Garment("models", "list"), StringComparison.Ordinal);
        await Garment("index", ".");
        using var neighbors = JsonDocument.Parse(await Garment("similar", TestData.Samples("street", "street-16.jpg"), "--json"));
        Assert.Equal(5, neighbors.RootElement.GetArrayLength());
        await KernelRuns(published, home);
        NoticesGoAlong(published);
    }

    // The kernel is a program of its own in the same folder: it has to find all that the command line finds there.
    private async Task KernelRuns(string published, string home)
    {
        var notebook = _folder["natives.ipynb"];
        var code = """Console.WriteLine(GarmentCatalog.Open("photos/catalog.garments").GetInfo().Garments + " garments");""";
        var (empty, none) = (new { }, Array.Empty<object>());
        var cell = new { cell_type = "code", execution_count = (int?)null, id = "a", metadata = empty, outputs = none, source = code };
        var kernelspec = new { name = "garment", display_name = "GarmentTools", language = "C#" };
        File.WriteAllText(notebook, JsonSerializer.Serialize(
            new { cells = new[] { cell }, metadata = new { kernelspec }, nbformat = 4, nbformat_minor = 5 }));
        var ran = _folder["ran.ipynb"];
        await Dotnet.RunAsync(Path.Combine(published, "garment"), ["notebook", "run", notebook, "-o", ran], home, _folder.Path);
        Assert.Contains("5 garments", File.ReadAllText(ran), StringComparison.Ordinal);
    }

    private static void NoticesGoAlong(string published)
    {
        var page = File.ReadAllText(Path.Combine(published, NoticesPage.FileName));
        Assert.Equal(File.ReadAllText(Path.Combine(TestData.Repository, NoticesPage.FileName)), page);
        var packages = ShippedPackages.Find(TestData.Repository).Select(package => package.OwnNotices()).ToHashSet();
        var named = NoticesFile().Matches(page);
        Assert.NotEmpty(named);
        foreach (Match file in named) Assert.Contains(Package.NoticesText(Path.Combine(published, file.Value)), packages);
    }

    private static IEnumerable<string> Natives(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => NativeFile.Platform(file) is not null)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal)
            .Select(file => $"{NativeFile.Platform(file)} {Path.GetFileName(file)}");

    [GeneratedRegex(@"notices/[\w.-]+")]
    private static partial Regex NoticesFile();
}
