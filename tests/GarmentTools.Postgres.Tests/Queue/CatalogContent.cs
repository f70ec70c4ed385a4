namespace GarmentTools.Postgres.Tests;

/// <summary>
/// What a catalog holds, ids aside, as texts that can be compared: all garments with all bits of all their vectors, and the rejected files.
/// </summary>
internal static class CatalogContent
{
    public static List<string> Of(GarmentCatalog catalog)
    {
        var garments = catalog.List().ToDictionary(garment => garment.Id);
        var lines = new List<string>();
        foreach (var output in catalog.GetInfo().Outputs.Keys)
        {
            using var vectors = catalog.GetEmbeddings(output, raw: true);
            var row = new float[vectors.Dimensions];
            for (var i = 0; i < vectors.Count; i++)
            {
                vectors.Read(i, row);
                var garment = garments[vectors.Ids[i]];
                lines.Add($"{output} {garment.CatalogPath} {garment.Sha256} {garment.Domain} " +
                    $"{string.Join(' ', row.Select(BitConverter.SingleToInt32Bits))}");
            }
        }
        lines.AddRange(catalog.GetRejectedFiles().Select(file => $"rejected {file.Path} {file.Reason}"));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>
    /// The content that an undisturbed index run into a file gives; the file lies in the folder that paths are relative to.
    /// </summary>
    public static async Task<List<string>> OfLocalIndexAsync(TempFolder folder, string photos, string name = "local.garments")
    {
        using var local = GarmentCatalog.OpenOrCreate(folder[name]);
        await local.UpdateAsync(photos);
        return Of(local);
    }

    /// <summary>Asserts that a catalog on a server equals it, and that nothing in its tables is left over or double.</summary>
    public static async Task AssertEqualAsync(IReadOnlyList<string> expected, PostgresAddress address)
    {
        using (var catalog = GarmentCatalog.Open(Text(address)))
        {
            Assert.Equal(expected, Of(catalog));
            Assert.Empty(catalog.Verify().Findings);
        }
        Assert.Equal(0L, await DebianServer.ScalarAsync<long>(address, "SELECT count(*) FROM jobs"));
        Assert.Equal(0L, await DebianServer.ScalarAsync<long>(address,
            "SELECT count(*) FROM (SELECT path FROM garments GROUP BY path HAVING count(*) > 1) AS doubles"));
        Assert.Equal(0L, await DebianServer.ScalarAsync<long>(address,
            "SELECT count(*) FROM contents WHERE id NOT IN (SELECT content_id FROM garments)"));
        Assert.Equal(
            await DebianServer.ScalarAsync<long>(address, "SELECT count(*) FROM contents"),
            await DebianServer.ScalarAsync<long>(address, "SELECT count(*) FROM vectors_1"));
    }

    /// <summary>An address with its password, which its own text leaves out.</summary>
    public static string Text(PostgresAddress address) =>
        address.ToString().Replace("://garment@", $"://garment:{Uri.EscapeDataString(DebianServer.Password)}@", StringComparison.Ordinal);
}
