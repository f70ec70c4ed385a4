using GarmentTools.Catalogs.Updates;

namespace GarmentTools.Tests;

/// <summary>A folder of small pictures and a catalog beside them.</summary>
internal sealed class CatalogFixture : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Photos => _folder.Path;
    public string CatalogPath => _folder["catalog.garments"];

    /// <summary>Writes a picture; equal seeds give equal bytes.</summary>
    public string Add(string name, int seed)
    {
        File.WriteAllBytes(_folder[name], TestPictures.Jpeg(TestPictures.Random(seed)));
        return _folder[name];
    }

    public string this[string name] => _folder[name];

    public GarmentCatalog Open() => GarmentCatalog.OpenOrCreate(CatalogPath);

    public async Task<UpdateSummary> UpdateAsync(UpdateOptions? options = null)
    {
        using var catalog = Open();
        return await catalog.UpdateAsync(Photos, options);
    }

    /// <summary>A catalog of pictures a.jpg, b.jpg, … with the seeds 1, 2, …</summary>
    public static async Task<CatalogFixture> WithAsync(int count)
    {
        var fixture = new CatalogFixture();
        for (var i = 0; i < count; i++) fixture.Add($"{(char)('a' + i)}.jpg", i + 1);
        await fixture.UpdateAsync();
        return fixture;
    }

    public void Dispose() => _folder.Dispose();
}
