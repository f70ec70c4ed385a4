using System.Collections;
using System.Management.Automation;

namespace GarmentTools.PowerShell.Tests;

public sealed class ManifestTests
{
    private readonly Hashtable _manifest;
    private readonly PSModuleInfo _module;

    public ManifestTests()
    {
        using var session = new Session(Repository.Root);
        _manifest = session.Run("Import-PowerShellDataFile $args[0]", Repository.Manifest).Of<Hashtable>().Single();
        _module = session.Run("Get-Module GarmentTools").Of<PSModuleInfo>().Single();
    }

    [Fact]
    public void Lists_every_cmdlet_and_no_other()
    {
        var cmdlets = CmdletTypes.All.Select(CmdletTypes.CmdletName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(cmdlets, List("CmdletsToExport"));
        Assert.Equal(cmdlets, _module.ExportedCommands.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lists_every_alias_and_no_other() =>
        Assert.Equal(CmdletTypes.All.SelectMany(CmdletTypes.Aliases).Order(StringComparer.Ordinal), List("AliasesToExport"));

    [Fact]
    public void Has_no_wildcard() => Assert.DoesNotContain('*', File.ReadAllText(Repository.Manifest));

    [Fact]
    public void Has_the_version_of_the_assemblies() =>
        Assert.Equal(typeof(GarmentCmdlet).Assembly.GetName().Version!.ToString(3), _module.Version.ToString());

    [Fact]
    public void Asks_for_the_PowerShell_that_runs_on_this_runtime()
    {
        Assert.Equal(new Version(7, 6), _module.PowerShellVersion);
        Assert.Equal(["Core"], _module.CompatiblePSEditions);
    }

    [Fact]
    public void Names_files_that_the_build_makes()
    {
        foreach (var file in List("FileList").Concat(List("RootModule")).Concat(List("FormatsToProcess")).Concat(List("TypesToProcess")))
            Assert.True(File.Exists(Path.Combine(Repository.Root, file)), file);
    }

    private IEnumerable<string> List(string key) => LanguagePrimitives.ConvertTo<string[]>(_manifest[key]);
}
