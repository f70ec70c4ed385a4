using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

public sealed class CatalogFileTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public void Get_tells_what_the_nearest_catalog_holds()
    {
        using var work = fixture.Copy();
        var info = Assert.IsType<CatalogInfo>(Assert.Single(work.Run("Get-GarmentCatalog").Output));
        Assert.Equal((work.Catalog, 6L, 3L), (info.Path, info.Garments, info.Products));
    }

    [Fact]
    public void Get_takes_files_folders_and_wildcards_and_reports_what_is_none()
    {
        using var work = fixture.Copy();
        File.Copy(work.Catalog, work.File_("other.garments"));
        File.WriteAllText(work.File_("broken.garments"), "nothing");
        var answer = work.Run("Get-GarmentCatalog *.garments, nowhere.garments");
        Assert.Equal([work.Catalog, work.File_("other.garments")], answer.Of<CatalogInfo>().Select(i => i.Path));
        Assert.Equal(["CatalogUnusable", "PathNotFound"], answer.Errors.Select(e => e.Id));
        Assert.Equal(work.File_("broken.garments"), answer.Errors[0].TargetObject);
        Assert.Equal(2, work.Run("Get-Item *.garments -Exclude broken* | Get-GarmentCatalog").Output.Count);
    }

    [Fact]
    public void Get_lists_rejected_files()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("bad.png"), "no");
        work.Run("Update-GarmentCatalog .");
        Assert.Equal("bad.png", Assert.IsType<RejectedFile>(Assert.Single(work.Run("Get-GarmentCatalog -Rejected").Output)).Path);
    }

    [Fact]
    public void Set_holds_for_the_session_wherever_it_is_until_it_is_cleared()
    {
        using var work = fixture.Copy();
        using var elsewhere = new TempFolder();
        using var session = new Session(elsewhere.Path);
        Assert.Equal(work.Catalog, session.Run("Set-GarmentCatalog $args[0] -PassThru", work.Folder).Of<CatalogInfo>().Single().Path);
        Assert.Equal(6, session.Run("Set-Location Env:; Get-Garment").Output.Count);
        using var another = new Session(elsewhere.Path);
        Assert.Equal("CatalogUnusable", another.Fails("Get-GarmentCatalog").Id);
        session.Run("Set-GarmentCatalog -Clear");
        Assert.Equal("CatalogUnusable", session.Fails("Get-GarmentCatalog").Id);
    }

    [Fact]
    public void Removing_the_module_forgets_what_was_set()
    {
        using var work = fixture.Copy();
        using var elsewhere = new TempFolder();
        using var session = new Session(elsewhere.Path);
        session.Run("Set-GarmentCatalog $args[0]; Remove-Module GarmentTools; Import-Module $args[1]", work.Folder, Repository.Manifest);
        Assert.Equal("CatalogUnusable", session.Fails("Get-GarmentCatalog").Id);
        Assert.Equal(6, session.Run("Get-Garment -Catalog $args[0]", work.Folder).Of<Garment>().Count());
    }

    [Fact]
    public void Set_refuses_what_cannot_be_opened_and_asks_first()
    {
        using var work = fixture.Copy();
        File.Copy(work.Catalog, work.File_("other.garments"));
        Assert.Equal("CatalogUnusable", work.Fails("Set-GarmentCatalog nowhere.garments").Id);
        work.Session.Consent = _ => false;
        Assert.Empty(work.Run("Set-GarmentCatalog catalog.garments -PassThru -Confirm").Output);
        Assert.Contains("Set as the session's catalog", Assert.Single(work.Session.Asked), StringComparison.Ordinal);
        Assert.Equal("CatalogUnusable", work.Fails("Get-Garment").Id); // two catalogs, none set
    }

    [Fact]
    public void Test_reports_and_repair_mends()
    {
        using var work = fixture.Copy();
        Assert.True(Assert.IsType<CatalogCheck>(Assert.Single(work.Run("Test-GarmentCatalog").Output)).IsHealthy);
        Assert.Equal([true], work.Run("Test-GarmentCatalog -Quiet").Output);

        var vectors = Directory.GetFiles(work.Folder, "*.vectors");
        foreach (var file in vectors)
        {
            var bytes = File.ReadAllBytes(file);
            for (var i = bytes.Length / 2; i < bytes.Length; i++) bytes[i] ^= 0xFF;
            File.WriteAllBytes(file, bytes);
        }
        if (vectors.Length == 0) Assert.Skip("this catalog has no vector file beside it");
        Assert.Equal([false], work.Run("Test-GarmentCatalog -Quiet").Output);
        Assert.Empty(work.Run("Repair-GarmentCatalog -WhatIf").Output);
        var repaired = work.Run("Repair-GarmentCatalog -Confirm:$false");
        Assert.Empty(repaired.Errors);
        Assert.True(repaired.Of<CatalogCheck>().Single().IsHealthy);
        Assert.Equal([true], work.Run("Test-GarmentCatalog -Quiet").Output);
    }

    [Fact]
    public void Two_catalogs_in_a_folder_are_an_error_that_names_the_parameter()
    {
        using var work = fixture.Copy();
        File.Copy(work.Catalog, work.File_("other.garments"));
        var error = work.Fails("Get-Garment");
        Assert.Equal(("CatalogUnusable", ErrorCategory.ResourceUnavailable), (error.Id, error.Category));
        Assert.Contains("-Catalog", error.Message, StringComparison.Ordinal);
    }
}
