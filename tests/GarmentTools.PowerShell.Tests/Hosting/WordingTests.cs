using System.Text.RegularExpressions;

namespace GarmentTools.PowerShell.Tests;

public sealed partial class WordingTests
{
    // Cmdlets of parts that join the module later.
    private static readonly string[] s_toCome =
    [
        "Copy-GarmentCatalog", "Get-GarmentRegion", "New-GarmentDistanceMatrix", "Update-GarmentDistanceMatrix", "Get-GarmentDistanceMatrix", "Get-GarmentNeighbor",
        "Optimize-GarmentMetric", "Measure-GarmentRetrieval", "Find-DuplicateGarment", "Set-GarmentDecision", "Group-Garment", "Export-GarmentReport",
    ];

    [Theory]
    [InlineData("Make one with 'garment index FOLDER', or name one with --catalog.", "Make one with 'Update-GarmentCatalog FOLDER', or name one with -Catalog.")]
    [InlineData("Run 'garment verify --catalog \"x\"'.", "Run 'Test-GarmentCatalog -Catalog \"x\"'.")]
    [InlineData("fix it with `garment verify --repair`", "fix it with `Repair-GarmentCatalog`")]
    [InlineData("Fetch them with 'garment models install m'", "Fetch them with 'Install-GarmentModel m'")]
    [InlineData("a garment list and x -- y", "a garment list and x -- y")]
    public void Commands_are_called_as_cmdlets(string message, string expected) => Assert.Equal(expected, Wording.ForCmdlets(message));

    [Fact]
    public void Every_command_that_the_library_advises_has_a_cmdlet()
    {
        var cmdlets = CmdletTypes.All.Select(CmdletTypes.CmdletName).Concat(s_toCome).ToHashSet();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "src", "GarmentTools"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)))
            foreach (var line in File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
                foreach (Match advice in Advice().Matches(line))
                {
                    var worded = Wording.ForCmdlets(advice.Value);
                    Assert.False(Advice().IsMatch(worded), $"{Path.GetFileName(file)}: {worded}");
                    if (Cmdlet().Match(worded) is { Success: true } cmdlet) Assert.Contains(cmdlet.Value, cmdlets);
                }
    }

    [GeneratedRegex(@"['`]garment [a-z]+[^'`]*['`]|(?<![\w-])--[a-z]+")]
    private static partial Regex Advice();

    [GeneratedRegex(@"(?<=^['`])[A-Z][a-z]+-\w+")]
    private static partial Regex Cmdlet();
}
