using System.Diagnostics;
using System.Reflection;
using GarmentTools.Imaging;

namespace GarmentTools.Cli.Tests;

/// <summary>The first command of the README, in a checkout of its own.</summary>
public sealed class SampleTests
{
    [Fact]
    public void A_sample_photo_indexes_the_samples_first_and_only_once()
    {
        using var checkout = Checkout();
        var first = checkout.Run("similar", "notebooks/photos/street/1.jpg");
        Assert.Equal(0, first.Code);
        Assert.Equal("Indexing the sample photos notebooks/photos/shop into notebooks/photos/samples.garments\n", first.Error);
        Assert.Equal(10, first.Out.TrimEnd('\n').Split('\n').Length); // a header and nine
        Assert.Contains("shop/red dress.jpg", first.Out);
        Assert.Matches("Rank .* color", first.Out);
        var second = checkout.Run("similar", "notebooks/photos/street/1.jpg");
        Assert.Empty(second.Error);
        Assert.Equal(first.Out, second.Out);
        Assert.Equal(0, checkout.Run("similar", "notebooks/photos/shop/red dress.jpg").Code);
    }

    [Fact]
    public void Any_other_photo_gets_the_error_that_names_index()
    {
        using var checkout = Checkout();
        File.WriteAllBytes(checkout["elsewhere.jpg"], Pictures.Numbered(1));
        var run = checkout.Run("similar", "elsewhere.jpg");
        Assert.Equal(3, run.Code);
        Assert.Contains("garment index", run.OnlyError());
        Assert.False(File.Exists(checkout["notebooks", "photos", "samples.garments"]));
    }

    [Fact]
    public void A_catalog_that_is_named_is_used_instead()
    {
        using var checkout = Checkout();
        Assert.Equal(3, checkout.Run("similar", "notebooks/photos/street/1.jpg", "--catalog", "none.garments").Code);
        Assert.False(File.Exists(checkout["notebooks", "photos", "samples.garments"]));
    }

    // By pixels, since another encoder wrote the committed files. Mean difference here .2 to .7 of 255, of two shoes 19, of two shirts 39.
    [Theory]
    [InlineData("shop/tshirt-red-stripes-03.jpg")]
    [InlineData("shop/shoes-brown-plain-08.jpg")]
    [InlineData("street/street-01.jpg")]
    [InlineData("street/street-42.jpg")]
    public void The_samples_are_drawn_again_as_they_were_committed(string photo)
    {
        using var folder = new TempFolder();
        var drawing = Process.Start("dotnet", [SamplesDll, folder.Path, photo])!;
        Assert.True(drawing.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal(0, drawing.ExitCode);
        var committed = Path.Combine(Repository, "notebooks", "photos");
        Assert.Equal(File.ReadAllText(Path.Combine(committed, "attributes.csv")), File.ReadAllText(folder["attributes.csv"]));
        var (drawn, kept) = (ImageReader.Read(folder[photo.Split('/')]), ImageReader.Read(Path.Combine(committed, photo)));
        Assert.Equal((kept.Width, kept.Height), (drawn.Width, drawn.Height));
        Assert.InRange(drawn.Pixels.Zip(kept.Pixels, (a, b) => (double)Math.Abs(a - b)).Average(), 0, 1.5);
    }

    private static string SamplesDll { get; } =
        typeof(SampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Samples.dll").Value!;

    private static string Repository { get; } = Path.GetFullPath(Path.Combine(SamplesDll, "..", "..", "..", "..", "..", ".."));

    private static TempFolder Checkout()
    {
        var checkout = new TempFolder().Alone();
        File.WriteAllText(checkout["GarmentTools.sln"], "");
        using var shop = new TempFolder();
        Shop.Fill(shop);
        foreach (var file in Directory.GetFiles(shop["photos", ""], "* *.jpg")
            .Where(file => char.IsAsciiLetterLower(Path.GetFileName(file)[0]) && !file.Contains("not a", StringComparison.Ordinal)))
            File.Copy(file, checkout["notebooks", "photos", "shop", Path.GetFileName(file)]);
        File.WriteAllText(checkout["notebooks", "photos", "attributes.csv"], File.ReadAllText(shop["photos", "attributes.csv"])
            .Replace("\n", "\nshop/", StringComparison.Ordinal)[..^5]);
        File.Copy(shop["street.jpg"], checkout["notebooks", "photos", "street", "1.jpg"]);
        return checkout;
    }
}
