using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools.Tests;

public sealed class UpdateTests
{
    [Fact]
    public async Task Photos_are_embedded_once_and_an_unchanged_folder_costs_nothing()
    {
        using var fixture = new CatalogFixture();
        fixture.Add("a.jpg", 1);
        fixture.Add("sub folder/платье 👗.jpg", 2);
        fixture.Add("copy of a.jpg", 1);
        File.WriteAllText(fixture["readme.txt"], "not a photo");

        var first = await fixture.UpdateAsync();
        Assert.Equal((3, 0, 0), (first.Added, first.Changed, first.Unchanged));
        Assert.Empty(first.Rejected);

        var second = await fixture.UpdateAsync();
        Assert.Equal((0, 3, 0), (second.Added, second.Unchanged, second.Embedded));

        using var catalog = fixture.Open();
        var info = catalog.GetInfo();
        Assert.Equal((3, 2), (info.Garments, info.DistinctPhotos)); // equal bytes: two garments, one embedding
        Assert.Equal(["a.jpg", "copy of a.jpg", "sub folder/платье 👗.jpg"], catalog.List().Select(g => g.CatalogPath)
            .Order(StringComparer.Ordinal));
        Assert.All(catalog.List(), g => Assert.Equal("shop", g.Domain));
        Assert.Equal(new Dictionary<string, int> { ["embedding"] = 256, ["features"] = 1280 }, info.Outputs);
    }

    [Fact]
    public async Task A_moved_file_keeps_its_id_and_embedding_and_its_attributes()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        long id;
        using (var catalog = fixture.Open())
        {
            id = catalog.Find("b.jpg")!.Id;
            catalog.SetAttributes(id, new Dictionary<string, string?> { ["color"] = "red" });
        }
        Directory.CreateDirectory(fixture["elsewhere"]);
        File.Move(fixture["b.jpg"], Path.Combine(fixture["elsewhere"], "renamed.jpg"));

