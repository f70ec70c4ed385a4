using System.CommandLine;
using GarmentTools.Catalogs;

namespace GarmentTools.Cli;

/// <summary>Opens the catalog that a command works on.</summary>
internal static class CatalogChoice
{
    /// <summary>The usual one, else the nearest upward of the files that the command names.</summary>
    public static GarmentCatalog Open(ParseResult result, Option<string?> catalog, params IEnumerable<string> files) =>
        GarmentCatalog.Open(CatalogLocator.TryFind(result.GetValue(catalog)) ?? NearestTo(files) ?? CatalogLocator.Find());

    /// <summary>
    /// The catalog for a query: the usual one, else the nearest upward of the photos, else (for the photos that the project brings along)
    /// the samples',
    /// which is made when it is first needed.
    /// </summary>
    public static async Task<GarmentCatalog> OpenForQueryAsync(string? named, IReadOnlyList<string> photos, Terminal terminal, bool quiet,
        CancellationToken cancellationToken)
    {
        var path = CatalogLocator.TryFind(named) ?? NearestTo(photos);
        if (named is null && photos.Select(SamplePhotos.Of).FirstOrDefault(found => found is not null) is { } samples
            && (path is null || path == samples.Catalog))
            return await samples.OpenAsync(terminal, quiet, cancellationToken).ConfigureAwait(false);
        return GarmentCatalog.Open(path ?? CatalogLocator.Find());
    }

    /// <summary>The garment that a word of the command line means: its id, or the path of its photo.</summary>
    public static Garment Find(GarmentCatalog catalog, string word) =>
        (long.TryParse(word, out var id) ? catalog.Find(id) : catalog.Find(word))
        ?? throw new CommandException($"'{word}' is no garment of the catalog '{catalog.Path}', neither an id nor the path of a photo. " +
            "'garment list' shows them.");

    private static string? NearestTo(IEnumerable<string> files) => files
        .Select(file => Path.GetDirectoryName(Path.GetFullPath(file)))
        .Select(folder => Directory.Exists(folder) ? CatalogLocator.TryFind(folder: folder) : null)
        .FirstOrDefault(found => found is not null);
}
