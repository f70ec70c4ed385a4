using System.Text;

[assembly: AssemblyFixture(typeof(GarmentTools.Cli.Tests.PairedPhotos))]

namespace GarmentTools.Cli.Tests;

/// <summary>
/// Twenty-four drawn pairs: a shop picture, and the same one noisy and moved for the street. Shared by tests that change nothing.
/// </summary>
public sealed class PairedPhotos : IDisposable
{
    private readonly TempFolder _folder = new();

    public PairedPhotos()
    {
        var csv = new StringBuilder("street,shop,product,category\n");
        for (var i = 0; i < 24; i++)
        {
            File.WriteAllBytes(_folder["shop", $"{i:00}.jpg"], Pictures.Numbered(i));
            File.WriteAllBytes(_folder["street", $"{i:00}.jpg"], Pictures.Worn(i));
            csv.Append($"street/{i:00}.jpg,shop/{i:00}.jpg,P{i / 2},{Pictures.Kinds[i % 3]}\n");
        }
        File.WriteAllText(_folder["pairs.csv"], csv.ToString());
    }

    internal TempFolder Folder => _folder;

    internal GarmentRun Run(params string[] args) => _folder.Run(args);

    public void Dispose() => _folder.Dispose();
}
