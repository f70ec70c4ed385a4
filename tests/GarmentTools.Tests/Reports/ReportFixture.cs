namespace GarmentTools.Tests;

/// <summary>A small catalog with copies, attributes and names that mean no good.</summary>
public sealed class ReportFixture : IAsyncLifetime
{
    private readonly CatalogFixture _fixture = new();

    public static string[] HostileNames { get; } = OperatingSystem.IsWindows() ? []
        : ["\"><img src=x onerror=alert(1)>.jpg", "\u202Egpj.x.jpg", "=cmd|'calc'!A0.jpg", new string('y', 251) + ".jpg",
            "a|b`c*[d](e).jpg"];

    public GarmentCatalog Catalog { get; private set; } = null!;

    public IReadOnlyList<SimilarResult> Results { get; private set; } = [];

    public string this[string name] => _fixture[name];

    public string Folder => _fixture.Photos;

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 6; i++) _fixture.Add($"sub/{i}.jpg", i + 1);
        _fixture.Add("copy.jpg", 1);
        for (var i = 0; i < HostileNames.Length; i++) _fixture.Add(HostileNames[i], 40 + i);
        File.WriteAllText(_fixture["bad.jpg"], "no picture");
        await _fixture.UpdateAsync();
        Catalog = _fixture.Open();
        foreach (var garment in Catalog.List()) Catalog.SetAttributes(garment.Id, new Dictionary<string,
            string?>
        { ["kind"] = garment.Id % 2 == 0 ? "a" : "b", ["note"] = "=1+1|<b>" });
        Results = [Catalog.FindSimilar(_fixture.Add("outside/query.jpg", 77)), Catalog.FindSimilar(Catalog.Find("sub/2.jpg")!.Id)];
    }

    public ValueTask DisposeAsync()
    {
        Catalog.Dispose();
        _fixture.Dispose();
        return ValueTask.CompletedTask;
    }
}
