using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Imaging;
using GarmentTools.Reports;

namespace GarmentTools.Tests;

public sealed class ReportTests(ReportFixture fixture) : IClassFixture<ReportFixture>
{
    private string Similar(string file, ReportOptions? options = null)
    {
        GarmentReport.WriteSimilar(fixture[file], fixture.Results, fixture.Catalog,
            (options ?? new()) with { Format = ReportOptions.FormatOf(file) });
        return fixture[file];
    }

    private string Catalog(string file, ReportOptions? options = null, CatalogReportOptions? content = null)
    {
        GarmentReport.WriteCatalog(fixture[file], fixture.Catalog, content,
            (options ?? new()) with { Format = ReportOptions.FormatOf(file) });
        return fixture[file];
    }

    private string Evaluation(string file, ReportOptions? options = null)
    {
        var study = new CatalogStudyOptions { Relevant = "kind", Category = "kind", Retrieval = new() { Resamples = 50 } };
        GarmentReport.WriteEvaluation(fixture[file], CatalogStudy.Run(fixture.Catalog, study),
            CatalogStudy.Run(fixture.Catalog, study with { Output = "features" }), fixture.Folder,
            (options ?? new()) with { Format = ReportOptions.FormatOf(file) });
        return fixture[file];
    }

    [Theory]
    [InlineData(".html")]
    [InlineData(".csv")]
    [InlineData(".json")]
    [InlineData(".md")]
    [InlineData(".png")]
    public void Every_kind_in_every_format_twice_has_the_same_bytes_and_names_no_folder(string end)
    {
        foreach (var write in new Func<string, string>[] { name => Similar("s" + name), name => Catalog("c" + name), name =>
            Evaluation("e" + name) })
        {
            var (first, second) = (write("1" + end), write("2" + end));
            Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
            if (end == ".png") Assert.True(ImageReader.Probe(first).Width > 300);
            else
            {
                var text = File.ReadAllText(first);
                Assert.DoesNotContain(fixture.Folder, text);
                Assert.DoesNotContain(Path.GetTempPath() + "garment", text);
                Assert.DoesNotContain('\r', text);
            }
        }
    }

    [Theory]
    [InlineData(ReportPathStyle.Relative, "sub/1.jpg", true)]
    [InlineData(ReportPathStyle.Name, "1.jpg", false)]
    [InlineData(ReportPathStyle.None, "Garment ", false)]
    public void Names_are_as_long_as_was_asked_for(ReportPathStyle style, string expected, bool folders)
    {
        foreach (var end in new[] { ".html", ".csv", ".json", ".md" })
        {
            var options = new ReportOptions { PathStyle = style, ThumbnailSize = 32 };
            foreach (var file in new[] { Similar("style" + end, options), Catalog("style-c" + end, options),
                Evaluation("style-e" + end, options) })
            {
                // Pictures are letters by chance.
                var text = Regex.Replace(File.ReadAllText(file), "base64,[^\"]*", "");
                if (!folders) Assert.DoesNotContain("sub/", text);
                if (style == ReportPathStyle.None) Assert.DoesNotContain(".jpg", text);
                // The table of an evaluation has no names, and its queries no ids.
                if (!Path.GetFileName(file).StartsWith("style-e", StringComparison.Ordinal)) Assert.Contains(expected, text);
            }
        }
    }

