using GarmentTools.Cli.Printing;

namespace GarmentTools.Cli;

/// <summary>
/// The photos that a checkout of the project brings along (<c>notebooks/photos</c>), so that the first command finds something to search.
/// </summary>
internal sealed record SamplePhotos(string Folder)
{
    private const string Solution = "GarmentTools.sln";

    /// <summary>The catalog of the samples.</summary>
    public string Catalog => Path.Combine(Folder, "samples.garments");

    private string Shop => Path.Combine(Folder, "shop");
    private string Attributes => Path.Combine(Folder, "attributes.csv");

    /// <summary>The samples that a photo belongs to; null for any other photo.</summary>
    public static SamplePhotos? Of(string photo)
    {
        for (var at = Path.GetDirectoryName(Path.GetFullPath(photo)); at is not null; at = Path.GetDirectoryName(at))
        {
            var samples = new SamplePhotos(at);
            if (Path.GetFileName(at) == "photos" && Path.GetDirectoryName(at) is { } notebooks && Path.GetFileName(notebooks) == "notebooks"
                && Path.GetDirectoryName(notebooks) is { } root && File.Exists(Path.Combine(root, Solution))
                    && Directory.Exists(samples.Shop)) return samples;
        }
        return null;
    }

    /// <summary>
    /// Opens the samples' catalog; brings it up to date first, which costs next to nothing when it is, and mends one that was interrupted.
    /// </summary>
    public async Task<GarmentCatalog> OpenAsync(Terminal terminal, bool quiet, CancellationToken cancellationToken)
    {
        var isNew = !File.Exists(Catalog);
        if (isNew)
            terminal.Error.WriteLine($"Indexing the sample photos {Printable.Line(Relative(Shop))} into " +
                $"{Printable.Line(Relative(Catalog))}");
        var catalog = GarmentCatalog.OpenOrCreate(Catalog);
        try
        {
            if (catalog.IsReadOnly) return catalog;
            var summary = await ProgressPrinter.RunAsync(terminal, quiet, progress =>
                catalog.UpdateAsync(Shop, null, progress, cancellationToken)).ConfigureAwait(false);
            if (File.Exists(Attributes) && (isNew || summary.Added > 0 || catalog.GetInfo().Attributes.Count == 0))
                catalog.ImportAttributes(Attributes, cancellationToken);
            return catalog;
        }
        catch
        {
            catalog.Dispose();
            throw;
        }
    }

    private static string Relative(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
