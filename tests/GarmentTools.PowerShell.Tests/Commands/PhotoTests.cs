using System.Management.Automation;
using GarmentTools.Reports.Results;
using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

/// <summary>Cmdlets about photos that need no catalog.</summary>
public sealed class PhotoTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public void Embeddings_come_in_order_and_have_length_1()
    {
        using var work = fixture.Copy();
        string[] names = ["red-1.png", "blue-1.png", "green-1.png"];
        var rows = work.Run("Get-GarmentEmbedding -LiteralPath $args[0]", [names]).Of<EmbeddingRow>().ToList();
        Assert.Equal(names.Select(work.File_), rows.Select(r => r.Path));
        Assert.All(rows, row => Assert.Equal(1, row.Values.Sum(v => v * v), 4));
        Assert.All(rows, row => Assert.True(row.Norm > 0));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(work.File_("red-1.png")))),
            rows[0].Sha256);
    }

    [Fact]
    public void The_stored_embedding_of_a_garment_is_that_of_its_photo()
    {
        using var work = fixture.Copy();
        var stored = work.Run("Get-Garment -Path red-1.png | Get-GarmentEmbedding").Of<EmbeddingRow>().Single();
        var computed = work.Run("Get-GarmentEmbedding red-1.png").Of<EmbeddingRow>().Single();
        Assert.Equal((computed.Fingerprint, computed.Output, computed.Sha256, computed.Model),
            (stored.Fingerprint, stored.Output, stored.Sha256, stored.Model));
        Assert.Equal(1, stored.Values.Zip(computed.Values, (a, b) => a * b).Sum(), 4);
        Assert.Equal(computed.Norm, stored.Norm, computed.Norm / 1000);
    }

    [Fact]
    public void Another_output_can_be_asked_for()
    {
        using var work = fixture.Copy();
        Assert.Equal(1280, work.Run("Get-GarmentEmbedding red-1.png -Output features").Of<EmbeddingRow>().Single().Values.Count);
        Assert.Equal("ModelUnusable", work.Fails("Get-GarmentEmbedding red-1.png -Output nothing").Id);
    }

    [Fact]
    public void A_bad_photo_and_an_id_of_no_garment_are_errors_of_their_own()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("bad.png"), "no");
        Assert.Equal("PhotoUnreadable", Assert.Single(work.Run("Get-GarmentEmbedding bad.png").Errors).Id);
        var none = Assert.Single(work.Run("Get-GarmentEmbedding -Id 99").Errors);
        Assert.Equal(("GarmentNotFound", 99L), (none.Id, none.TargetObject));
        Assert.Equal("NoInput", work.Fails("Get-GarmentEmbedding").Id);
    }

    [Fact]
    public void Compare_gives_the_distances_of_the_search()
    {
        using var work = fixture.Copy();
        var found = work.Run("Get-SimilarGarment red-1.png").Of<SimilarGarment>().ToDictionary(r => r.CatalogPath);
        var rows = work.Run("Compare-Garment blue-1.png, red-copy.png red-1.png").Of<GarmentComparison>().ToList();
        Assert.Equal(found["blue-1.png"].Distance, rows[0].Cosine, 3);
        Assert.Equal((0f, true), (MathF.Round(rows[1].Cosine, 5), rows[1].Duplicate));
        var byId = work.Run("Compare-Garment -Id $args[0] -ReferenceId $args[1]", work.IdOf("blue-1.png"), work.IdOf("red-1.png"))
            .Of<GarmentComparison>().Single();
        Assert.Equal(found["blue-1.png"].Distance, byId.Cosine, 5);
    }

    [Theory]
    [InlineData("Compare-Garment red-1.png", "NoInput")]
    [InlineData("Compare-Garment red-1.png blue-1.png -ReferenceId 1", "NoInput")]
    [InlineData("Compare-Garment red-1.png none.png", "PathNotFound")]
    public void Compare_wants_one_reference(string script, string id)
    {
        using var work = fixture.Copy();
        Assert.Equal(id, work.Fails(script).Id);
    }

    [Fact]
    public void Show_draws_half_blocks_with_a_caption()
    {
        using var work = fixture.Copy();
        var id = work.IdOf("red-1.png");
        var lines = work.Run("Show-Garment -Id $args[0] -Width 16", id).Of<string>().ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal(8, lines[0].Split('\n').Length);
        Assert.All(lines[0].Split('\n'), line => Assert.Equal(16, line.Count(c => c == '▀')));
        Assert.Equal($"#{id} red-1.png (shirt-red)", lines[1]);
        Assert.Single(work.Run("Show-Garment red-1.png -NoCaption").Output);
    }

    [Fact]
    public void Show_reports_photos_that_have_gone()
    {
        using var work = fixture.Copy();
        var id = work.IdOf("red-1.png");
        File.Delete(work.File_("red-1.png"));
        var error = Assert.Single(work.Run("Show-Garment -Id $args[0]", id).Errors);
        Assert.Equal(("PhotoNotFound", ErrorCategory.ObjectNotFound), (error.Id, error.Category));
    }

    [Fact]
    public void A_pipeline_that_ends_early_leaves_nothing_running()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < 12; i++) Photos.Write(folder[$"{i}.png"], (byte)(i * 20), 0, 0);
        using var session = new Session(folder.Path);
        Assert.Single(session.Run("Get-GarmentEmbedding *.png | Select-Object -First 1").Output);
        Directory.Delete(folder.Path, recursive: true);
    }
}
