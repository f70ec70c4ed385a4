using GarmentTools.Common;
using Microsoft.Data.Sqlite;

namespace GarmentTools.Tests;

/// <summary>What others do to a catalog while a run is under way, or between a run that was stopped and the next.</summary>
public sealed class MeanwhileTests
{
    private const string Other = "mobilenetv2-garment-int8";

    [Fact]
    public async Task Photos_that_are_added_while_all_are_embedded_again_are_embedded_again_too()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        using var catalog = GarmentCatalog.Open(fixture.CatalogPath, new() { Model = Other });
        var added = false;
        await catalog.UpdateAsync(fixture.Photos, new() { Reembed = true }, Once("Embedding photos again", () =>
        {
            fixture.Add("late.jpg", 40);
            fixture.UpdateAsync().GetAwaiter().GetResult();
            added = true;
        }), TestContext.Current.CancellationToken);
        Assert.True(added);
        Assert.Empty(catalog.Verify().Findings);
        Assert.Equal(3, catalog.FindSimilar(1).Neighbors.Count);
        await AssertSameAsNewAsync(fixture, catalog);
    }

    [Fact]
    public async Task A_run_whose_catalog_is_embedded_again_meanwhile_adds_nothing_of_the_old_model()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        fixture.Add("late.jpg", 40);
        using var catalog = fixture.Open();
        var again = Once("Embedding photos", () =>
        {
            using var other = GarmentCatalog.Open(fixture.CatalogPath, new() { Model = Other });
            File.Move(fixture["late.jpg"], fixture["late.hidden"]);
            other.UpdateAsync(fixture.Photos, new() { Reembed = true }).GetAwaiter().GetResult();
            File.Move(fixture["late.hidden"], fixture["late.jpg"]);
        });
        var error = await Assert.ThrowsAsync<CatalogException>(() =>
            catalog.UpdateAsync(fixture.Photos, null, again, TestContext.Current.CancellationToken));
        Assert.Contains("embedded again", error.Message, StringComparison.Ordinal);
        Assert.Empty(catalog.Verify().Findings);
        await catalog.UpdateAsync(fixture.Photos, cancellationToken: TestContext.Current.CancellationToken);
        await AssertSameAsNewAsync(fixture, catalog);
    }

    [Fact]
    public async Task What_a_stopped_run_has_embedded_again_goes_to_no_other_photo()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        using var catalog = GarmentCatalog.Open(fixture.CatalogPath, new() { Model = Other });
        using (var stop = new CancellationTokenSource())
        {
            // The third is hidden, so that the run stops before its end with the others embedded again.
            File.Move(fixture["a.jpg"], fixture["a.hidden"]);
            await Assert.ThrowsAsync<CatalogException>(() => catalog.UpdateAsync(fixture.Photos, new() { Reembed = true },
                cancellationToken: stop.Token));
            File.Move(fixture["a.hidden"], fixture["a.jpg"]);
        }
        catalog.Remove([3]);
        File.Delete(fixture["c.jpg"]);
        fixture.Add("new.jpg", 41); // gets the number that the last photo's embedding had
        await fixture.UpdateAsync();
        await catalog.UpdateAsync(fixture.Photos, new() { Reembed = true }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(catalog.Verify().Findings);
        await AssertSameAsNewAsync(fixture, catalog);
    }

    [Fact]
    public async Task A_run_that_ends_after_photos_were_changed_has_left_none_of_their_old_embeddings()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        using var stop = new CancellationTokenSource();
        fixture.Add("a.jpg", 41);
        fixture.Add("b.jpg", 3); // the bytes of c.jpg
        fixture.Add("c.jpg", 2); // and the other way round
        using (var catalog = fixture.Open())
        {
            var stored = new Callback(progress => { if (progress.Activity == "Embedding photos" && progress.Done == 3) stop.Cancel(); });
            try { await catalog.UpdateAsync(fixture.Photos, new() { RemoveMissing = true }, stored, stop.Token); }
            catch (OperationCanceledException) { }
        }
        using var after = fixture.Open();
        Assert.True(stop.IsCancellationRequested);
        Assert.Empty(after.Verify().Findings);
        await AssertSameAsNewAsync(fixture, after);
    }

    [Fact]
    public async Task A_list_is_full_though_garments_were_removed_after_the_index_was_opened()
    {
        using var fixture = await CatalogFixture.WithAsync(8);
        using var catalog = fixture.Open();
        long[] before = [.. catalog.FindSimilar(1).Neighbors.Select(n => n.Garment.Id)];
        // As seen by a search between the two moments: gone from the tables, still in the vectors.
        using (var connection = new SqliteConnection($"Data Source={fixture.CatalogPath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"DELETE FROM garments WHERE id IN ({before[0]}, {before[2]})";
            command.ExecuteNonQuery();
        }
        var found = catalog.FindSimilar(1, new() { Count = 4 }).Neighbors;
        Assert.Equal([before[1], before[3], before[4], before[5]], found.Select(n => n.Garment.Id));
        Assert.Equal([1, 2, 3, 4], found.Select(n => n.Rank));
    }

    // A new catalog of the same photos, made with the model that this one has now, gives the same vectors.
    private static async Task AssertSameAsNewAsync(CatalogFixture fixture, GarmentCatalog catalog)
    {
        using var made = GarmentCatalog.OpenOrCreate(fixture["new.garments"], new() { Model = catalog.GetInfo().Model });
        await made.UpdateAsync(fixture.Photos);
        Assert.Equal(Vectors(made), Vectors(catalog));
    }

    private static Dictionary<string, string> Vectors(GarmentCatalog catalog)
    {
        using var embeddings = catalog.GetEmbeddings();
        var values = new float[embeddings.Count * embeddings.Dimensions];
        embeddings.Read(0, values);
        return embeddings.Names.Select((name, row) => (name, string.Join(' ', values.Skip(row * embeddings.Dimensions)
            .Take(embeddings.Dimensions)))).ToDictionary();
    }

    private static Callback Once(string stage, Action work)
    {
        var done = false;
        return new(progress =>
        {
            if (done || progress.Activity != stage) return;
            done = true;
            work();
        });
    }

    private sealed class Callback(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
