namespace GarmentTools.Cli.Tests;

/// <summary>What a terminal gets: util-linux's <c>script</c> plays one.</summary>
public sealed class TerminalTests(Shop shop)
{
    [Fact]
    public void Shows_pictures_where_the_terminal_can()
    {
        var run = InTerminal([("COLORTERM", "truecolor")], "similar", "street.jpg", "--catalog", Shop.Catalog);
        Assert.Contains("\e[38;2;", run);
        Assert.Contains("▀", run);
        Assert.Contains("query", run);
        Assert.Contains("The nearest 10 of 10 garments", run);
    }

    [Theory]
    [InlineData("COLORTERM", "", "")]
    [InlineData("NO_COLOR", "1", "")]
    [InlineData("TERM", "dumb", "")]
    [InlineData("COLORTERM", "truecolor", "--no-thumbnails")]
    public void Shows_none_where_it_cannot_or_may_not(string variable, string value, string option)
    {
        var run = InTerminal([("COLORTERM", "truecolor"), (variable, value)],
            [.. new[] { "similar", "street.jpg", "--catalog", Shop.Catalog, option }.Where(word => word.Length > 0)]);
        Assert.DoesNotContain("▀", run);
        Assert.Contains("red dress.jpg", run);
        if (variable is "NO_COLOR") Assert.DoesNotContain("\e[38;", run);
        if (value == "dumb") Assert.DoesNotContain('\e', run);
    }

    [Fact]
    public void Never_passes_escape_sequences_of_names_on()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["photos", "a\e]0;owned\a[red].jpg"], Pictures.Numbered(1));
        Assert.Equal(0, folder.Run("index", "photos").Code);
        Assert.Equal(0, folder.Run("attributes", "set", "1", "note=[bold]\u202Ex\e[2J", "--catalog", "photos").Code);
        foreach (var args in new[] { ["list"], ["show", "1"], ["list", "--csv"], ["list", "--json"],
            new[] { "similar", "--id", "1", "--csv" } })
        {
            var run = InTerminal(folder, [], [.. args, "--catalog", "photos"]);
            Assert.DoesNotContain("\e]0;", run);
            Assert.DoesNotContain("\e[2J", run);
            Assert.DoesNotContain("\u202E", run);
            if (args[0] != "similar") Assert.Contains("[red].jpg", run);
        }
    }

    private string InTerminal((string, string)[] variables, params string[] args)
    {
        using var copy = shop.Copy();
        return InTerminal(copy, variables, args);
    }

    private static string InTerminal(TempFolder folder, (string Name, string Value)[] variables, params string[] args)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs util-linux's script");
        // script joins its command into one line for a shell.
        var garment = new GarmentProcess(folder.Path)
        {
            Prefix = ["/bin/sh", "-c",
            "for word; do line=\"$line '$word'\"; done; exec script -qec \"stty cols 100; $line\" /dev/null", "sh"]
        };
        foreach (var (name, value) in variables) garment.Variables[name] = value;
        var run = garment.Run(args);
        Assert.Equal(0, run.Code);
        return run.Out;
    }
}
