using System.Text.Json;
using System.Text.RegularExpressions;

namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>README, CONTRIBUTING and docs: short, linked, and true, since what they show is run.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> PagesWithBlocks => [.. DocPages.All.Where(page => DocPages.Blocks(page).Exists(IsRun))];

    public static TheoryData<string> Pages => [.. DocPages.All];

    [Fact]
    public void README_has_at_most_150_lines() => Assert.InRange(DocPages.Text("README.md").TrimEnd('\n').Split('\n').Length, 50, 150);

    [Fact]
    public void README_leads_to_every_page()
    {
        var text = DocPages.Text("README.md") + DocPages.Text("CONTRIBUTING.md");
        var docs = DocPages.All.Where(page => page.StartsWith("docs/", StringComparison.Ordinal));
        Assert.All(docs, page => Assert.Contains($"]({page}", text));
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string page) => Assert.Empty(DocLinks.Broken(page));

    [Theory, MemberData(nameof(Pages))]
    public void Every_block_is_run_or_says_why_not(string page)
    {
        var blocks = DocPages.Blocks(page);
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var isRight = block.NotRun is not null || (block.IsOutput ? i > 0 && block.Adjoins && IsRun(blocks[i - 1]) : IsRun(block));
            var runnable = string.Join(", ", DocBlock.Runnable);
            Assert.True(isRight, $"{block.Place} is '{block.Language}', expected one of {runnable}; or 'text' right after a block that is "
                + "run, for its output; or '<!-- not run: reason -->' in the line before.");
        }
    }

    [Fact]
    public void Most_blocks_are_run()
    {
        var blocks = DocPages.All.SelectMany(DocPages.Blocks).ToList();
        var (run, notRun) = (blocks.Count(IsRun), blocks.Where(block => block.NotRun is not null).ToList());
        var output = TestContext.Current.TestOutputHelper!;
        var compared = blocks.Count(block => block.IsOutput && block.NotRun is null);
        output.WriteLine($"{run} blocks run, {compared} outputs compared, {notRun.Count} not run:");
        foreach (var block in notRun) output.WriteLine($"{block.Place}: {block.NotRun}");
        Assert.True(run > 2 * notRun.Count, $"{run} blocks run, {notRun.Count} not run");
    }

    [Theory, MemberData(nameof(PagesWithBlocks))]
    public void What_a_page_shows_is_so(string page)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the pages are followed in bash");
        var blocks = DocPages.Blocks(page);
        var skipped = new List<string>();
        using var reader = new DocReader(page);
        foreach (var language in blocks.Where(IsRun).GroupBy(block => block.Language))
        {
            if (DocTools.WhyNot(language.Key) is { } reason)
            {
                skipped.Add(reason);
                continue;
            }
            var printed = reader.Run(language.Key, [.. language]);
            for (var i = 1; i < blocks.Count; i++)
            {
                if (!blocks[i].IsOutput || blocks[i].NotRun is not null || !printed.TryGetValue(blocks[i - 1], out var text)) continue;
                var difference = DocOutput.Difference(blocks[i].Text, text);
                Assert.True(difference is null, $"{blocks[i].Place}: {difference}. All of it:\n{text}");
            }
        }
        Assert.SkipUnless(skipped.Count == 0, $"all else passed, but {string.Join("; ", skipped)}");
    }

    [Fact]
    public void Every_command_and_cmdlet_has_a_line()
    {
        using var folder = new TempFolder();
        var commands = CommandOfHelp().Matches(folder.Run("--help").Out).Select(m => $"`{m.Groups[1].Value}").ToList();
        var manifest = File.ReadAllText(Path.Combine(DocPages.Root, "GarmentTools.psd1"));
        var cmdlets = Cmdlet().Matches(manifest).Select(m => $"`{m.Groups[1].Value}`").ToList();
        Assert.True(commands.Count > 20 && cmdlets.Count > 20, "neither commands nor cmdlets were read");
        var page = DocPages.Text("docs/commands.md");
        Assert.All(commands.Concat(cmdlets), name => Assert.Contains(name, page));
    }

    [Fact]
    public void The_glossary_knows_the_sizes_of_the_default_model()
    {
        var glossary = DocPages.Text("docs/glossary.md");
        using var card = JsonDocument.Parse(File.ReadAllText(Path.Combine(DocPages.Root, "models", "mobilenetv2-garment.json")));
        foreach (var output in card.RootElement.GetProperty("outputs").EnumerateArray())
            Assert.Contains($"`{output.GetProperty("name")}` ({output.GetProperty("dimensions")} numbers", glossary);
    }

    private static bool IsRun(DocBlock block) => block.NotRun is null && DocBlock.Runnable.Contains(block.Language);

    [GeneratedRegex(@"^  ([a-z]+)(?: [<\[].*?)?  ", RegexOptions.Multiline)]
    private static partial Regex CommandOfHelp();

    [GeneratedRegex("'([A-Z][a-z]+-[A-Za-z]*Garment[A-Za-z]*)'")]
    private static partial Regex Cmdlet();
}
