using System.Management.Automation;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

public sealed class UpdateGarmentCatalogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Session _session;

    public UpdateGarmentCatalogTests()
    {
        Photos.Write(_folder["photos", "a.png"], 200, 0, 0);
        _session = new(_folder.Path);
    }

    [Fact]
    public void A_folder_gets_a_catalog_of_its_own()
    {
        Photos.Write(_folder["photos", "b.png"], 0, 200, 0);
        var answer = _session.Run("Update-GarmentCatalog photos -Domain street");
        Assert.Empty(answer.Errors);
        Assert.Equal(2, Assert.IsType<UpdateSummary>(Assert.Single(answer.Output)).Added);
        using var catalog = GarmentCatalog.Open(_folder["photos", "catalog.garments"]);
        Assert.All(catalog.List(), garment => Assert.Equal("street", garment.Domain));
    }

    [Fact]
    public void A_bad_file_is_reported_once_by_name_with_the_reason()
    {
        File.WriteAllText(_folder["photos", "bad.jpg"], "no");
        var first = _session.Run("Update-GarmentCatalog photos");
        var error = Assert.Single(first.Errors);
        Assert.Equal(("PhotoRejected", ErrorCategory.InvalidData, "bad.jpg"), (error.Id, error.Category, error.TargetObject));
        Assert.Single(first.Output);

        var again = _session.Run("Update-GarmentCatalog photos -Verbose");
        Assert.Empty(again.Errors);
        Assert.Contains(again.Verbose, v => v.Contains("-RetryRejected", StringComparison.Ordinal));
        Assert.Single(_session.Run("Update-GarmentCatalog photos -RetryRejected").Errors);
    }

    [Fact]
    public void Missing_photos_are_warned_about_and_removed_on_request()
    {
        Photos.Write(_folder["photos", "b.png"], 0, 200, 0);
        _session.Run("Update-GarmentCatalog photos");
        File.Delete(_folder["photos", "b.png"]);
        Assert.Contains("-RemoveMissing", Assert.Single(_session.Run("Update-GarmentCatalog photos").Warnings), StringComparison.Ordinal);
        Assert.Equal(1, _session.Run("Update-GarmentCatalog photos -RemoveMissing").Of<UpdateSummary>().Single().Removed);
    }

    [Fact]
    public void Files_of_a_pipeline_are_one_update_of_the_named_catalog()
    {
        Photos.Write(_folder["more", "b.png"], 0, 200, 0);
        var answer = _session.Run("Get-ChildItem photos, more | Update-GarmentCatalog -Catalog all.garments");
        Assert.Equal(2, Assert.Single(answer.Of<UpdateSummary>()).Added);
        Assert.True(File.Exists(_folder["all.garments"]));
    }

    [Fact]
    public void Without_consent_nothing_is_written()
    {
        _session.Consent = _ => false;
        Assert.Empty(_session.Run("Update-GarmentCatalog photos -WhatIf; Update-GarmentCatalog photos -Confirm").Output);
        Assert.Contains(_folder["photos", "catalog.garments"], Assert.Single(_session.Asked), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["photos", "catalog.garments"]));
    }

    [Fact]
    public void A_path_that_is_not_there_is_an_error_and_the_others_go_on()
    {
        var answer = _session.Run("Update-GarmentCatalog nowhere, photos");
        Assert.Equal("PathNotFound", Assert.Single(answer.Errors).Id);
        Assert.Equal(1, answer.Of<UpdateSummary>().Single().Added);
    }

    [Fact]
    public void A_model_that_is_not_known_ends_the_command()
    {
        var error = _session.Fails("Update-GarmentCatalog photos -Model no-such-model");
        Assert.Equal("ModelUnusable", error.Id);
        Assert.Contains("Register-GarmentModel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_stops_the_work_and_the_next_run_goes_on()
    {
        for (var i = 0; i < 60; i++) Photos.Write(_folder["photos", $"{i:00}.png"], (byte)(i * 4), 100, 50);
        var catalog = _folder["photos", "catalog.garments"];
        var state = _session.Stop("Update-GarmentCatalog photos -ThrottleLimit 1", () => File.Exists(catalog));
        Assert.Equal(PSInvocationState.Stopped, state);
        var answer = _session.Run("Update-GarmentCatalog photos");
        var summary = answer.Of<UpdateSummary>().Single();
        Assert.Equal(61, summary.Added + summary.Unchanged);
        Assert.True(summary.Added > 0, "nothing was left to do");
    }

    [Fact]
    public void Long_work_shows_how_far_it_is_with_the_time_left()
    {
        for (var i = 0; i < 60; i++) Photos.Write(_folder["photos", $"{i:00}.png"], (byte)(i * 4), 100, 50);
        var shown = _session.Run("Update-GarmentCatalog photos -ThrottleLimit 1").Progress;
        Assert.Contains(shown, bar => bar.StatusDescription.Contains(" of 61", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
        Assert.All(shown.SkipLast(1), bar => Assert.Equal(ProgressRecordType.Processing, bar.RecordType));
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }
}
