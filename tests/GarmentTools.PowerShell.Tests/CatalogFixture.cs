using System.Management.Automation;
using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

/// <summary>A folder with six drawn photos and a catalog of them, made once; each test works on a copy.</summary>
public sealed class CatalogFixture : IDisposable
{
    private readonly TempFolder _master = new();

    public CatalogFixture()
    {
        (string Name, byte R, byte G, byte B, int Sleeves)[] photos =
            [("red-1", 200, 20, 20, 20), ("red-2", 210, 30, 30, 8), ("blue-1", 20, 20, 200, 20), ("blue-2", 30, 30, 210, 8),
                ("green-1", 20, 160, 20, 20)];
        foreach (var (name, r, g, b, sleeves) in photos) Photos.Write(_master["photos", name + ".png"], r, g, b, sleeves);
        File.Copy(_master["photos", "red-1.png"], _master["photos", "red-copy.png"]);
        using var catalog = GarmentCatalog.OpenOrCreate(_master["photos", "catalog.garments"]);
        catalog.UpdateAsync(_master["photos"]).GetAwaiter().GetResult();
        foreach (var garment in catalog.List())
        {
            var color = garment.CatalogPath[..garment.CatalogPath.IndexOf('-', StringComparison.Ordinal)];
            catalog.SetAttributes(garment.Id, new Dictionary<string, string?> { ["color"] = color, ["product"] = "shirt-" + color });
        }
    }

    internal Workplace Copy() => new(_master["photos"]);

    public void Dispose() => _master.Dispose();
}

/// <summary>A copy of the photos and the catalog, and a session that is there.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly TempFolder _folder = new();
    private Session? _session;

    public Workplace(string from)
    {
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, _folder["photos", Path.GetFileName(file)]);
    }

    public string Folder => _folder["photos"];
    public string Catalog => Path.Combine(Folder, "catalog.garments");
    public string File_(string name) => Path.Combine(Folder, name);
    public Session Session => _session ??= new(Folder);

    public T Ask<T>(Func<GarmentCatalog, T> question)
    {
        using var catalog = GarmentCatalog.Open(Catalog);
        return question(catalog);
    }

    public long IdOf(string path) => Ask(catalog => catalog.List().Single(g => g.CatalogPath == path).Id);

    /// <summary>Runs a script in the folder of the photos.</summary>
    public Answer Run(string script, params object?[] arguments) => Session.Run(script, arguments);

    /// <summary>Runs a script that ends with an error.</summary>
    public ErrorRecord Fails(string script, params object?[] arguments) => Session.Fails(script, arguments);

    public void Dispose()
    {
        _session?.Dispose();
        _folder.Dispose();
    }
}
