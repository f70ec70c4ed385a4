using System.Collections;
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
        var garments = work.Sink().Run(new GetGarmentCommand()).Of<Garment>().ToList();
        Assert.Equal(6, garments.Count);
        Assert.Equal(garments.Select(g => g.Id).Order(), garments.Select(g => g.Id));
    }

    [Fact]
    public void Get_chooses_by_filter_product_and_domain()
    {
        using var work = fixture.Copy();
        Assert.Equal(3, work.Sink().Run(new GetGarmentCommand { Filter = "color = red" }).Output.Count);
        Assert.Equal(2, work.Sink().Run(new GetGarmentCommand { Product = "shirt-blue", Domain = "shop" }).Output.Count);
        Assert.Empty(work.Sink().Run(new GetGarmentCommand { Product = "shirt-blue", Filter = "color = red" }).Output);
    }

    [Fact]
    public void Get_pages()
    {
        using var work = fixture.Copy();
        var sink = work.Sink();
        sink.Paging = (1, 2, true);
        var all = work.Ask(c => c.List());
        Assert.Equal(all.Skip(1).Take(2).Select(g => g.Id), sink.Run(new GetGarmentCommand()).Of<Garment>().Select(g => g.Id));
        Assert.Equal(6UL, sink.TotalCount);
    }

    [Fact]
    public void Get_takes_ids_paths_and_patterns()
    {
        using var work = fixture.Copy();
        var id = work.IdOf("green-1.png");
        Assert.Equal(id, work.Sink().Run(new GetGarmentCommand { Id = [id] }).Of<Garment>().Single().Id);
        Assert.Equal(id, work.Sink().Run(new GetGarmentCommand { LiteralPath = [work.File_("green-1.png")] }).Of<Garment>().Single().Id);
        Assert.Equal(2, work.Sink().Run(new GetGarmentCommand { Path = ["blue-*"] }).Output.Count);
        File.Delete(work.File_("green-1.png"));
        Assert.Equal(id, work.Sink().Run(new GetGarmentCommand { Path = ["green-1.png"] }).Of<Garment>().Single().Id);
    }

    [Fact]
    public void Get_reports_what_is_no_garment()
    {
        using var work = fixture.Copy();
        var sink = work.Sink().Run(new GetGarmentCommand { Path = ["none.png", "none-*", "red-1.png"] });
        Assert.Single(sink.Output);
        Assert.Equal(["none.png", "none-*"], sink.Errors.Select(e => e.Target));
        Assert.All(sink.Errors, e => Assert.Equal(("GarmentNotFound", ErrorCategory.ObjectNotFound), (e.Id, e.Category)));
    }

    [Fact]
    public void Set_sets_and_removes_attributes()
    {
        using var work = fixture.Copy();
        var id = work.IdOf("red-1.png");
        var sink = work.Sink().With("PassThru").Run(new SetGarmentAttributeCommand { Id = [id], Attribute = new Hashtable { ["sleeve"] = "long", ["price"] = 19.5, ["color"] = null } });
        var garment = Assert.Single(sink.Of<Garment>());
        Assert.Equal(("long", "19.5"), (garment.Attributes["sleeve"], garment.Attributes["price"]));
        Assert.False(garment.Attributes.ContainsKey("color"));
        Assert.Contains("color removed", Assert.Single(sink.Asked).Action, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_works_on_a_pipeline_and_only_with_consent()
    {
        using var work = fixture.Copy();
        var ids = work.Ask(c => c.List()).Select(g => g.Id).ToList();
        var sink = work.Sink();
        sink.Consent = target => !target.Contains("red", StringComparison.Ordinal);
        sink.Pipe(new SetGarmentAttributeCommand { Name = "season", Value = "2026" }, ids.Select(id => new Action<SetGarmentAttributeCommand>(c => c.Id = [id])));
        Assert.Equal(3, work.Ask(c => c.List(GarmentFilter.Parse("season = 2026"))).Count);
        Assert.Empty(sink.Output);
    }

    [Fact]
    public void Set_refuses_wrong_requests()
    {
        using var work = fixture.Copy();
        Assert.Equal("NoInput", work.Sink().Fails(new SetGarmentAttributeCommand { Id = [1] }).Id);
        Assert.Equal("NoInput", work.Sink().Fails(new SetGarmentAttributeCommand { Id = [1], Value = "x" }).Id);
        Assert.Equal("NoInput", work.Sink().Fails(new SetGarmentAttributeCommand { Name = "x", Value = "y" }).Id);
        var error = Assert.Single(work.Sink().Run(new SetGarmentAttributeCommand { Id = [work.IdOf("red-1.png")], Name = "path", Value = "y" }).Errors);
        Assert.Equal("InvalidRequest", error.Id);
    }

    [Fact]
    public void Import_reads_csv_and_reports_rows_of_no_garment()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("a.csv"), "file,sleeve\nred-1.png,long\nnone.png,short\n");
        var sink = work.Sink().Run(new ImportGarmentAttributeCommand { Path = ["*.csv"] });
        Assert.Equal((2, 1), (sink.Of<AttributeImportRow>().Single().Rows, sink.Of<AttributeImportRow>().Single().Garments));
        var error = Assert.Single(sink.Errors);
        Assert.Equal(("GarmentNotFound", "none.png"), (error.Id, error.Target));
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_of_a_bad_file_is_an_error_and_the_others_go_on()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("a.csv"), "name,sleeve\nred-1.png,long\n");
        File.WriteAllText(work.File_("b.csv"), "file,sleeve\nred-1.png,long\n");
        var sink = work.Sink().Run(new ImportGarmentAttributeCommand { Path = ["a.csv", "b.csv"] });
        Assert.Equal(("InvalidRequest", work.File_("a.csv")), (Assert.Single(sink.Errors).Id, sink.Errors[0].Target));
        Assert.Single(sink.Output);
        var declined = work.Sink();
        declined.Consent = _ => false;
        Assert.Empty(declined.Run(new ImportGarmentAttributeCommand { Path = ["b.csv"] }).Output);
    }

    [Fact]
    public void Remove_asks_for_each_and_removes_at_the_end()
    {
        using var work = fixture.Copy();
        var sink = work.Sink();
        sink.Consent = target => !target.StartsWith("red-2", StringComparison.Ordinal);
        sink.With("PassThru").Run(new RemoveGarmentCommand { Path = ["red-*", "red-1.png"] });
        Assert.Equal(["red-1.png", "red-copy.png"], sink.Of<Garment>().Select(g => g.Path).Order(StringComparer.Ordinal));
        Assert.Equal(4, work.Ask(c => c.List()).Count);
        Assert.True(File.Exists(work.File_("red-1.png")));
    }

    [Fact]
    public void Remove_by_filter_and_never_everything_by_accident()
    {
        using var work = fixture.Copy();
        work.Sink().Run(new RemoveGarmentCommand { Filter = "color = blue" });
        Assert.Equal(4, work.Ask(c => c.List()).Count);
        Assert.Equal("NoInput", work.Sink().Fails(new RemoveGarmentCommand()).Id);
    }

    [Fact]
    public void Remove_that_is_stopped_has_removed_nothing()
    {
        using var work = fixture.Copy();
        var cmdlet = new RemoveGarmentCommand { Path = ["*.png"], Sink = work.Sink() };
        cmdlet.Run(CmdletStep.Begin);
        cmdlet.Run(CmdletStep.Stop);
        Assert.Throws<PipelineStoppedException>(() => cmdlet.Run(CmdletStep.Process));
        cmdlet.Dispose();
        Assert.Equal(6, work.Ask(c => c.List()).Count);
    }
}
