using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

public sealed class DuplicateTests
{
    [Fact]
    public async Task Equal_bytes_and_saved_again_are_told_apart_and_the_better_copy_is_kept()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        fixture.Add("b-copy.jpg", 2);
        File.WriteAllBytes(fixture["c-small.jpg"], TestPictures.Jpeg(TestPictures.Random(3).Resize(88, 88), 90));
        await fixture.UpdateAsync();
        using var catalog = fixture.Open();
        catalog.SetAttributes(catalog.Find("b-copy.jpg")!.Id, new Dictionary<string, string?> { ["product"] = "p1" });
        var groups = catalog.GetInsights().FindDuplicates(new() { MaxDistance = 0.05f });

        Assert.Equal([1, 2], groups.Select(group => group.Number));
        Assert.Equal((DuplicateKind.SameBytes, 1f, "b-copy.jpg", "it has a product"),
            (groups[0].Kind, groups[0].MinSimilarity, groups[0].Keep.CatalogPath, groups[0].Reason));
        Assert.Equal(["b-copy.jpg", "b.jpg"], groups[0].Members.Select(m => m.Garment.CatalogPath));
        Assert.Equal((DuplicateKind.Near, "c.jpg"), (groups[1].Kind, groups[1].Keep.CatalogPath));
        Assert.Equal("most pixels (96 × 96, the next has 88 × 88)", groups[1].Reason);
        Assert.Equal([true, false], groups[1].Members.Select(m => m.Keep));
        Assert.Equal(1 - groups[1].Members[1].Distance, groups[1].MinSimilarity, 1e-6f);
        Assert.InRange(groups[1].MinSimilarity, 0.95f, 0.99999f);
        Assert.True(groups[1].Members.All(m => m.FileBytes > 0));
    }

    [Fact]
    public async Task Decisions_split_groups_confirm_them_and_survive_removing_and_indexing_again()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        File.WriteAllBytes(fixture["c-small.jpg"], TestPictures.Jpeg(TestPictures.Random(3).Resize(88, 88), 90));
        await fixture.UpdateAsync();
        using (var catalog = fixture.Open())
        {
            var (c, small) = (catalog.Find("c.jpg")!.Id, catalog.Find("c-small.jpg")!.Id);
            Assert.True(catalog.Decide(c, small, same: true));
            Assert.False(catalog.Decide(small, c, same: true)); // as it was
            Assert.True(Assert.Single(catalog.GetInsights().FindDuplicates(new() { MaxDistance = 0.05f })).Confirmed);
            Assert.Empty(catalog.GetInsights().FindDuplicates(new() { MaxDistance = 0.05f, Undecided = true }));
            Assert.True(catalog.Decide(small, c, same: false));
            Assert.Empty(catalog.GetInsights().FindDuplicates(new() { MaxDistance = 0.05f }));
            catalog.Remove(catalog.List().Select(garment => garment.Id));
            var kept = Assert.Single(catalog.GetDecisions());
            Assert.Equal((false, 0, 0), (kept.Same, kept.First.Count, kept.Second.Count));
        }
        await fixture.UpdateAsync();
        using (var catalog = fixture.Open())
        {
            Assert.Empty(catalog.GetInsights().FindDuplicates(new() { MaxDistance = 0.05f }));
            var decision = Assert.Single(catalog.GetDecisions());
            Assert.Equal(["c-small.jpg", "c.jpg"], decision.First.Concat(decision.Second).Select(garment => garment.CatalogPath).Order());
            Assert.True(catalog.Decide(decision.First[0].Id, decision.Second[0].Id, same: null));
            Assert.Empty(catalog.GetDecisions());
            Assert.Single(catalog.GetInsights().FindDuplicates(new() { MaxDistance = 0.05f }));
        }
    }

    [Fact]
    public async Task A_decision_needs_two_photos_of_the_catalog()
    {
        using var fixture = await CatalogFixture.WithAsync(2);
        fixture.Add("copy.jpg", 1);
        await fixture.UpdateAsync();
        using var catalog = fixture.Open();
        Assert.Contains("equal bytes", Assert.Throws<UsageException>(() =>
            catalog.Decide(catalog.Find("a.jpg")!.Id, catalog.Find("copy.jpg")!.Id, true)).Message);
        Assert.Contains("999", Assert.Throws<UsageException>(() => catalog.Decide([(1, 2), (1, 999)], true)).Message);
        Assert.Empty(catalog.GetDecisions()); // all or nothing
    }

    [Fact]
    public async Task A_photo_that_is_gone_is_not_the_one_to_keep()
    {
        using var fixture = await CatalogFixture.WithAsync(1);
        fixture.Add("a-longer-name.jpg", 1);
        await fixture.UpdateAsync();
        File.Delete(fixture["a.jpg"]);
        using var catalog = fixture.Open();
        var group = Assert.Single(catalog.GetInsights().FindDuplicates());
        Assert.Equal(("a-longer-name.jpg", "its photo is still there"), (group.Keep.CatalogPath, group.Reason));
        Assert.Equal((0, 0L), (group.Members[1].Width, group.Members[1].FileBytes));
    }

    [Fact]
    public async Task Neighbors_come_for_every_garment_and_copies_share_theirs()
    {
        using var fixture = await CatalogFixture.WithAsync(4);
        fixture.Add("copy.jpg", 1);
        await fixture.UpdateAsync();
        using var catalog = fixture.Open();
        var insights = catalog.GetInsights();
        var neighbors = insights.Neighbors(2);
        Assert.Equal((5, 4), (neighbors.Count, insights.DistinctPhotos));
        for (var i = 0; i < neighbors.Count; i++)
        {
            var own = insights.Garments[i];
            var expected = catalog.FindSimilar(own.Id, new() { Count = 4 }).Neighbors.Where(n => !n.Duplicate
                && n.Garment.CatalogPath != "copy.jpg").Take(2);
            Assert.Equal(expected.Select(n => n.Garment.Id), neighbors[i].Select(n => n.Garment.Id));
        }
        Assert.Throws<UsageException>(() => insights.Neighbors(0));
        Assert.All(insights.Neighbors(99), list => Assert.Equal(3, list.Count));
    }
}
