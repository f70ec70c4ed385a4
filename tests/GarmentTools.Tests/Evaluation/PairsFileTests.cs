using GarmentTools.Common;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

public sealed class PairsFileTests
{
    private static string Write(TempFolder folder, string csv, params string[] photos)
    {
        foreach (var photo in photos) File.WriteAllBytes(folder[photo.Split('/')], [1]);
        var path = folder["pairs.csv"];
        File.WriteAllText(path, csv);
        return path;
    }

    [Fact]
    public void Pairs_are_read_with_lines_products_and_full_paths()
    {
        using var folder = new TempFolder();
        var path = Write(folder, "\uFEFFShop, Street ,note,Product\nshop/1.jpg,street/1.jpg,x,P1\n\"shop/a, b.jpg\",street\\2.jpg,,\n",
            "shop/1.jpg", "shop/a, b.jpg", "street/1.jpg", "street/2.jpg");
        var file = PairsFile.Read(path);
        Assert.Equal(path, file.Path);
        Assert.Equal(2, file.Pairs.Count);
        Assert.Equal(new GarmentPair(0, 2, folder["street", "1.jpg"], folder["shop", "1.jpg"], "P1"), file.Pairs[0]);
        Assert.Equal(new GarmentPair(1, 3, folder["street", "2.jpg"], folder["shop", "a, b.jpg"], null), file.Pairs[1]);
    }

    [Fact]
    public void Query_and_relevant_are_names_too()
    {
        using var folder = new TempFolder();
        var pair = PairsFile.Read(Write(folder, "query,relevant\n1.jpg,2.jpg\n", "1.jpg", "2.jpg")).Pairs[0];
        Assert.Equal((folder["1.jpg"], folder["2.jpg"]), (pair.Street, pair.Shop));
    }

    [Fact]
    public void All_faults_are_told_at_once_with_their_lines()
    {
        using var folder = new TempFolder();
        var path = Write(folder, "street,shop\n1.jpg,2.jpg\n1.jpg,\n1.jpg,gone.jpg\n./1.jpg,2.jpg\n", "1.jpg", "2.jpg");
        var message = Assert.Throws<UsageException>(() => PairsFile.Read(path)).Message;
        Assert.Contains("3 faults", message);
        Assert.Contains("line 3: shop is missing", message);
        Assert.Contains("line 4: the photo", message);
        Assert.Contains("gone.jpg", message);
        Assert.Contains("line 5: the same pair as in line 2", message);
        Assert.Contains("2 faults", Assert.Throws<UsageException>(() => PairsFile.Read(path, checkPhotos: false)).Message);
    }

    [Fact]
    public void Files_without_content_or_columns_are_refused()
    {
        using var folder = new TempFolder();
        Assert.Contains("does not exist", Assert.Throws<UsageException>(() => PairsFile.Read(folder["none.csv"])).Message);
        Assert.Contains("is empty", Assert.Throws<UsageException>(() => PairsFile.Read(Write(folder, ""))).Message);
        Assert.Contains("no pairs", Assert.Throws<UsageException>(() => PairsFile.Read(Write(folder, "street,shop\n"))).Message);
        Assert.Contains("found street,store", Assert.Throws<UsageException>(() =>
            PairsFile.Read(Write(folder, "street,store\na,b\n"))).Message);
        Assert.Contains("line 2", Assert.Throws<UsageException>(() => PairsFile.Read(Write(folder, "street,shop\na\"b,c\n"))).Message);
    }

    [Fact]
    public void Ranges_include_both_ends_and_must_exist()
    {
        using var folder = new TempFolder();
        var file = PairsFile.Read(Write(folder, "street,shop\na,b\nc,d\ne,f\n"), checkPhotos: false);
        Assert.Equal([1, 2], file.Select(RowRange.Parse("1..2")).Select(p => p.Row));
        Assert.Equal([0], file.Select(RowRange.Parse("0")).Select(p => p.Row));
        Assert.Contains("0..2", Assert.Throws<UsageException>(() => file.Select(RowRange.Parse("1..3"))).Message);
        Assert.Equal(443, RowRange.Parse("0..442").Count);
        Assert.Equal("0..442", RowRange.Parse("0..442").ToString());
        foreach (var wrong in (string[])["", "2..1", "-1..3", "1..", "..3", "1...3", "a..b", "1..2..3", "99999999999"])
            Assert.Contains("0..442", Assert.Throws<UsageException>(() => RowRange.Parse(wrong)).Message);
    }

    [Fact]
    public void The_shared_pairs_are_887()
    {
        var pairs = PairsFile.Read(TestData.SharedOrSkip("data", "street-shop", "pairs.csv"));
        Assert.Equal(887, pairs.Pairs.Count);
        Assert.Equal(444, pairs.Select(RowRange.Parse("443..886")).Count);
    }
}
