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
        var rows = work.Sink().Run(new GetGarmentEmbeddingCommand { LiteralPath = [.. names.Select(work.File_)] }).Of<EmbeddingRow>().ToList();
        Assert.Equal(names.Select(work.File_), rows.Select(r => r.Path));
        Assert.All(rows, row => Assert.Equal(1, row.Values.Sum(v => v * v), 4));
        Assert.All(rows, row => Assert.True(row.Norm > 0));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(work.File_("red-1.png")))), rows[0].Sha256);
    }

    [Fact]
    public void The_stored_embedding_of_a_garment_is_that_of_its_photo()
    {
        using var work = fixture.Copy();
        var stored = work.Sink().Run(new GetGarmentEmbeddingCommand { Id = [work.IdOf("red-1.png")] }).Of<EmbeddingRow>().Single();
        var computed = work.Sink().Run(new GetGarmentEmbeddingCommand { Path = ["red-1.png"] }).Of<EmbeddingRow>().Single();
        Assert.Equal((computed.Fingerprint, computed.Output, computed.Sha256, computed.Model), (stored.Fingerprint, stored.Output, stored.Sha256, stored.Model));
        Assert.Equal(1, stored.Values.Zip(computed.Values, (a, b) => a * b).Sum(), 4);
        Assert.Equal(computed.Norm, stored.Norm, computed.Norm / 1000);
    }

    [Fact]
    public void Another_output_can_be_asked_for()
    {
        using var work = fixture.Copy();
        Assert.Equal(1280, work.Sink().Run(new GetGarmentEmbeddingCommand { Path = ["red-1.png"], Output = "features" }).Of<EmbeddingRow>().Single().Values.Count);
        Assert.Equal("ModelUnusable", work.Sink().Fails(new GetGarmentEmbeddingCommand { Path = ["red-1.png"], Output = "nothing" }).Id);
    }

    [Fact]
    public void A_bad_photo_and_an_id_of_no_garment_are_errors_of_their_own()
    {
        using var work = fixture.Copy();
        File.WriteAllText(work.File_("bad.png"), "no");
        Assert.Equal("PhotoUnreadable", Assert.Single(work.Sink().Run(new GetGarmentEmbeddingCommand { Path = ["bad.png"] }).Errors).Id);
        Assert.Equal(("GarmentNotFound", 99L), (work.Sink().Run(new GetGarmentEmbeddingCommand { Id = [99] }).Errors.Single() is var e ? (e.Id, e.Target) : default));
        Assert.Equal("NoInput", work.Sink().Fails(new GetGarmentEmbeddingCommand()).Id);
    }

    [Fact]
    public void Compare_gives_the_distances_of_the_search()
    {
        using var work = fixture.Copy();
        var found = work.Sink().Run(new GetSimilarGarmentCommand { Path = ["red-1.png"] }).Of<SimilarGarment>().ToDictionary(r => r.Path);
        var rows = work.Sink().Run(new CompareGarmentCommand { Path = ["blue-1.png", "red-copy.png"], Reference = "red-1.png" }).Of<GarmentComparison>().ToList();
        Assert.Equal(found["blue-1.png"].Distance, rows[0].Cosine, 3);
        Assert.Equal((0f, true), (MathF.Round(rows[1].Cosine, 5), rows[1].Duplicate));
        var byId = work.Sink().Run(new CompareGarmentCommand { Id = [work.IdOf("blue-1.png")], ReferenceId = work.IdOf("red-1.png") }).Of<GarmentComparison>().Single();
        Assert.Equal(found["blue-1.png"].Distance, byId.Cosine, 5);
    }

    [Fact]
    public void Compare_wants_one_reference()
    {
        using var work = fixture.Copy();
        Assert.Equal("NoInput", work.Sink().Fails(new CompareGarmentCommand { Path = ["red-1.png"] }).Id);
        Assert.Equal("NoInput", work.Sink().Fails(new CompareGarmentCommand { Path = ["red-1.png"], Reference = "blue-1.png", ReferenceId = 1 }).Id);
        Assert.Equal("PathNotFound", work.Sink().Fails(new CompareGarmentCommand { Path = ["red-1.png"], Reference = "none.png" }).Id);
    }

    [Fact]
    public void Show_draws_half_blocks_with_a_caption()
    {
        using var work = fixture.Copy();
        var id = work.IdOf("red-1.png");
        var lines = work.Sink().Run(new ShowGarmentCommand { Id = [id], Width = 16 }).Of<string>().ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal(8, lines[0].Split('\n').Length);
        Assert.All(lines[0].Split('\n'), line => Assert.Equal(16, line.Count(c => c == '▀')));
        Assert.Equal($"#{id} red-1.png (shirt-red)", lines[1]);
        Assert.Single(work.Sink().With("NoCaption").Run(new ShowGarmentCommand { Path = ["red-1.png"] }).Output);
    }

    [Fact]
    public void Show_reports_photos_that_have_gone()
    {
        using var work = fixture.Copy();
        var id = work.IdOf("red-1.png");
        File.Delete(work.File_("red-1.png"));
        Assert.Equal(("PhotoNotFound", ErrorCategory.ObjectNotFound), (work.Sink().Run(new ShowGarmentCommand { Id = [id] }).Errors.Single() is var e ? (e.Id, e.Category) : default));
    }

    [Fact]
    public void A_pipeline_that_ends_early_leaves_nothing_running()
    {
        using var folder = new TempFolder();
        var files = Enumerable.Range(0, 12).Select(i => Photos.Write(folder[$"{i}.png"], (byte)(i * 20), 0, 0)).ToList();
        var cmdlet = new GetGarmentEmbeddingCommand { Sink = new TestSink(folder.Path), LiteralPath = [.. files] };
        cmdlet.Run(CmdletStep.Begin);
        cmdlet.Run(CmdletStep.Process);
        cmdlet.Dispose(); // Select-Object -First: no End
        Directory.Delete(folder.Path, recursive: true);
    }
}
