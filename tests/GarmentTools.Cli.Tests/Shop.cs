using System.Text;

[assembly: AssemblyFixture(typeof(GarmentTools.Cli.Tests.Shop))]

namespace GarmentTools.Cli.Tests;

/// <summary>
/// A folder of nine photos (three kinds in three colors), one more of equal bytes, one file that is no photo, attributes, and a catalog of
/// it all that the
/// program itself made. Shared by tests that change nothing; those that do take a copy.
/// </summary>
public sealed class Shop : IDisposable
{
    private readonly TempFolder _folder = new();

    public Shop()
    {
        Fill(_folder);
        Indexed = _folder.Run("index", "photos", "--attributes", "photos/attributes.csv");
    }

    /// <summary>What making the catalog printed.</summary>
    internal GarmentRun Indexed { get; }

    internal string Path => _folder.Path;
    internal GarmentProcess Garment => _folder.Garment;
    internal static string Catalog => "photos/catalog.garments";

    internal GarmentRun Run(params string[] args) => _folder.Run(args);

    /// <summary>A copy with a catalog of its own.</summary>
    internal TempFolder Copy()
    {
        var copy = new TempFolder();
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
            File.Copy(file, copy[System.IO.Path.GetRelativePath(_folder.Path, file)]); // times are kept
        return copy;
    }

    internal static void Fill(TempFolder folder)
    {
        var csv = new StringBuilder("file,kind,color,price,product\n");
        var price = 10;
        foreach (var kind in Pictures.Kinds)
            foreach (var color in Pictures.Colors.Keys)
            {
                File.WriteAllBytes(folder["photos", $"{color} {kind}.jpg"], Pictures.Jpeg(kind, color));
                csv.Append($"{color} {kind}.jpg,{kind},{color},{price += 5},P-{kind}\n");
            }
        File.WriteAllBytes(folder["photos", "Платье 👗.jpg"], Pictures.Jpeg("dress", "red"));
        File.WriteAllText(folder["photos", "not a photo.jpg"], "This is text.");
        File.WriteAllText(folder["photos", "notes.txt"], "left alone");
        File.WriteAllText(folder["photos", "attributes.csv"], csv.ToString());
        File.WriteAllBytes(folder["street.jpg"], Pictures.Jpeg("dress", "red", variant: 6));
    }

    public void Dispose() => _folder.Dispose();
}
