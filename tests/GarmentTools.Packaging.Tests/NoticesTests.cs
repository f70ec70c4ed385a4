using GarmentTools.Notices;
using GarmentTools.Tests;

namespace GarmentTools.Packaging.Tests;

/// <summary>What is told of others' software is what the packages say that are shipped.</summary>
public sealed class NoticesTests
{
    [Fact]
    public void The_page_is_made_of_the_packages_that_are_shipped_now()
    {
        var committed = File.ReadAllText(Path.Combine(TestData.Repository, NoticesPage.FileName));
        Assert.True(
            NoticesPage.Make(TestData.Repository) == committed,
            $"{NoticesPage.FileName} is not what the packages say now: run 'dotnet run --project build/Notices -- .' and commit.");
    }

    [Fact]
    public void What_is_shipped_is_listed_and_what_only_builds_or_tests_is_not()
    {
        var shipped = ShippedPackages.Find(TestData.Repository).Select(package => package.Id).ToList();
        string[] run = ["Microsoft.ML.OnnxRuntime", "NetVips", "NetVips.Native.osx-arm64", "SourceGear.sqlite3", "Markdig"];
        string[] build = ["Microsoft.CodeAnalysis.Analyzers", "PowerShellStandard.Library", "System.Management.Automation", "xunit.v3"];
        Assert.All(run, id => Assert.Contains(id, shipped));
        Assert.All([.. build, "NetVips.Native.linux-musl-x64"], id => Assert.DoesNotContain(id, shipped));
    }

    [Theory]
    [InlineData("<license type=\"expression\">GPL-3.0-only</license>", "GPL-3.0-only")]
    [InlineData("<licenseUrl>https://example.org/eula</licenseUrl>", "https://example.org/eula")]
    [InlineData("", "''")]
    public void A_package_under_other_terms_is_refused_by_name(string license, string named)
    {
        using var folder = new TempFolder();
        WriteNuspec(folder, license);
        var error = Assert.Throws<FormatException>(() => Package.Read(folder.Path));
        Assert.Contains("Some.Package", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_licenses_the_one_is_taken_whose_text_goes_along()
    {
        using var folder = new TempFolder();
        WriteNuspec(folder, "<license type=\"expression\">MS-PL OR Apache-2.0</license>");
        var package = Package.Read(folder.Path);
        Assert.Equal("Some.Package 1.2.3 Apache-2.0 Somebody", $"{package.Id} {package.Version} {package.License} {package.Copyright}");
    }

    private static void WriteNuspec(TempFolder folder, string license) => File.WriteAllText(folder["some.package.nuspec"],
        $"<package><metadata><id>Some.Package</id><version>1.2.3</version><authors>Somebody</authors>{license}</metadata></package>");
}