    [Fact]
    public void A_page_lets_in_its_own_style_and_script_by_their_hashes_and_nothing_else()
    {
        foreach (var noScript in new[] { false, true })
        {
            var html = File.ReadAllText(Catalog("policy.html", new() { NoScript = noScript }));
            var policy = System.Net.WebUtility.HtmlDecode(Regex.Match(html,
                "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value);
            Assert.StartsWith("default-src 'none'; img-src data:;", policy);
            Assert.Contains(Hash(Regex.Match(html, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value), policy);
            if (noScript) Assert.DoesNotContain("<script", html);
            else Assert.Contains(Hash(Regex.Match(html, "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value), policy);
            Assert.DoesNotContain("http://", Regex.Replace(html, "http://www.w3.org/2000/svg", ""));
            Assert.DoesNotContain(" style=", html);
            Assert.DoesNotContain("<img", html);
        }

        static string Hash(string text) =>
            $"'sha256-{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))}'";
    }

    [Fact]
    public void A_photo_is_in_the_page_once_however_often_it_is_shown()
    {
        var html = File.ReadAllText(Catalog("once.html"));
        Assert.Equal(fixture.Catalog.GetInfo().Garments, Regex.Count(html, "<symbol id="));
        Assert.True(Regex.Count(html, "<use ") > 2 * Regex.Count(html, "<symbol id="));
    }

    [Fact]
    public void Csv_reads_back_with_the_columns_of_the_objects_and_no_formula()
    {
        using var csv = new CsvReader(new StreamReader(Catalog("read.csv")), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(["Id", "CatalogPath", "Sha256", "Domain", "Product", "Group", "X", "Y", "NearestDistance", "DuplicateGroup", "Keep",
            "kind", "note"],
            rows[0].Keys);
        Assert.Equal(fixture.Catalog.GetInfo().Garments, rows.Count);
        Assert.All(rows.SelectMany(row => row.Values).Cast<string>(), cell =>
            Assert.False(cell.Length > 0 && "=+@\t".Contains(cell[0]), cell));
        Assert.Equal(2, rows.Count(row => (string)row["DuplicateGroup"] == "1"));
        var header = File.ReadLines(Similar("read-s.csv")).First();
        Assert.Equal("Query,Rank,Distance,Probability,Id,CatalogPath,Domain,Product,Duplicate,kind,note", header);
    }

    [Fact]
    public void Json_has_the_same_objects_as_everywhere()
    {
        using var similar = JsonDocument.Parse(File.ReadAllText(Similar("read.json")));
        var neighbor = similar.RootElement[0].GetProperty("Neighbors")[0];
        Assert.Equal(fixture.Results[0].Neighbors[0].Garment.Id, neighbor.GetProperty("Id").GetInt64());
        Assert.Equal(("", ""), (neighbor.GetProperty("Path").GetString(), neighbor.GetProperty("Catalog").GetString()));
        using var catalog = JsonDocument.Parse(File.ReadAllText(Catalog("read-c.json")));
        foreach (var part in new[] { "Catalog", "Groups", "Duplicates", "Outliers", "Map", "Garments", "Neighbors",
            "RejectedFiles" }) Assert.True(catalog.RootElement.TryGetProperty(part, out _), part);
        Assert.Equal("SameBytes", catalog.RootElement.GetProperty("Duplicates")[0].GetProperty("Kind").GetString());
        var again = RetrievalReport.FromJson(File.ReadAllText(Evaluation("read-e.json", new() { PathStyle = ReportPathStyle.None })));
        Assert.Equal(again.Queries.Count, again.Queries.Select(q => q.Query.Name).Distinct().Count()); // still a baseline
        Assert.All(again.Queries, q => Assert.True(q.Nearest.Count is > 0 and <= 5 && q.RightAnswer is not null));
    }

    [Fact]
    public void Markdown_takes_nothing_for_markup()
    {
        var text = File.ReadAllText(Catalog("read.md"));
        Assert.All(text.Split('\n').Where(line => line.StartsWith('|')), line => Assert.EndsWith("|", line));
        Assert.DoesNotContain("<", text);
        if (!OperatingSystem.IsWindows()) Assert.Contains("a\\|b\\`c\\*\\[d\\]\\(e\\).jpg", text);
        Assert.Equal("&#60;b&#62; \\[x\\]\\(https&#58;//e\\) \\\\u202E", SafeText.Markdown("<b> [x](https://e) \u202E"));
    }

    [Fact]
    public void Text_for_pages_is_encoded_and_shows_what_cannot_be_seen()
    {
        Assert.Equal("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&#96;&amp;", SafeText.Html("\"><img src=x onerror=alert(1)>'`&"));
        Assert.Equal("a\\u202Eb\\u0000c d\uFFFD", PrintableText.Line("a\u202Eb\0c\nd\uD800"));
        Assert.Equal("שמלה 👗", PrintableText.Line("שמלה 👗"));
    }

    [Fact]
    public void Reasons_of_rejected_files_give_no_folder_away()
    {
        var html = File.ReadAllText(Catalog("rejected.html", new() { PathStyle = ReportPathStyle.Name }));
        Assert.Contains("bad.jpg", html);
        Assert.Equal("learned from metric.npz, rows 0..9", new ReportNames(ReportPathStyle.Name)
            .Scrub("learned from /home/anna/secret/metric.npz, rows 0..9"));
        Assert.Equal("metric=metric.npz", new ReportNames(ReportPathStyle.Name).Scrub(@"metric=C:\Users\anna\metric.npz"));
    }

    [Fact]
    public void A_report_that_cannot_be_written_leaves_the_old_one_and_says_why()
    {
        var path = Similar("old.html");
        var bytes = File.ReadAllBytes(path);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => GarmentReport.WriteCatalog(path, fixture.Catalog,
            cancellationToken: stopped.Token));
        Assert.Equal(bytes, File.ReadAllBytes(path));
        Assert.Throws<UsageException>(() => GarmentReport.WriteSimilar(path, []));
        Assert.Throws<UsageException>(() => GarmentReport.WriteCatalog(path, fixture.Catalog,
            new() { Insights = new() { Filter = GarmentFilter.Parse("kind = none") } }));
        Assert.Throws<UsageException>(() => Similar("x.html", new() { ThumbnailSize = 5 }));
        Assert.Throws<ArchiveException>(() => GarmentReport.WriteSimilar(Path.Combine(fixture.Folder, "nowhere", "x.html"),
            fixture.Results));
    }

    [Fact]
    public void Of_a_large_catalog_the_page_shows_a_part_and_says_so()
    {
        var html = File.ReadAllText(Catalog("part.html", content: new() { MaxGarments = 4 }));
        Assert.Equal(4, Regex.Count(html, "<circle "));
        Assert.Contains($"show 4 of the {fixture.Catalog.GetInfo().Garments} garments", html);
    }
}
