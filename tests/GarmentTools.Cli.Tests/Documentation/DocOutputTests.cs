namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>What counts as the output that a page shows.</summary>
public sealed class DocOutputTests
{
    [Theory]
    [InlineData("a  b", "a b\n")]
    [InlineData("1 0.5542 x", "1 0.5555 x")]
    [InlineData("memory … of … allowed", "memory 3.7 MB of 5.6 GB allowed")]
    [InlineData("shop.npz: … bytes …", "shop.npz: 34,217 bytes (0.1 s)")]
    [InlineData("first\n…\nlast", "first\nsecond\nthird\nlast")]
    [InlineData("first\n…", "first\nsecond")]
    [InlineData("Query: …/street-16.jpg", "Query: /tmp/x/street-16.jpg")]
    public void Is_as_the_page_says(string page, string printed) => Assert.Null(DocOutput.Difference(page, printed));

    [Theory]
    [InlineData("a", "b")]
    [InlineData("1 0.5542 x", "1 0.5600 x")]
    [InlineData("94", "95")]
    [InlineData("a", "a\nb")]
    [InlineData("a\nb", "a")]
    [InlineData("first\n…\nlast", "first\nsecond")]
    [InlineData("…", "")]
    [InlineData("…\nlast", "last")]
    [InlineData("memory … allowed", "memory 3 refused")]
    [InlineData("a …  b", "a x b c")]
    public void Is_not_as_the_page_says(string page, string printed) => Assert.NotNull(DocOutput.Difference(page, printed));

    [Fact]
    public void Blocks_know_their_reason_and_their_neighbor()
    {
        var blocks = DocBlock.Read("p", "<!-- not run: why -->\n```bash\na\n```\n```text\nb\n```\n\nwords\n```text\nc\n```\n");
        var found = blocks.Select(b => (b.Language, b.Text, b.NotRun, b.Adjoins));
        Assert.Equal([("bash", "a", "why", false), ("text", "b", null, true), ("text", "c", null, false)], found);
        Assert.Equal([2, 5, 10], blocks.Select(b => b.Line));
    }
}
