using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell.Tests;

public sealed class GarmentTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public void Get_lists_all_in_the_order_of_their_ids()
    {
        using var work = fixture.Copy();
        var garments = work.Run("Get-Garment").Of<Garment>().ToList();
        Assert.Equal(6, garments.Count);
        Assert.Equal(garments.Select(g => g.Id).Order(), garments.Select(g => g.Id));
    }

    [Fact]
    public void Get_chooses_by_filter_product_and_domain()
    {
        using var work = fixture.Copy();
        Assert.Equal(3, work.Run("Get-Garment -Filter 'color = red'").Output.Count);
        Assert.Equal(2, work.Run("Get-Garment -Product shirt-blue -Domain shop").Output.Count);
        Assert.Empty(work.Run("Get-Garment -Product shirt-blue -Filter 'color = red'").Output);
    }

    [Fact]
    public void Get_pages()
    {
        using var work = fixture.Copy();
        var all = work.Ask(c => c.List());
        Assert.Equal(all.Skip(1).Take(2).Select(g => g.Id), work.Run("Get-Garment -Skip 1 -First 2").Of<Garment>().Select(g => g.Id));
        Assert.Equal([6UL], work.Run("(Get-Garment -First 1 -IncludeTotalCount)[0]").Output);
        Assert.Single(work.Run("Get-Garment | Select-Object -First 1").Output);
    }

    [Fact]
    public void Get_takes_ids_paths_and_patterns()
    {
        using var work = fixture.Copy();
        var id = work.IdOf("green-1.png");
        Assert.Equal(id, work.Run("Get-Garment -Id $args[0]", id).Of<Garment>().Single().Id);
        Assert.Equal(id, work.Run("Get-Garment -LiteralPath $args[0]", work.File_("green-1.png")).Of<Garment>().Single().Id);
        Assert.Equal(2, work.Run("Get-Garment -Path blue-*").Output.Count);
        Assert.Equal(2, work.Run("Get-ChildItem blue-* | Get-Garment").Output.Count);
        Assert.Equal(6, work.Run("Get-Garment | Get-Garment").Output.Count);
        File.Delete(work.File_("green-1.png"));
        Assert.Equal(id, work.Run("Get-Garment -Path green-1.png").Of<Garment>().Single().Id);
    }

    [Fact]
    public void Get_reports_what_is_no_garment()
    {
        using var work = fixture.Copy();
        var answer = work.Run("Get-Garment -Path none.png, none-*, red-1.png");
        Assert.Single(answer.Output);
        Assert.Equal(["none.png", "none-*"], answer.Errors.Select(e => e.TargetObject));
        Assert.All(answer.Errors, e => Assert.Equal(("GarmentNotFound", ErrorCategory.ObjectNotFound), (e.Id, e.Category)));
        Assert.Equal("GarmentNotFound", work.Fails("Get-Garment -Path none.png -ErrorAction Stop").Id);
    }

    [Fact]
    public void Set_sets_and_removes_attributes()
    {
        using var work = fixture.Copy();
        var answer = work.Run(
            "Set-GarmentAttribute -Id $args[0] -Attribute @{ sleeve = 'long'; price = 19.5; color = $null } -PassThru -Confirm",
            work.IdOf("red-1.png"));
        var garment = Assert.Single(answer.Of<Garment>());
        Assert.Equal(("long", "19.5"), (garment.Attributes["sleeve"], garment.Attributes["price"]));
        Assert.False(garment.Attributes.ContainsKey("color"));
        Assert.Contains("color removed", Assert.Single(work.Session.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public void Set_works_on_a_pipeline_and_only_with_consent()
    {
        using var work = fixture.Copy();
        work.Session.Consent = question => !question.Contains("red-", StringComparison.Ordinal);
        var answer = work.Run("Get-Garment | Set-GarmentAttribute -Name season -Value 2026 -Confirm");
        Assert.Equal(3, work.Ask(c => c.List(GarmentFilter.Parse("season = 2026"))).Count);
        Assert.Empty(answer.Output);
    }

    [Fact]
    public void Set_takes_rows_of_a_table_by_their_properties()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("ids.csv"), $"Id\n{work.IdOf("red-1.png")}\n");
        Assert.Empty(work.Run("Import-Csv ids.csv | Set-GarmentAttribute -Name season -Value 2026").Errors);
        Assert.Equal("red-1.png", work.Run("Get-Garment -Filter 'season = 2026'").Of<Garment>().Single().CatalogPath);
    }

    [Theory]
    [InlineData("Set-GarmentAttribute -Id 1", "NoInput")]
    [InlineData("Set-GarmentAttribute -Id 1 -Value x", "NoInput")]
    [InlineData("Set-GarmentAttribute -Name x -Value y", "NoInput")]
    [InlineData("Set-GarmentAttribute -Id 1 -Name path -Value y -ErrorAction Stop", "InvalidRequest")]
    public void Set_refuses_wrong_requests(string script, string id)
    {
        using var work = fixture.Copy();
        Assert.Equal(id, work.Fails(script).Id);
    }

    [Fact]
    public void Import_reads_csv_and_reports_rows_of_no_garment()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("a.csv"), "file,sleeve\nred-1.png,long\nnone.png,short\n");
        var answer = work.Run("Get-Item *.csv | Import-GarmentAttribute");
        Assert.Equal((2, 1), (answer.Of<AttributeImportRow>().Single().Rows, answer.Of<AttributeImportRow>().Single().Garments));
        var error = Assert.Single(answer.Errors);
        Assert.Equal(("GarmentNotFound", "none.png"), (error.Id, error.TargetObject));
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_of_a_bad_file_is_an_error_and_the_others_go_on()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("a.csv"), "name,sleeve\nred-1.png,long\n");
        File.WriteAllText(work.File_("b.csv"), "file,sleeve\nred-1.png,long\n");
        var answer = work.Run("Import-GarmentAttribute a.csv, b.csv");
        Assert.Equal(("InvalidRequest", work.File_("a.csv")), (Assert.Single(answer.Errors).Id, answer.Errors[0].TargetObject));
        Assert.Single(answer.Output);
        Assert.Empty(work.Run("Import-GarmentAttribute b.csv -WhatIf").Output);
    }

    [Fact]
    public void Remove_asks_for_each_and_removes_at_the_end()
    {
        using var work = fixture.Copy();
        work.Session.Consent = question => !question.Contains("red-2", StringComparison.Ordinal);
        var removed = work.Run("Remove-Garment -Path red-*, red-1.png -PassThru -Confirm").Of<Garment>();
        Assert.Equal(["red-1.png", "red-copy.png"], removed.Select(g => g.CatalogPath).Order(StringComparer.Ordinal));
        Assert.Equal(4, work.Ask(c => c.List()).Count);
        Assert.True(File.Exists(work.File_("red-1.png")));
    }

    [Fact]
    public void Remove_by_filter_and_never_everything_by_accident()
    {
        using var work = fixture.Copy();
        work.Run("Remove-Garment -Filter 'color = blue'");
        Assert.Equal(4, work.Ask(c => c.List()).Count);
        Assert.Equal("NoInput", work.Fails("Remove-Garment").Id);
    }

    [Fact]
    public void Remove_that_is_stopped_has_removed_nothing()
    {
        using var work = fixture.Copy();
        const string slowly = "Get-Garment | ForEach-Object { $_; [Threading.Thread]::Sleep(200) } | Remove-Garment -Confirm";
        var state = work.Session.Stop(slowly, () => work.Session.Asked.Count > 1);
        Assert.Equal(PSInvocationState.Stopped, state);
        Assert.Equal(6, work.Ask(c => c.List()).Count);
    }
}
