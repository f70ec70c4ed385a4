using GarmentTools.Common;
using Microsoft.Data.Sqlite;

namespace GarmentTools.Tests;

/// <summary>Each kind of damage to a catalog is found, named, and mended as far as it can be made again.</summary>
public sealed class DamageTests
{
    [Theory]
    [InlineData("GarmentWithoutPhoto", "DELETE FROM contents WHERE id = 1")]
    [InlineData("MissingVector", "DELETE FROM vectors_2 WHERE content_id = 1")]
    [InlineData("LeftOverVector", "INSERT INTO vectors_1 SELECT 99, norm, vector FROM vectors_1 WHERE content_id = 1")]
    [InlineData("LooseAttribute", "INSERT INTO attributes VALUES (99, 'color', 'red')")]
    [InlineData("DamagedVector", "UPDATE vectors_1 SET vector = zeroblob(7) WHERE content_id = 2")]
    [InlineData("DamagedVector", "UPDATE vectors_1 SET vector = (SELECT vector || vector FROM vectors_1 WHERE content_id = 1) WHERE " +
        "content_id = 2")]
    public async Task Damaged_rows_are_named_and_mended(string kind, string sql)
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        using (var connection = Open(fixture.CatalogPath)) Execute(connection, sql);
        await AssertFoundAndMendedAsync(fixture, kind);
    }

    [Fact]
    public async Task A_damaged_index_is_named_and_mended()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        // The index is hidden while a row changes, as a bug or a bad disk would leave it.
        using (var connection = Open(fixture.CatalogPath))
            Execute(connection, "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'garments_content'; PRAGMA " +
                "writable_schema = 1; DELETE FROM sqlite_schema WHERE name = 'garments_content'");
        using (var connection = Open(fixture.CatalogPath))
            Execute(connection, "UPDATE garments SET content_id = 3 WHERE id = 1; PRAGMA writable_schema = 1; INSERT INTO sqlite_schema " +
                "SELECT * FROM kept");
        using (var connection = Open(fixture.CatalogPath)) Execute(connection, "DROP TABLE kept");
        await AssertFoundAndMendedAsync(fixture, "DamagedIndex");
    }

    [Fact]
    public async Task A_stale_vector_file_is_named_and_mended()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        File.WriteAllBytes(fixture["catalog.garments.00000000.vectors"], [1, 2, 3]);
        await AssertFoundAndMendedAsync(fixture, "StaleVectorFile");
    }

    // A backup put in the place of a newer catalog: the file beside it would be taken for right when the catalog reaches its number.
    [Fact]
    public async Task A_vector_file_of_a_later_state_is_named_and_mended()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        using (var catalog = fixture.Open()) _ = catalog.FindSimilar(1);
        var file = Directory.GetFiles(fixture.Photos, "*.vectors").Single();
        File.Copy(file, fixture["catalog.garments.00000099.vectors"]);
        await AssertFoundAndMendedAsync(fixture, "StaleVectorFile");
    }

    [Fact]
    public async Task A_change_before_the_next_search_is_no_damage()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        using var catalog = fixture.Open();
        _ = catalog.FindSimilar(1);
        catalog.Remove([1]);
        Assert.Empty(catalog.Verify().Findings);
        Assert.Single(catalog.FindSimilar(2).Neighbors);
    }

    [Fact]
    public async Task A_damaged_vector_file_is_named_and_mended()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        using (var catalog = fixture.Open()) _ = catalog.FindSimilar(1);
        var file = Directory.GetFiles(fixture.Photos, "*.vectors").Single();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 0xFF;
        File.WriteAllBytes(file, bytes);
        await AssertFoundAndMendedAsync(fixture, "DamagedVectorFile");
    }

    [Fact]
    public async Task A_damaged_page_is_named_and_says_that_it_cannot_be_mended()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        long page, size;
        using (var connection = Open(fixture.CatalogPath))
            (page, size) = (Scalar(connection, "SELECT rootpage FROM sqlite_schema WHERE name = 'vectors_2'"),
                Scalar(connection, "PRAGMA page_size"));
        using (var file = File.OpenWrite(fixture.CatalogPath))
        {
            file.Position = (page - 1) * size;
            file.Write(new byte[64]);
        }
        using var catalog = fixture.Open();
        var check = catalog.Verify();
        var finding = Assert.Single(check.Findings, f => f.Kind == "DamagedFile");
        Assert.False(finding.Repairable);
        Assert.Contains("backup", finding.Message);
        Assert.False(check.IsHealthy);
    }

    // What a run leaves that is killed between making the file and making its tables (KillTests met it): the next run must go on.
    [Fact]
    public async Task A_catalog_whose_making_was_interrupted_is_made_by_the_next_run()
    {
        using var fixture = new CatalogFixture();
        fixture.Add("a.jpg", 1);
        using (var connection = Open(fixture.CatalogPath)) Execute(connection, "PRAGMA journal_mode = WAL");
        Assert.True(new FileInfo(fixture.CatalogPath).Length > 0);
        Assert.Contains("interrupted", Assert.Throws<CatalogException>(() => GarmentCatalog.Open(fixture.CatalogPath)).Message);
        Assert.Equal(1, (await fixture.UpdateAsync()).Added);
        using var catalog = GarmentCatalog.Open(fixture.CatalogPath);
        Assert.Empty(catalog.Verify().Findings);
    }

    private static async Task AssertFoundAndMendedAsync(CatalogFixture fixture, string kind)
    {
        using (var catalog = fixture.Open())
        {
            var found = catalog.Verify().Findings;
            Assert.Contains(found, finding => finding is { Repairable: true, Repaired: false } && finding.Kind == kind);
            Assert.Contains(catalog.Verify(repair: true).Findings, finding => finding.Kind == kind && finding.Repaired);
        }
        using (var mended = fixture.Open()) Assert.Empty(mended.Verify().Findings);
        await fixture.UpdateAsync();
        using var again = fixture.Open();
        Assert.Equal(3, again.List().Count);
        Assert.Equal(3, again.FindSimilar(fixture["a.jpg"], new() { Count = 9 }).Neighbors.Count + 1);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA foreign_keys = OFF");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
