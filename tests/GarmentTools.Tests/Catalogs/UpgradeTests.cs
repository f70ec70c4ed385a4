using Microsoft.Data.Sqlite;

namespace GarmentTools.Tests;

/// <summary>A catalog of the first version is read as it is, and brought to this version when it is written.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public async Task A_file_of_version_1_is_read_unchanged_and_upgraded_by_the_first_change()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        Downgrade(fixture.CatalogPath);
        using (var catalog = fixture.Open())
        {
            Assert.Equal((1, 0L, 3L), (catalog.GetInfo().SchemaVersion, catalog.GetInfo().LastChange, catalog.GetInfo().Garments));
            Assert.Equal(2, catalog.FindSimilar(1).Neighbors.Count);
            Assert.Equal(1, catalog.GetInfo().SchemaVersion);
            catalog.SetAttributes(2, new Dictionary<string, string?> { ["color"] = "red" });
            Assert.Equal((2, 2L), (catalog.GetInfo().SchemaVersion, catalog.GetInfo().LastChange)); // 1: all that was there before
            Assert.Equal(3, catalog.CopyTo(fixture["copies/b.garments"]).Copied);
        }
        fixture.Add("d.jpg", 99);
        Assert.Equal((1, 3), await fixture.UpdateAsync() is var summary ? (summary.Added, summary.Unchanged) : default);
        using (var catalog = fixture.Open())
        {
            Assert.Equal(1, catalog.CopyTo(fixture["copies/b.garments"]).Copied);
            Assert.True(catalog.Verify().IsHealthy);
        }
    }

    [Fact]
    public async Task Removed_garments_and_changes_are_numbered()
    {
        using var fixture = await CatalogFixture.WithAsync(4);
        using var catalog = fixture.Open();
        var before = catalog.GetInfo().LastChange;
        Assert.Equal(0, catalog.Remove([77]));
        Assert.Equal(2, catalog.Remove([1, 3]));
        Assert.Equal(before + 1, catalog.GetInfo().LastChange);
        catalog.CopyTo(fixture["copies/b.garments"]);
        using var copy = GarmentCatalog.Open(fixture["copies/b.garments"]);
        Assert.Equal([2L, 4L], copy.List().Select(garment => garment.Id));
        // the photos are where they were
        Assert.Equal(catalog.List().Select(garment => garment.Path), copy.List().Select(garment => garment.Path));
    }

    private static void Downgrade(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE changes; DROP TABLE removed; ALTER TABLE garments DROP COLUMN changed; PRAGMA user_version = 1";
        command.ExecuteNonQuery();
    }
}
