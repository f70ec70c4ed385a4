using System.Text.Json;

namespace GarmentTools.Cli.Tests;

/// <summary>Names of files and attributes that are made to do harm, on everything that the program prints or writes.</summary>
public sealed class EscapeTests
{
    private const string Evil = "a\e]0;owned\a\u202E<img src=x onerror=alert(1)>'; DROP TABLE garments;--.jpg";
    private const string Bad = "bad\e[2J\u2066.jpg";

    [Fact]
    public void Nothing_that_is_printed_for_people_holds_an_escape_sequence()
    {
        using var folder = Folder();
        string[][] lines =
        [
            ["list"], ["list", "--rejected"], ["show", "2"], ["catalog"], ["similar", "--id", "2"], ["attributes", "list"],
                ["attributes", "list", "note"],
            ["duplicates"], ["groups", "--count", "1"], ["decide", "list"], ["verify"],
            ["show", Bad], ["list", "--filter", "\e[31m = 1"], ["index", "photos", "--retry-rejected"], ["embed", "photos/" + Bad],
                ["\e[2J"], ["list", "--\e[2J"],
        ];
        foreach (var line in lines)
        {
            var run = folder.Run(line is ["embed", ..] or ["\e[2J"] ? line : [.. line, "--catalog", "c.garments"]);
            foreach (var text in new[] { run.Out, run.Error })
                Assert.False(text.Any(c => char.IsControl(c) && c != '\n' || c is '\u202E' or '\u2066'),
                    $"garment {string.Join(' ', line)}: {JsonSerializer.Serialize(text)}");
        }
        folder.Succeed("matrix", "build", "--catalog", "c.garments", "--output", "m.npz", "-q");
        Assert.DoesNotContain('\e', folder.Run("matrix", "neighbors", "m.npz", "1").Out);
    }

    [Fact]
    public void Json_keeps_the_exact_text()
    {
        using var folder = Folder();
        var rows = JsonDocument.Parse(folder.Run("list", "--json", "--catalog", "c.garments").Out).RootElement;
        Assert.Equal("photos/" + Evil, rows[1].GetProperty("CatalogPath").GetString());
        Assert.EndsWith("/photos/" + Evil, rows[1].GetProperty("Path").GetString());
        Assert.Equal("=1+1\e[31m", rows[1].GetProperty("Attributes").GetProperty("note").GetString());
        Assert.DoesNotContain('\e', folder.Run("list", "--json", "--catalog", "c.garments").Out);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("csv")]
    [InlineData("md")]
    [InlineData("json")]
    public void Files_hold_no_markup_formulas_or_escape_sequences_of_names(string kind)
    {
        using var folder = Folder();
        foreach (var about in new[] { "catalog", "similar" })
        {
            var file = folder[$"{about}.{kind}"];
            folder.Succeed([.. new[] { "report", about, "--catalog", "c.garments", "-o", file, "-q" }, .. about == "similar"
                ? new[] { "--id", "2" } : []]);
            var text = File.ReadAllText(file);
            if (kind != "csv") Assert.DoesNotContain('\e', text); // CSV is for programs, and has the name as it is
            if (kind is "html" or "md") Assert.DoesNotContain("<img src=x", text);
            if (kind == "csv") Assert.DoesNotMatch(@"(^|[,\n])""?[=@+]", text);
        }
    }

    [Fact]
    public void Names_and_values_are_never_part_of_a_statement()
    {
        using var folder = Folder();
        const string injection = "x' OR 1=1; DROP TABLE garments; --";
        folder.Succeed("attributes", "set", "2", $"{injection.Replace('=', '~')}={injection}", "--catalog", "c.garments");
        Assert.Contains(injection, folder.Run("show", "2", "--catalog", "c.garments").Out);
        Assert.Equal(1, Count("--filter", $"\"{injection.Replace('=', '~')}\" = \"{injection}\""));
        Assert.Equal(0, Count("--filter", $"note = \"{injection}\""));
        Assert.Equal(0, Count("--filter", $"product = \"' OR '1'='1\""));
        Assert.Equal(0, Count("--filter", $"path < \"' OR '1'='1\" and id > 99"));
        folder.Succeed("remove", "photos/" + Evil, "--yes", "--catalog", "c.garments");
        Assert.Equal(1, Count());
        folder.Succeed("verify", "--catalog", "c.garments");

        int Count(params string[] more) =>
            JsonDocument.Parse(folder.Run(["list", "--json", "--catalog", "c.garments", .. more]).Out).RootElement.GetArrayLength();
    }

    private static TempFolder Folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file names that Windows forbids");
        var folder = new TempFolder();
        File.WriteAllBytes(folder["photos", "=cmd.jpg"], [.. Pictures.Numbered(1), 0]); // nearly the same photo
        File.WriteAllBytes(folder["photos", Evil], Pictures.Numbered(1));
        File.WriteAllText(folder["photos", Bad], "no photo");
        var index = folder.Run("index", "photos", "--catalog", "c.garments", "-q");
        Assert.Equal(1, index.Code);
        Assert.DoesNotContain('\e', index.Error);
        using var catalog = GarmentCatalog.Open(folder["c.garments"]);
        var id = catalog.List().Single(garment => garment.CatalogPath.Contains("owned", StringComparison.Ordinal)).Id;
        catalog.SetAttributes(id, new Dictionary<string, string?>
        {
            ["note"] = "=1+1\e[31m",
            ["product"] = "p\e[2J<b>",
            ["category"] =
            "@sum(1)"
        });
        return folder;
    }
}
