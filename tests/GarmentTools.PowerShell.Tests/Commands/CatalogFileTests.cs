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
        var info = Assert.IsType<CatalogInfo>(Assert.Single(work.Sink().Run(new GetGarmentCatalogCommand()).Output));
        Assert.Equal((work.Catalog, 6L, 3L), (info.Path, info.Garments, info.Products));
    }

    [Fact]
    public void Get_takes_files_folders_and_wildcards_and_reports_what_is_none()
    {
        using var work = fixture.Copy();
        File.Copy(work.Catalog, work.File_("other.garments"));
        File.WriteAllText(work.File_("broken.garments"), "nothing");
        var sink = work.Sink().Run(new GetGarmentCatalogCommand { Catalog = ["*.garments", "nowhere.garments"] });
        Assert.Equal([work.Catalog, work.File_("other.garments")], sink.Of<CatalogInfo>().Select(i => i.Path));
        Assert.Equal(["CatalogUnusable", "PathNotFound"], sink.Errors.Select(e => e.Id));
        Assert.Equal(work.File_("broken.garments"), sink.Errors[0].Target);
    }

    [Fact]
    public void Get_lists_rejected_files()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("bad.png"), "no");
        work.Sink().Run(new UpdateGarmentCatalogCommand { Path = ["."] });
        var file = Assert.IsType<RejectedFile>(Assert.Single(work.Sink().With("Rejected").Run(new GetGarmentCatalogCommand()).Output));
        Assert.Equal("bad.png", file.Path);
    }

    [Fact]
    public void Set_holds_for_the_session_until_it_is_cleared()
    {
        using var work = fixture.Copy();
        using var elsewhere = new TempFolder();
        var session = new GarmentSession();
        var sink = new TestSink(elsewhere.Path) { Session = session };
        sink.With("PassThru").Run(new SetGarmentCatalogCommand { Catalog = work.Folder });
        Assert.Equal(work.Catalog, sink.Of<CatalogInfo>().Single().Path);
        Assert.Equal(work.Catalog, session.Catalog);
        Assert.Single(new TestSink(elsewhere.Path) { Session = session }.Run(new GetGarmentCatalogCommand()).Output);
        new TestSink(elsewhere.Path) { Session = session }.With("Clear").Run(new SetGarmentCatalogCommand());
        Assert.Null(session.Catalog);
    }

    [Fact]
    public void Set_refuses_what_cannot_be_opened_and_asks_first()
    {
        using var work = fixture.Copy();
        Assert.Equal("CatalogUnusable", work.Sink().Fails(new SetGarmentCatalogCommand { Catalog = "nowhere.garments" }).Id);
        var sink = work.Sink();
        sink.Consent = _ => false;
        sink.With("PassThru").Run(new SetGarmentCatalogCommand { Catalog = "catalog.garments" });
        Assert.Null(sink.Session.Catalog);
        Assert.Empty(sink.Output);
    }

    [Fact]
    public void Test_reports_and_repair_mends()
    {
        using var work = fixture.Copy();
        Assert.True(Assert.IsType<CatalogCheck>(Assert.Single(work.Sink().Run(new TestGarmentCatalogCommand()).Output)).IsHealthy);
        Assert.Equal([true], work.Sink().With("Quiet").Run(new TestGarmentCatalogCommand()).Output);

        var vectors = Directory.GetFiles(work.Folder, "*.vectors");
        foreach (var file in vectors)
        {
            var bytes = File.ReadAllBytes(file);
            for (var i = bytes.Length / 2; i < bytes.Length; i++) bytes[i] ^= 0xFF;
            File.WriteAllBytes(file, bytes);
        }
        if (vectors.Length == 0) Assert.Skip("this catalog has no vector file beside it");
        Assert.Equal([false], work.Sink().With("Quiet").Run(new TestGarmentCatalogCommand()).Output);
        var refused = work.Sink();
        refused.Consent = _ => false;
        Assert.Empty(refused.Run(new RepairGarmentCatalogCommand()).Output);
        var repaired = work.Sink().Run(new RepairGarmentCatalogCommand());
        Assert.Empty(repaired.Errors);
        Assert.True(repaired.Of<CatalogCheck>().Single().IsHealthy);
        Assert.Equal([true], work.Sink().With("Quiet").Run(new TestGarmentCatalogCommand()).Output);
    }

    [Fact]
    public void Two_catalogs_in_a_folder_are_an_error_that_names_the_parameter()
    {
        using var work = fixture.Copy();
        File.Copy(work.Catalog, work.File_("other.garments"));
        var error = work.Sink().Fails(new GetGarmentCommand());
        Assert.Equal(("CatalogUnusable", ErrorCategory.ResourceUnavailable), (error.Id, error.Category));
        Assert.Contains("-Catalog", error.Message, StringComparison.Ordinal);
    }
}
