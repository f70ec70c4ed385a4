using System.Management.Automation;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Models;
using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

public sealed class UpdateGarmentCatalogTests
{
    [Fact]
    public void A_folder_gets_a_catalog_of_its_own()
    {
        using var folder = new TempFolder();
        Photos.Write(folder["photos", "a.png"], 200, 0, 0);
        Photos.Write(folder["photos", "b.png"], 0, 200, 0);
        var sink = new TestSink(folder.Path).Run(new UpdateGarmentCatalogCommand { Path = ["photos"], Domain = "street" });
        Assert.Empty(sink.Errors);
        Assert.Equal(2, Assert.IsType<UpdateSummary>(Assert.Single(sink.Output)).Added);
        using var catalog = GarmentCatalog.Open(folder["photos", "catalog.garments"]);
        Assert.All(catalog.List(), garment => Assert.Equal("street", garment.Domain));
    }

    [Fact]
    public void A_bad_file_is_reported_once_by_name_with_the_reason()
    {
        using var folder = new TempFolder();
        Photos.Write(folder["photos", "a.png"], 200, 0, 0);
        File.WriteAllText(folder["photos", "bad.jpg"], "no");
        var sink = new TestSink(folder["photos", "."]).Run(new UpdateGarmentCatalogCommand { Path = ["."] });
        var error = Assert.Single(sink.Errors);
        Assert.Equal(("PhotoRejected", ErrorCategory.InvalidData, "bad.jpg"), (error.Id, error.Category, error.Target));
        Assert.Single(sink.Output);

        var again = new TestSink(folder["photos", "."]).Run(new UpdateGarmentCatalogCommand { Path = ["."] });
        Assert.Empty(again.Errors);
        Assert.Contains(again.Verbose, v => v.Contains("-RetryRejected", StringComparison.Ordinal));

        var retried = new TestSink(folder["photos", "."]).With("RetryRejected").Run(new UpdateGarmentCatalogCommand { Path = ["."] });
        Assert.Single(retried.Errors);
    }

    [Fact]
    public void Missing_photos_are_warned_about_and_removed_on_request()
    {
        using var folder = new TempFolder();
        Photos.Write(folder["photos", "a.png"], 200, 0, 0);
        Photos.Write(folder["photos", "b.png"], 0, 200, 0);
        var sink = new TestSink(folder.Path);
        sink.Run(new UpdateGarmentCatalogCommand { Path = ["photos"] });
        File.Delete(folder["photos", "b.png"]);
        var warning = Assert.Single(new TestSink(folder.Path).Run(new UpdateGarmentCatalogCommand { Path = ["photos"] }).Warnings);
        Assert.Contains("-RemoveMissing", warning, StringComparison.Ordinal);
        var removed = new TestSink(folder.Path).With("RemoveMissing").Run(new UpdateGarmentCatalogCommand { Path = ["photos"] });
        Assert.Equal(1, removed.Of<UpdateSummary>().Single().Removed);
    }

    [Fact]
    public void Files_of_a_pipeline_are_one_update_of_the_named_catalog()
    {
        using var folder = new TempFolder();
        string[] files = [Photos.Write(folder["x", "a.png"], 200, 0, 0), Photos.Write(folder["y", "b.png"], 0, 200, 0)];
        var sink = new TestSink(folder.Path).Pipe(new UpdateGarmentCatalogCommand { Catalog = "all.garments" }, files.Select(file => new Action<UpdateGarmentCatalogCommand>(c => c.LiteralPath = [file])));
        Assert.Equal(2, Assert.Single(sink.Of<UpdateSummary>()).Added);
        Assert.True(File.Exists(folder["all.garments"]));
    }

    [Fact]
    public void Without_consent_nothing_is_written()
    {
        using var folder = new TempFolder();
        Photos.Write(folder["photos", "a.png"], 200, 0, 0);
        var sink = new TestSink(folder.Path) { Consent = _ => false };
        sink.Run(new UpdateGarmentCatalogCommand { Path = ["photos"] });
        Assert.Equal(folder["photos", "catalog.garments"], Assert.Single(sink.Asked).Target);
        Assert.Empty(sink.Output);
        Assert.False(File.Exists(folder["photos", "catalog.garments"]));
    }

    [Fact]
    public void A_path_that_is_not_there_is_an_error_and_the_others_go_on()
    {
        using var folder = new TempFolder();
        Photos.Write(folder["photos", "a.png"], 200, 0, 0);
        var sink = new TestSink(folder.Path).Run(new UpdateGarmentCatalogCommand { Path = ["nowhere", "photos"] });
        Assert.Equal("PathNotFound", Assert.Single(sink.Errors).Id);
        Assert.Equal(1, sink.Of<UpdateSummary>().Single().Added);
    }

    [Fact]
    public void A_model_that_is_not_known_ends_the_command()
    {
        using var folder = new TempFolder();
        Photos.Write(folder["photos", "a.png"], 200, 0, 0);
        var error = new TestSink(folder.Path).Fails(new UpdateGarmentCatalogCommand { Path = ["photos"], Model = "no-such-model" });
        Assert.Equal("ModelUnusable", error.Id);
        Assert.Contains("Register-GarmentModel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_stops_the_work_and_the_next_run_goes_on()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < 60; i++) Photos.Write(folder["photos", $"{i:00}.png"], (byte)(i * 4), 100, 50);
        var cmdlet = new UpdateGarmentCatalogCommand { Path = ["photos"], Sink = new TestSink(folder.Path) };
        cmdlet.Run(CmdletStep.Begin);
        cmdlet.Run(CmdletStep.Process);
        using var timer = new Timer(_ => cmdlet.Run(CmdletStep.Stop), null, 300, Timeout.Infinite);
        try { cmdlet.Run(CmdletStep.End); }
        catch (PipelineStoppedException) { }
        cmdlet.Dispose();
        var summary = new TestSink(folder.Path).Run(new UpdateGarmentCatalogCommand { Path = ["photos"] }).Of<UpdateSummary>().Single();
        Assert.Equal(60, summary.Added + summary.Unchanged);
    }
}
