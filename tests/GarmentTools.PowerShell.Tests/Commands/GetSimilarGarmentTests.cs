using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Reports.Results;
using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

public sealed class GetSimilarGarmentTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public void Finds_the_nearest_first_and_says_what_was_asked()
    {
        using var work = fixture.Copy();
        var answer = work.Run("Get-SimilarGarment red-1.png -Count 3");
        Assert.Empty(answer.Errors);
        var rows = answer.Of<SimilarGarment>().ToList();
        Assert.Equal([1, 2, 3], rows.Select(r => r.Rank));
        Assert.Equal("red-copy.png", rows[0].CatalogPath); // the query itself is left out, its copy is not
        Assert.True(rows[0].Duplicate);
        Assert.Equal(0, rows[0].Distance, 6);
        Assert.Equal("shirt-red", rows[0].Product);
        Assert.Equal("red", rows[0].Attributes["color"]);
        Assert.All(rows, row => Assert.Equal(work.File_("red-1.png"), row.Query));
        Assert.All(rows, row => Assert.Equal(work.File_(row.CatalogPath), row.Path));
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
        var answer = work.Run("$args[0] | Get-Item | Get-SimilarGarment -Count 1", [names]);
        Assert.Equal(names.Select(work.File_), answer.Of<SimilarGarment>().Select(r => r.Query));
    }

    [Fact]
    public void A_bad_photo_is_an_error_in_its_turn_and_the_others_go_on()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("bad.png"), "not a picture");
        var answer = work.Run("'red-1.png', 'bad.png', 'missing.png', 'blue-1.png' | Get-SimilarGarment -Count 1");
        Assert.Equal(2, answer.Output.Count);
        Assert.Equal(
            [("PathNotFound", ErrorCategory.ObjectNotFound, "missing.png"),
            ("PhotoUnreadable", ErrorCategory.InvalidData, work.File_("bad.png"))],
            answer.Errors.Select(e => (e.Id, e.Category, (string)e.TargetObject)).Order());
        Assert.All(answer.Errors, e => Assert.Equal($"{e.Id},GarmentTools.PowerShell.GetSimilarGarmentCommand", e.FullyQualifiedErrorId));
    }

    [Fact]
    public void Wildcards_are_expanded_and_folders_among_them_left_out()
    {
        using var work = fixture.Copy();
        Directory.CreateDirectory(work.File_("red-folder.png"));
        var answer = work.Run("Get-SimilarGarment red-*.png -Count 1");
        Assert.Empty(answer.Errors);
        Assert.Equal(3, answer.Output.Count);
    }

    [Fact]
    public void Names_with_brackets_are_taken_literally()
    {
        using var work = fixture.Copy();
        File.Move(work.File_("red-1.png"), work.File_("red [1].png"));
        Assert.Single(work.Run("Get-SimilarGarment -LiteralPath 'red [1].png' -Count 1").Output);
        Assert.Single(work.Run("Get-Item -LiteralPath 'red [1].png' | Get-SimilarGarment -Count 1").Output);
        Assert.Contains("-LiteralPath", Assert.Single(work.Run("Get-SimilarGarment 'red [1].png'").Errors).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_are_those_of_the_session()
    {
        using var work = fixture.Copy();
        var onDrive = work.Run(
            "$null = New-PSDrive Shirts FileSystem $args[0]; Push-Location Shirts:/; Get-SimilarGarment ./red-1.png -Count 1; Pop-Location",
            work.Folder);
        Assert.Equal(work.File_("red-1.png"), onDrive.Of<SimilarGarment>().Single().Query);
        Assert.Equal(["PathNotInFileSystem", "PathNotFound"], work.Run("Get-SimilarGarment Env:PATH, nosuchdrive:/x.png").Errors.Select(e =>
            e.Id));
    }

    [Fact]
    public void A_folder_is_an_error_that_says_what_to_do()
    {
        using var work = fixture.Copy();
        var error = Assert.Single(work.Run("Get-SimilarGarment .").Errors);
        Assert.Equal("PathIsFolder", error.Id);
        Assert.Contains("Get-ChildItem", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Garments_are_asked_about_by_id()
    {
        using var work = fixture.Copy();
        var id = work.IdOf("blue-1.png");
        var answer = work.Run("Get-SimilarGarment -Id $args[0], 999 -Count 2", id);
        Assert.Equal(["#" + id, "#" + id], answer.Of<SimilarGarment>().Select(r => r.Query));
        Assert.DoesNotContain(answer.Of<SimilarGarment>(), r => r.Id == id);
        var error = Assert.Single(answer.Errors);
        Assert.Equal(999L, error.TargetObject);
        Assert.Contains("Get-Garment", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("garment list", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, work.Run("Get-Garment -Path blue-1.png | Get-SimilarGarment -Count 2 | Get-SimilarGarment -Count 1").Output.Count);
    }

    [Fact]
    public void A_photo_that_has_gone_can_still_be_named()
    {
        using var work = fixture.Copy();
        File.Delete(work.File_("red-2.png"));
        var answer = work.Run("Get-SimilarGarment red-2.png -Count 1");
        Assert.Empty(answer.Errors);
        Assert.Single(answer.Output);
    }

    [Fact]
    public void Options_reach_the_search()
    {
        using var work = fixture.Copy();
        var products = work.Run("Get-SimilarGarment red-1.png -Filter 'color in (blue, green)' -OnePerProduct").Of<SimilarGarment>();
        Assert.Equal(["shirt-blue", "shirt-green"], products.Select(r => r.Product).Order());

        var cosine = work.Run("Get-SimilarGarment red-1.png").Of<SimilarGarment>().ToList();
        Assert.Equal(2, work.Run("Get-SimilarGarment red-1.png -MaxDistance $args[0]",
            (cosine[1].Distance + cosine[2].Distance) / 2).Output.Count);

        var euclidean = work.Run("Get-SimilarGarment red-1.png -Metric euclidean").Of<SimilarGarment>().ToList();
        Assert.Equal(Math.Sqrt(2 * cosine[3].Distance), euclidean[3].Distance, 3);

        Assert.Equal("Cosine", new GetSimilarGarmentCommand().Metric);
        Assert.Equal(10, new GetSimilarGarmentCommand().Count);
    }

    [Fact]
    public void Together_is_one_query_and_unlike_stays_away()
    {
        using var work = fixture.Copy();
        var together = work.Run("'red-1.png', 'red-2.png' | Get-SimilarGarment -Together -Count 2");
        Assert.Equal($"{work.File_("red-1.png")}; {work.File_("red-2.png")}", together.Of<SimilarGarment>().Select(r => r.Query).Distinct()
            .Single());

        var unlike = work.Run("Get-SimilarGarment red-1.png -Unlike blue-1.png -UnlikeId $args[0]", work.IdOf("blue-2.png"));
        Assert.NotEmpty(unlike.Output);
        Assert.DoesNotContain(unlike.Of<SimilarGarment>(), r => r.CatalogPath is "blue-1.png" or "blue-2.png");
    }

    [Fact]
    public void A_region_that_is_not_found_is_warned_about()
    {
        using var work = fixture.Copy();
        using var outside = new TempFolder();
        var photo = Photos.Write(outside["new.png"], 190, 40, 40);
        var named = work.Run("Get-SimilarGarment $args[0] -Region upper -Count 1", photo);
        Assert.Contains("Upper", Assert.Single(named.Warnings), StringComparison.Ordinal);
        Assert.False(named.Of<SimilarGarment>().Single().RegionFound);
        var auto = work.Run("Get-SimilarGarment $args[0] -Count 1", photo);
        Assert.Empty(auto.Warnings);
        Assert.False(auto.Of<SimilarGarment>().Single().RegionFound);
        Assert.Null(work.Run("Get-SimilarGarment $args[0] -Domain shop -Count 1", photo).Of<SimilarGarment>().Single().RegionFound);
        Assert.True(work.Run("Get-SimilarGarment $args[0] -Region 10, 10, 60, 60 -Count 1", photo).Of<SimilarGarment>()
            .Single().RegionFound);
        Assert.Equal("InvalidRequest", work.Fails("Get-SimilarGarment $args[0] -Region sideways", photo).Id);
    }

    [Theory]
    [InlineData("Get-SimilarGarment", "NoInput", ErrorCategory.InvalidArgument)]
    [InlineData("Get-SimilarGarment red-1.png, blue-1.png -Filter 'color = '", "InvalidRequest", ErrorCategory.InvalidArgument)]
    [InlineData("Get-SimilarGarment red-1.png, blue-1.png -Filter 'colr = red'", "InvalidRequest", ErrorCategory.InvalidArgument)]
    [InlineData("Get-SimilarGarment red-1.png -Count 0", "ParameterArgumentValidationError", ErrorCategory.InvalidData)]
    public void Wrong_requests_end_the_command_once(string script, string id, ErrorCategory category)
    {
        using var work = fixture.Copy();
        var error = work.Fails(script);
        Assert.Equal((id, category), (error.Id, error.Category));
    }

    [Fact]
    public void Without_a_catalog_the_error_names_the_cmdlet_that_makes_one()
    {
        using var folder = new TempFolder();
        Assert.SkipWhen(CatalogLocator.TryFind(folder: Path.GetTempPath()) is not null,
            $"there is a catalog in or above {Path.GetTempPath()}, which would be found");
        Photos.Write(folder["a.png"], 1, 2, 3);
        using var session = new Session(folder.Path);
        var error = session.Fails("Get-SimilarGarment a.png");
        Assert.Equal(("CatalogUnusable", ErrorCategory.ResourceUnavailable), (error.Id, error.Category));
        Assert.Contains("Update-GarmentCatalog", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Catalog", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalog_is_the_named_one_then_the_sessions()
    {
        using var work = fixture.Copy();
        using var elsewhere = new TempFolder();
        using var session = new Session(elsewhere.Path);
        var photo = work.File_("red-1.png");
        var named = session.Run("Get-SimilarGarment $args[0] -Catalog $args[1] -Verbose", photo, work.Folder);
        Assert.NotEmpty(named.Output);
        Assert.Contains($"Catalog: {work.Catalog}", named.Verbose);
        Assert.NotEmpty(session.Run("Set-GarmentCatalog $args[1]; Get-SimilarGarment $args[0]", photo, work.Folder).Output);
    }
}
