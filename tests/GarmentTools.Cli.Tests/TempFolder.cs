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

    public GarmentRun Run(params string[] args) => Garment.Run(args);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
