using System.Text.RegularExpressions;

namespace GarmentTools.PowerShell.Tests;

public sealed partial class ManifestTests
{
    private readonly string _manifest = File.ReadAllText(Repository.Manifest);

    [Fact]
    public void Lists_every_cmdlet_and_no_other() =>
        Assert.Equal(CmdletTypes.All.Select(CmdletTypes.Name).Order(StringComparer.Ordinal), List("CmdletsToExport"));

    [Fact]
    public void Lists_every_alias_and_no_other() =>
        Assert.Equal(CmdletTypes.All.SelectMany(CmdletTypes.Aliases).Order(StringComparer.Ordinal), List("AliasesToExport"));

    [Fact]
    public void Has_no_wildcard() => Assert.DoesNotContain('*', _manifest);

    [Fact]
    public void Has_the_version_of_the_assemblies() =>
        Assert.Equal(typeof(GarmentCmdlet).Assembly.GetName().Version!.ToString(3), Value("ModuleVersion"));

    [Fact]
    public void Asks_for_the_PowerShell_that_runs_on_this_runtime()
    {
        Assert.Equal("7.6", Value("PowerShellVersion"));
        Assert.Equal(["Core"], List("CompatiblePSEditions"));
    }

    [Fact]
    public void Names_files_that_the_build_makes()
    {
        foreach (var file in List("FileList").Append(Value("RootModule")).Concat(List("FormatsToProcess")).Concat(List("TypesToProcess")))
            Assert.True(File.Exists(Path.Combine(Repository.Root, file)), file);
    }

    private string Value(string key) => Regex.Match(_manifest, $@"^\s*{key}\s*=\s*'([^']*)'", RegexOptions.Multiline).Groups[1].Value;

    private IEnumerable<string> List(string key) =>
        Quoted().Matches(Regex.Match(_manifest, $@"^\s*{key}\s*=\s*@\(([^)]*)\)", RegexOptions.Multiline).Groups[1].Value).Select(m => m.Groups[1].Value);

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
