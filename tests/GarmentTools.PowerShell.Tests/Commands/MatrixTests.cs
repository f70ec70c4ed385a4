using GarmentTools.Distances;

namespace GarmentTools.PowerShell.Tests;

public sealed class MatrixTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public void A_matrix_is_built_described_and_asked()
    {
        using var work = fixture.Copy();
        var built = work.Sink();
        var info = built.Run(new NewGarmentDistanceMatrixCommand { Path = "m.npz" }).Of<MatrixInfo>().Single();
        Assert.Equal((6, 15L, work.File_("m.npz")), (info.Garments, info.Pairs, info.Path));
        Assert.Contains(built.Verbose, text => text.Contains("memory", StringComparison.Ordinal) && text.Contains("disk", StringComparison.Ordinal));
        Assert.Equal(work.File_("m.npz"), Assert.Single(built.Asked).Target);
        Assert.Equal(6, work.Sink().Run(new GetGarmentDistanceMatrixCommand { Path = ["*.npz"] }).Of<MatrixInfo>().Single().Garments);

        var byName = work.Sink().Run(new GetGarmentNeighborCommand { Path = "m.npz", Name = ["red-1.png"], Count = 2 }).Of<GarmentNeighbor>().ToList();
        Assert.Equal(("red-1.png", 1, "red-copy.png", 0f), (byName[0].Query, byName[0].Rank, byName[0].Name, byName[0].Distance));
        var byId = work.Sink().Run(new GetGarmentNeighborCommand { Path = "m.npz", Id = [work.IdOf("red-1.png")], Count = 2 }).Of<GarmentNeighbor>();
        Assert.Equal(byName.Select(n => n.Id), byId.Select(n => n.Id));
        var similar = work.Sink().Run(new GetSimilarGarmentCommand { Path = ["red-1.png"], Matrix = "m.npz", Count = 2 }).Of<SimilarGarment>();
        Assert.Equal(byName.Select(n => n.Id), similar.Select(n => n.Id));
    }

    [Fact]
    public void An_update_costs_what_is_new_and_nothing_where_nothing_is()
    {
        using var work = fixture.Copy();
        work.Sink().Run(new NewGarmentDistanceMatrixCommand { Path = "m.npz" });
        Assert.False(work.Sink().Run(new UpdateGarmentDistanceMatrixCommand { Path = ["m.npz"] }).Of<MatrixUpdate>().Single().Written);
        Photos.Write(work.File_("new.png"), 90, 90, 20);
        work.Sink().Run(new UpdateGarmentCatalogCommand { Path = ["."] });
        var update = work.Sink().Run(new UpdateGarmentDistanceMatrixCommand { Path = ["m.npz"] }).Of<MatrixUpdate>().Single();
        Assert.Equal((1, 6L, true), (update.Added, update.PairsComputed, update.Written));
    }

    [Fact]
    public void What_cannot_be_is_said_before_the_work()
    {
        using var work = fixture.Copy();
        Assert.Equal("PathNotFound", work.Sink().Fails(new NewGarmentDistanceMatrixCommand { Path = "none/m.npz" }).Id);
        Assert.Equal("PathNotFound", work.Sink().Fails(new NewGarmentDistanceMatrixCommand { Path = "m.npz", Metric = "manhattan" }).Id);
        var declined = work.Sink();
        declined.Consent = _ => false;
        declined.Run(new NewGarmentDistanceMatrixCommand { Path = "m.npz" });
        Assert.False(File.Exists(work.File_("m.npz")));
        work.Sink().Run(new NewGarmentDistanceMatrixCommand { Path = "m.npz", Neighbor = 2 });
        Assert.Equal("InvalidRequest", Assert.Single(work.Sink().Run(new GetGarmentNeighborCommand { Path = "m.npz", Name = ["none.png"] }).Errors).Id);
        Assert.Equal("InvalidRequest", work.Sink().Fails(new GetSimilarGarmentCommand { Path = ["red-1.png"], Matrix = "m.npz", Region = ["Upper"] }).Id);
        File.WriteAllText(work.File_("bad.npz"), "no");
        Assert.Equal("ArchiveUnreadable", Assert.Single(work.Sink().Run(new GetGarmentDistanceMatrixCommand { Path = ["bad.npz"] }).Errors).Id);
    }
}