        var summary = await fixture.UpdateAsync();
        Assert.Equal((1, 0, 0), (summary.Moved, summary.Added, summary.Embedded));
        Assert.Empty(summary.Missing);
        using var after = fixture.Open();
        Assert.Equal(id, after.Find("elsewhere/renamed.jpg")!.Id);
        Assert.Equal("red", after.Find(id)!.Attributes["color"]);
    }

    [Fact]
    public async Task A_changed_file_is_embedded_again_under_its_id()
    {
        using var fixture = await CatalogFixture.WithAsync(2);
        string before;
        using (var catalog = fixture.Open()) before = catalog.Find("a.jpg")!.Sha256;
        fixture.Add("a.jpg", 99);
        var summary = await fixture.UpdateAsync();
        Assert.Equal((1, 0, 1), (summary.Changed, summary.Added, summary.Embedded));
        using var after = fixture.Open();
        Assert.NotEqual(before, after.Find("a.jpg")!.Sha256);
        Assert.Equal(1, after.Find("a.jpg")!.Id);
        Assert.Equal(2, after.GetInfo().DistinctPhotos); // the old embedding is gone
    }

    [Fact]
    public async Task Equal_bytes_in_one_run_are_embedded_once()
    {
        using var fixture = await CatalogFixture.WithAsync(1);
        fixture.Add("new.jpg", 50);
        for (var i = 0; i < 12; i++) File.Copy(fixture["new.jpg"], fixture[$"copy-{i}.jpg"]);
        var summary = await fixture.UpdateAsync();
        Assert.Equal((13, 1), (summary.Added, summary.Embedded));
    }

    [Fact]
    public async Task A_touched_file_is_not_embedded_again()
    {
        using var fixture = await CatalogFixture.WithAsync(1);
        File.SetLastWriteTimeUtc(fixture["a.jpg"], DateTime.UtcNow.AddDays(-3)); // also a clock that was set back
        var summary = await fixture.UpdateAsync();
        Assert.Equal((0, 0), (summary.Embedded, summary.Changed));
        Assert.Equal(1, (await fixture.UpdateAsync()).Unchanged);
    }

    [Fact]
    public async Task A_missing_file_is_reported_and_removed_only_on_request()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        File.Delete(fixture["c.jpg"]);
        Assert.Equal(["c.jpg"], (await fixture.UpdateAsync()).Missing);
        using (var catalog = fixture.Open()) Assert.Equal(3, catalog.GetInfo().Garments);

        Assert.Equal(1, (await fixture.UpdateAsync(new() { RemoveMissing = true })).Removed);
        fixture.Add("d.jpg", 4);
        await fixture.UpdateAsync();
        using var after = fixture.Open();
        Assert.Equal([1, 2, 4], after.List().Select(g => g.Id)); // 3 is never given again
    }

    [Fact]
    public async Task A_bad_file_is_reported_once_and_tried_again_when_it_changes()
    {
        using var fixture = await CatalogFixture.WithAsync(1);
        File.WriteAllText(fixture["text.jpg"], "not a picture");
        File.WriteAllBytes(fixture["cut.jpg"], TestPictures.Jpeg(TestPictures.Random(7))[..900]);
        File.WriteAllBytes(fixture["empty.png"], []);
        var summary = await fixture.UpdateAsync();
        Assert.Equal(["cut.jpg", "empty.png", "text.jpg"], summary.Rejected.Select(r => r.Path).Order(StringComparer.Ordinal));

        var again = await fixture.UpdateAsync();
        Assert.Empty(again.Rejected);
        Assert.Equal(3, again.StillRejected);
        using (var catalog = fixture.Open()) Assert.Equal(3, catalog.GetRejectedFiles().Count);

        fixture.Add("cut.jpg", 7);
        File.Delete(fixture["text.jpg"]);
        Assert.Equal(1, (await fixture.UpdateAsync()).Added);
        Assert.Single((await fixture.UpdateAsync(new() { RetryRejected = true })).Rejected);
        using var after = fixture.Open();
        Assert.Equal(["empty.png"], after.GetRejectedFiles().Select(r => r.Path));
    }

    [Fact]
    public async Task A_photo_that_became_unreadable_keeps_its_garment()
    {
        using var fixture = await CatalogFixture.WithAsync(2);
        File.WriteAllText(fixture["a.jpg"], "overwritten by mistake");
        var summary = await fixture.UpdateAsync();
        Assert.Equal("a.jpg", Assert.Single(summary.Rejected).Path);
        using var catalog = fixture.Open();
        Assert.Equal(2, catalog.GetInfo().Garments);
    }

    [Fact]
    public async Task Links_are_followed_and_loops_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making symbolic links needs a privilege on Windows");
        using var fixture = new CatalogFixture();
        fixture.Add("sub/a.jpg", 1);
        File.CreateSymbolicLink(fixture["link.jpg"], fixture["sub/a.jpg"]);
        File.CreateSymbolicLink(fixture["dangling.jpg"], fixture["nowhere.jpg"]);
        Directory.CreateSymbolicLink(fixture["sub/loop"], fixture.Photos);
        var summary = await fixture.UpdateAsync();
        Assert.Equal(2, summary.Added);
        Assert.Contains("nowhere.jpg", Assert.Single(summary.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_equals_rebuilding_for_any_number_of_threads()
    {
        using var grown = new CatalogFixture();
        for (var i = 0; i < 12; i++)
        {
            grown.Add($"{i:D2}.jpg", i);
            if (i % 4 == 3) await grown.UpdateAsync(new() { Threads = 1 });
        }
        using var built = new CatalogFixture();
        for (var i = 0; i < 12; i++) built.Add($"{i:D2}.jpg", i);
        await built.UpdateAsync(new() { Threads = 5 });

        foreach (var output in new[] { "embedding", "features" }) Assert.Equal(Vectors(grown, output), Vectors(built, output));

        static float[] Vectors(CatalogFixture fixture, string output)
        {
            using var catalog = fixture.Open();
            using var source = catalog.GetEmbeddings(output);
            var values = new float[source.Count * source.Dimensions];
            source.Read(0, values);
            return values;
        }
    }

    [Fact]
    public async Task A_stopped_run_goes_on_where_it_was()
    {
        using var fixture = new CatalogFixture();
        for (var i = 0; i < 150; i++) fixture.Add($"{i:D3}.jpg", i);
        using var stop = new CancellationTokenSource();
        var acknowledged = 0L;
        using (var catalog = fixture.Open())
        {
            var progress = new Callback(p =>
            {
                if (p.Activity != "Embedding photos") return;
                acknowledged = p.Done;
                if (p.Done > 0) stop.Cancel();
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => catalog.UpdateAsync(fixture.Photos, null, progress, stop.Token));
        }
        using (var catalog = fixture.Open()) Assert.Equal(acknowledged, catalog.GetInfo().Garments);
        Assert.InRange(acknowledged, 1, 149);
        var summary = await fixture.UpdateAsync();
        Assert.Equal((150 - acknowledged, acknowledged), (summary.Added, summary.Unchanged));
        using var after = fixture.Open();
        Assert.True(after.Verify(cancellationToken: TestContext.Current.CancellationToken).IsHealthy);
    }

    [Fact]
    public async Task Two_writers_and_readers_at_once_lose_nothing()
    {
        using var fixture = new CatalogFixture();
        for (var i = 0; i < 40; i++) fixture.Add($"{i:D2}.jpg", i % 30);
        using var first = fixture.Open();
        using var second = fixture.Open();
        var done = Task.WhenAll(Task.Run(() => first.UpdateAsync(fixture.Photos)), Task.Run(() => second.UpdateAsync(fixture.Photos)));
        while (!done.IsCompleted)
        {
            using var reader = fixture.Open();
            Assert.InRange(reader.GetInfo().Garments, 0, 40);
            await Task.Delay(5);
        }
        var summaries = await done;
        Assert.All(summaries, s => Assert.Empty(s.Rejected));
        Assert.Equal((40, 30), (first.GetInfo().Garments, first.GetInfo().DistinctPhotos));
        Assert.Empty(first.Verify().Findings);
    }

    [Fact]
    public async Task Another_model_is_refused_and_all_is_embedded_again_on_request()
    {
        using var fixture = await CatalogFixture.WithAsync(4);
        var int8 = new CatalogOptions { Model = "mobilenetv2-garment-int8" };
        using (var catalog = GarmentCatalog.Open(fixture.CatalogPath, int8))
        {
            fixture.Add("new.jpg", 50);
            var error = await Assert.ThrowsAsync<CatalogException>(() => catalog.UpdateAsync(fixture.Photos));
            Assert.Equal(RemedyKind.EmbedAgainWithModel, error.Remedy!.Kind);
            File.Delete(fixture["new.jpg"]);

            File.Move(fixture["a.jpg"], fixture["a.hidden"]);
            Assert.Contains("keeps its old embeddings", (await Assert.ThrowsAsync<CatalogException>(() =>
                catalog.UpdateAsync(fixture.Photos, new() { Reembed = true }))).Message, StringComparison.Ordinal);
            Assert.Equal("mobilenetv2-garment", catalog.GetInfo().Model);
            File.Move(fixture["a.hidden"], fixture["a.jpg"]);

            var summary = await catalog.UpdateAsync(fixture.Photos, new() { Reembed = true });
            Assert.Equal(4, summary.Unchanged);
        }
        using var after = fixture.Open();
        Assert.Equal("mobilenetv2-garment-int8", after.GetInfo().Model);
        Assert.Equal([1, 2, 3, 4], after.List().Select(g => g.Id));
        Assert.Empty(after.Verify().Findings);
    }

    [Fact]
    public async Task One_output_alone_is_stored_on_request()
    {
        using var fixture = new CatalogFixture();
        fixture.Add("a.jpg", 1);
        using var catalog = GarmentCatalog.OpenOrCreate(fixture.CatalogPath, new() { Outputs = ["features"] });
        await catalog.UpdateAsync(fixture.Photos);
        Assert.Equal(["features"], catalog.GetInfo().Outputs.Keys);
        Assert.Throws<UsageException>(() => catalog.GetEmbeddings("embedding"));
        Assert.Single(catalog.FindSimilar(fixture.Add("b.jpg", 2)).Neighbors);
    }

    [Fact]
    public async Task A_catalog_that_is_opened_through_a_link_is_the_one_that_it_leads_to()
    {
        using var fixture = await CatalogFixture.WithAsync(2);
        using var elsewhere = new TempFolder();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right of their own there");
        File.CreateSymbolicLink(elsewhere["link.garments"], fixture.CatalogPath);
        using (var linked = GarmentCatalog.OpenOrCreate(elsewhere["link.garments"]))
        {
            var summary = await linked.UpdateAsync(fixture.Photos);
            Assert.Equal((2, 0), (summary.Unchanged, summary.Moved));
            Assert.All(linked.List(), garment => Assert.True(File.Exists(garment.Path)));
        }
        Assert.Equal([elsewhere["link.garments"]], Directory.GetFiles(elsewhere.Path)); // nothing beside the link
        Assert.Throws<CatalogException>(() => GarmentCatalog.Open(elsewhere["none.garments"]));
        File.CreateSymbolicLink(elsewhere["circle.garments"], "circle.garments");
        Assert.Throws<CatalogException>(() => GarmentCatalog.Open(elsewhere["circle.garments"]));
        File.CreateSymbolicLink(elsewhere["new.garments"], fixture["new.garments"]);
        GarmentCatalog.OpenOrCreate(elsewhere["new.garments"]).Dispose();
        Assert.True(File.Exists(fixture["new.garments"]));
    }

    private sealed class Callback(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
