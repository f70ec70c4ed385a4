using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell.Tests;

public sealed class GetSimilarGarmentTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public void Finds_the_nearest_first_and_says_what_was_asked()
    {
        using var work = fixture.Copy();
        var sink = work.Sink().Run(new GetSimilarGarmentCommand { Path = ["red-1.png"], Count = 3 });
        Assert.Empty(sink.Errors);
        var rows = sink.Of<SimilarGarment>().ToList();
        Assert.Equal([1, 2, 3], rows.Select(r => r.Rank));
        Assert.Equal("red-copy.png", rows[0].Path); // the query itself is left out, its copy is not
        Assert.True(rows[0].Duplicate);
        Assert.Equal(0, rows[0].Distance, 6);
        Assert.Equal("shirt-red", rows[0].Product);
        Assert.Equal("red", rows[0].Attributes["color"]);
        Assert.All(rows, row => Assert.Equal(work.File_("red-1.png"), row.Query));
        Assert.All(rows, row => Assert.Equal(work.File_(row.Path), row.FullPath));
        Assert.Equal(rows.OrderBy(r => r.Distance).ThenBy(r => r.Id).Select(r => r.Id), rows.Select(r => r.Id));
    }

    [Fact]
    public void Rows_have_the_names_that_other_faces_use()
    {
        foreach (var property in typeof(NeighborRow).GetProperties())
            Assert.Equal(property.PropertyType, typeof(SimilarGarment).GetProperty(property.Name)?.PropertyType);
    }

    [Fact]
    public void Photos_of_a_pipeline_are_queries_of_their_own_in_their_order()
    {
        using var work = fixture.Copy();
        string[] names = ["red-1.png", "blue-1.png", "green-1.png", "red-2.png", "blue-2.png"];
        var sink = work.Sink().Pipe(new GetSimilarGarmentCommand { Count = 1 }, names.Select(name => new Action<GetSimilarGarmentCommand>(c => c.LiteralPath = [work.File_(name)])));
        Assert.Equal(names.Select(work.File_), sink.Of<SimilarGarment>().Select(r => r.Query));
    }

    [Fact]
    public void A_bad_photo_is_an_error_in_its_turn_and_the_others_go_on()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("bad.png"), "not a picture");
        string[] names = ["red-1.png", "bad.png", "missing.png", "blue-1.png"];
        var sink = work.Sink().Pipe(new GetSimilarGarmentCommand { Count = 1 }, names.Select(name => new Action<GetSimilarGarmentCommand>(c => c.Path = [name])));
        Assert.Equal(2, sink.Output.Count);
        Assert.Equal([("PathNotFound", ErrorCategory.ObjectNotFound, "missing.png"), ("PhotoUnreadable", ErrorCategory.InvalidData, work.File_("bad.png"))],
            sink.Errors.Select(e => (e.Id, e.Category, (string)e.Target!)).Order());
    }

    [Fact]
    public void Wildcards_are_expanded_and_folders_among_them_left_out()
    {
        using var work = fixture.Copy();
        Directory.CreateDirectory(work.File_("red-folder.png"));
        var sink = work.Sink().Run(new GetSimilarGarmentCommand { Path = ["red-*.png"], Count = 1 });
        Assert.Empty(sink.Errors);
        Assert.Equal(3, sink.Output.Count);
    }

    [Fact]
    public void A_folder_is_an_error_that_says_what_to_do()
    {
        using var work = fixture.Copy();
        var error = Assert.Single(work.Sink().Run(new GetSimilarGarmentCommand { Path = ["."] }).Errors);
        Assert.Equal("PathIsFolder", error.Id);
        Assert.Contains("Get-ChildItem", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Garments_are_asked_about_by_id()
    {
        using var work = fixture.Copy();
        var id = work.IdOf("blue-1.png");
        var sink = work.Sink().Run(new GetSimilarGarmentCommand { Id = [id, 999], Count = 2 });
        Assert.Equal(["#" + id, "#" + id], sink.Of<SimilarGarment>().Select(r => r.Query));
        Assert.DoesNotContain(sink.Of<SimilarGarment>(), r => r.Id == id);
        var error = Assert.Single(sink.Errors);
        Assert.Equal(999L, error.Target);
        Assert.Contains("Get-Garment", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("garment list", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_photo_that_has_gone_can_still_be_named()
    {
        using var work = fixture.Copy();
        File.Delete(work.File_("red-2.png"));
        var sink = work.Sink().Run(new GetSimilarGarmentCommand { Path = ["red-2.png"], Count = 1 });
        Assert.Empty(sink.Errors);
        Assert.Single(sink.Output);
    }

    [Fact]
    public void Options_reach_the_search()
    {
        using var work = fixture.Copy();
        var sink = work.Sink().With("OnePerProduct").Run(new GetSimilarGarmentCommand { Path = ["red-1.png"], Filter = "color in (blue, green)" });
        Assert.Equal(["shirt-blue", "shirt-green"], sink.Of<SimilarGarment>().Select(r => r.Product).Order());

        var cosine = work.Sink().Run(new GetSimilarGarmentCommand { Path = ["red-1.png"] }).Of<SimilarGarment>().ToList();
        var limit = (cosine[1].Distance + cosine[2].Distance) / 2;
        Assert.Equal(2, work.Sink().Run(new GetSimilarGarmentCommand { Path = ["red-1.png"], MaxDistance = limit }).Output.Count);

        var euclidean = work.Sink().Run(new GetSimilarGarmentCommand { Path = ["red-1.png"], Metric = "euclidean" }).Of<SimilarGarment>().ToList();
        Assert.Equal(Math.Sqrt(2 * cosine[3].Distance), euclidean[3].Distance, 3);

        Assert.Equal("Cosine", new GetSimilarGarmentCommand().Metric);
        Assert.Equal(10, new GetSimilarGarmentCommand().Count);
    }

    [Fact]
    public void Together_is_one_query_and_unlike_stays_away()
    {
        using var work = fixture.Copy();
        var sink = work.Sink().With("Together").Pipe(new GetSimilarGarmentCommand { Count = 2 },
            [c => c.Path = ["red-1.png"], c => c.Path = ["red-2.png"]]);
        Assert.Equal($"{work.File_("red-1.png")}; {work.File_("red-2.png")}", sink.Of<SimilarGarment>().Select(r => r.Query).Distinct().Single());

        var unlike = work.Sink().Run(new GetSimilarGarmentCommand { Path = ["red-1.png"], Unlike = ["blue-1.png"], UnlikeId = [work.IdOf("blue-2.png")] });
        Assert.DoesNotContain(unlike.Of<SimilarGarment>(), r => r.Path is "blue-1.png" or "blue-2.png");
    }

    [Fact]
    public void A_region_that_is_not_found_is_warned_about()
    {
        using var work = fixture.Copy();
        using var outside = new GarmentTools.Tests.TempFolder();
        Photos.Write(outside["new.png"], 190, 40, 40);
        var named = work.Sink().Run(new GetSimilarGarmentCommand { Path = [outside["new.png"]], Region = ["upper"], Count = 1 });
        Assert.Contains("Upper", Assert.Single(named.Warnings), StringComparison.Ordinal);
        Assert.False(named.Of<SimilarGarment>().Single().RegionFound);
        var auto = work.Sink().Run(new GetSimilarGarmentCommand { Path = [outside["new.png"]], Count = 1 });
        Assert.Empty(auto.Warnings);
        Assert.False(auto.Of<SimilarGarment>().Single().RegionFound);
        Assert.Null(work.Sink().Run(new GetSimilarGarmentCommand { Path = [outside["new.png"]], Domain = "shop", Count = 1 }).Of<SimilarGarment>().Single().RegionFound);
        Assert.True(work.Sink().Run(new GetSimilarGarmentCommand { Path = [outside["new.png"]], Region = ["10", "10", "60", "60"], Count = 1 }).Of<SimilarGarment>().Single().RegionFound);
        Assert.Equal("InvalidRequest", work.Sink().Fails(new GetSimilarGarmentCommand { Path = [outside["new.png"]], Region = ["sideways"] }).Id);
    }

    [Fact]
    public void Wrong_requests_end_the_command_once()
    {
        using var work = fixture.Copy();
        Assert.Equal(("NoInput", ErrorCategory.InvalidArgument), Kind(work.Sink().Fails(new GetSimilarGarmentCommand())));
        string[] two = ["red-1.png", "blue-1.png"];
        Assert.Equal(("InvalidRequest", ErrorCategory.InvalidArgument), Kind(work.Sink().Fails(new GetSimilarGarmentCommand { Path = two, Filter = "color = " })));
        Assert.Equal(("InvalidRequest", ErrorCategory.InvalidArgument), Kind(work.Sink().Fails(new GetSimilarGarmentCommand { Path = two, Filter = "colour = red" })));
    }

    [Fact]
    public void Without_a_catalog_the_error_names_the_cmdlet_that_makes_one()
    {
        using var folder = new GarmentTools.Tests.TempFolder();
        Assert.SkipWhen(CatalogLocator.TryFind(folder: Path.GetTempPath()) is not null, $"there is a catalog in or above {Path.GetTempPath()}, which would be found");
        Photos.Write(folder["a.png"], 1, 2, 3);
        var error = new TestSink(folder.Path).Fails(new GetSimilarGarmentCommand { Path = ["a.png"] });
        Assert.Equal(("CatalogUnusable", ErrorCategory.ResourceUnavailable), Kind(error));
        Assert.Contains("Update-GarmentCatalog", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Catalog", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalog_is_the_named_one_then_the_sessions()
    {
        using var work = fixture.Copy();
        using var elsewhere = new GarmentTools.Tests.TempFolder();
        var photo = work.File_("red-1.png");
        Assert.NotEmpty(new TestSink(elsewhere.Path).Run(new GetSimilarGarmentCommand { Path = [photo], Catalog = work.Folder }).Output);
        Assert.NotEmpty(new TestSink(elsewhere.Path) { Session = new() { Catalog = work.Catalog } }.Run(new GetSimilarGarmentCommand { Path = [photo] }).Output);
    }

    private static (string, ErrorCategory) Kind(CmdletError error) => (error.Id, error.Category);
}
