using GarmentTools.Catalogs;

namespace GarmentTools.Cli.Tests;

/// <summary>A folder that is gone when the test is done.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("garment-cli-").FullName;

    public string this[params string[] parts]
    {
        get
        {
            var path = System.IO.Path.Combine([Path, .. parts]);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return path;
        }
    }

    /// <summary>The program, run here.</summary>
    public GarmentProcess Garment => new(Path);

    /// <summary>Skips a test that needs to be away from any catalog where one lies above the folder for temporary files.</summary>
    public TempFolder Alone()
    {
        var found = CatalogLocator.TryFind(folder: System.IO.Path.GetDirectoryName(Path));
        Assert.SkipWhen(found is not null, $"needs a place without a catalog above it; remove {found}");
        return this;
    }

    public GarmentRun Run(params string[] args) => Garment.Run(args);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
