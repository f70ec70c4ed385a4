using GarmentTools.Distances;

namespace GarmentTools.PowerShell.Tests;

public sealed class MatrixTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public void A_matrix_is_built_described_and_asked()
    {
        using var work = fixture.Copy();
        var built = work.Run("New-GarmentDistanceMatrix m.npz -Verbose -Confirm");
        var info = built.Of<MatrixInfo>().Single();
        Assert.Equal((6, 15L, work.File_("m.npz")), (info.Garments, info.Pairs, info.Path));
        Assert.Contains(built.Verbose, text => text.Contains("memory", StringComparison.Ordinal)
            && text.Contains("disk", StringComparison.Ordinal));
        Assert.Contains(work.File_("m.npz"), Assert.Single(work.Session.Asked), StringComparison.Ordinal);
        Assert.Equal(6, work.Run("Get-ChildItem *.npz | Get-GarmentDistanceMatrix").Of<MatrixInfo>().Single().Garments);

        var byName = work.Run("Get-GarmentNeighbor m.npz red-1.png -Count 2").Of<GarmentNeighbor>().ToList();
        Assert.Equal(("red-1.png", 1, "red-copy.png", 0f), (byName[0].Query, byName[0].Rank, byName[0].Name, byName[0].Distance));
        var byId = work.Run("Get-Garment -Path red-1.png | Get-GarmentNeighbor m.npz -Count 2").Of<GarmentNeighbor>();
        Assert.Equal(byName.Select(n => n.Id), byId.Select(n => n.Id));
        var similar = work.Run("Get-SimilarGarment red-1.png -Matrix m.npz -Count 2").Of<SimilarGarment>();
        Assert.Equal(byName.Select(n => n.Id), similar.Select(n => n.Id));
    }

    [Fact]
    public void An_update_costs_what_is_new_and_nothing_where_nothing_is()
    {
        using var work = fixture.Copy();
        work.Run("New-GarmentDistanceMatrix m.npz");
        Assert.False(work.Run("Update-GarmentDistanceMatrix m.npz").Of<MatrixUpdate>().Single().Written);
        Photos.Write(work.File_("new.png"), 90, 90, 20);
        work.Run("Update-GarmentCatalog .");
        var update = work.Run("Update-GarmentDistanceMatrix m.npz").Of<MatrixUpdate>().Single();
        Assert.Equal((1, 6L, true), (update.Added, update.PairsComputed, update.Written));
    }

    [Fact]
    public void What_cannot_be_is_said_before_the_work()
    {
        using var work = fixture.Copy();
        Assert.Equal("PathNotFound", work.Fails("New-GarmentDistanceMatrix none/m.npz").Id);
        Assert.Equal("PathNotFound", work.Fails("New-GarmentDistanceMatrix m.npz -Metric manhattan").Id);
        work.Run("New-GarmentDistanceMatrix m.npz -WhatIf");
        Assert.False(File.Exists(work.File_("m.npz")));
        work.Run("New-GarmentDistanceMatrix m.npz -Neighbor 2");
        Assert.Equal("InvalidRequest", Assert.Single(work.Run("Get-GarmentNeighbor m.npz none.png").Errors).Id);
        Assert.Equal("InvalidRequest", work.Fails("Get-SimilarGarment red-1.png -Matrix m.npz -Region Upper").Id);
        File.WriteAllText(work.File_("bad.npz"), "no");
        Assert.Equal("ArchiveUnreadable", Assert.Single(work.Run("Get-GarmentDistanceMatrix bad.npz").Errors).Id);
    }
}
