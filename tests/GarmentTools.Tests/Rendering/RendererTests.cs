using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Imaging;
using GarmentTools.Interactive;
using GarmentTools.Interactive.Rendering;

namespace GarmentTools.Tests;

public sealed class RendererTests
{
    private const string Nasty = "<script>alert('&')</script>.jpg";

    private static Garment Garment(long id, string path, string? full = null) => new()
    {
        Id = id,
        Catalog = "/nowhere/c.garments",
        CatalogPath = path,
        Path = full ?? "/nowhere/" + path,
        Sha256 = "",
        Domain = "shop",
        Product = "p" + id,
        Attributes = new Dictionary<string, string> { ["color"] = "<b>red</b>" },
    };

    private static SimilarResult Answer(params Garment[] garments) => new()
    {
        Query = ["#1"],
        Regions = [null],
        Candidates = garments.Length,
        CatalogSize = garments.Length,
        Neighbors = [.. garments.Select((g, i) => new Neighbor(i + 1, 0.25f * (i + 1), g, false))],
    };

    [Fact]
    public void Neighbors_are_a_table_of_pictures_with_right_answers_framed()
    {
        var shop = Directory.GetFiles(TestData.Samples("shop")).Order(StringComparer.Ordinal).Take(3).ToArray();
        var grid = PhotoGrid.Of(Answer([.. shop.Select((file, i) => Garment(i + 1, Path.GetFileName(file), file))]), g => g.Id == 2);
        var html = grid.ToHtml();
        Assert.Equal(4, html.Split("src=\"data:image/webp;base64,").Length);
        Assert.Single(html.Split("#1a9850").Skip(1));
        Assert.Contains("✓ 2 · 0.500", html);
        Assert.Contains("right", grid.ToString());
        Assert.Equal(html, grid.ToHtml());
        // Nothing that untrusted notebooks take out is needed.
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("http", html);
    }

    [Fact]
    public void Names_and_values_are_encoded_everywhere()
    {
        object[] values = [Answer(Garment(1, Nasty)), new[] { Garment(1, Nasty) }, Garment(1, Nasty), new { A = Nasty },
            new[] { new { A = Nasty } }, new[] { Nasty }, new Dictionary<string, string> { [Nasty] = Nasty }];
        foreach (var value in values)
        {
            var html = Renderer.Render(value).Forms[MimeTypes.Html];
            Assert.DoesNotContain("<script>", html);
            Assert.DoesNotContain("<b>", html);
            Assert.Contains("&lt;script&gt;", html);
        }
    }

    [Fact]
    public void Long_rows_are_broken_and_missing_pictures_named()
    {
        var html = new PhotoGrid([new GridRow(null, [.. Enumerable.Range(0, 5)
            .Select(i => new GridPhoto($"/nowhere/{i}.jpg", $"{i}.jpg", ""))])])
        { PerLine = 2 }.ToHtml();
        Assert.Equal(3, html.Split("<tr>").Length - 1);
        Assert.Contains("<em>no picture</em><br>4.jpg", html);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(0.5, "0.5")]
    [InlineData("text", "text")]
    [InlineData(null, "null")]
    [InlineData(DayOfWeek.Monday, "Monday")]
    public void One_value_is_one_line(object? value, string expected)
    {
        var forms = Renderer.Render(value).Forms;
        Assert.Equal([MimeTypes.PlainText], forms.Keys);
        Assert.Equal(expected, forms[MimeTypes.PlainText]);
    }

    [Fact]
    public void A_sequence_is_a_table_of_its_first_rows()
    {
        var text = Renderer.PlainText(Enumerable.Range(0, 150).Select(i => new { Number = i, Name = "n" + i }).ToList());
        Assert.StartsWith("Number  Name", text);
        Assert.Contains("… and 50 more", text);
        Assert.Equal(102, text.Split('\n').Length);
    }

    [Fact]
    public void Dictionaries_say_keys_and_values()
    {
        IReadOnlyDictionary<string, long> counts = new Dictionary<string, long> { ["red"] = 3 };
        Assert.Equal("Key  Value\nred      3", Renderer.PlainText(counts));
        Assert.Contains("red: 3", Renderer.PlainText(new { Counts = counts }));
    }

    [Fact]
    public void A_record_shows_its_properties_and_a_class_with_words_its_words()
    {
        Assert.Contains("Added", Renderer.PlainText(new UpdateSummary { Added = 3 }));
        Assert.Equal("#7", Renderer.PlainText((QueryPhoto)7));
    }

    [Fact]
    public void A_picture_is_shown()
    {
        Assert.Contains("data:image/webp", Renderer.Render(new RgbImage(2, 2, new byte[12])).Forms[MimeTypes.Html]);
        Assert.Contains("no picture", Renderer.PlainText(ImageSource.FromFile("/nowhere.jpg")));
    }
}
