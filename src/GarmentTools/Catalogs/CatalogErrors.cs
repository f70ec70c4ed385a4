using GarmentTools.Common;

namespace GarmentTools.Catalogs;

/// <summary>What can be wrong with a catalog of any kind.</summary>
internal static class CatalogErrors
{
    /// <summary>A cell holds what its column cannot.</summary>
    public static CatalogException WrongValue(Exception e, string path) =>
        new($"'{path}' is damaged: a table holds a value of the wrong kind ({e.Message.TrimEnd('.')}).",
            new Remedy(RemedyKind.VerifyCatalog, Catalog: path), e);

    public static CatalogException Vanished(string path) =>
        new($"'{path}' is not there any more: it or its folder was moved or removed, or its disk was taken away, while it was written. " +
            "Put it back and run the command again.");

    public static CatalogException NotFound(string path) =>
        new($"There is no catalog '{path}'. (Looked in {Environment.CurrentDirectory}.)",
            new Remedy(RemedyKind.MakeCatalog, Catalog: path));

    public static CatalogException DamagedVector(string path, string output) =>
        new($"'{path}' is damaged: a photo has no whole '{output}' vector.", new Remedy(RemedyKind.VerifyCatalog, Catalog: path));

    public static CatalogException EmbeddedAgain(string path) =>
        new($"'{path}' was embedded again by another process, with another model or region, while this one embedded photos for it. Run " +
            "the command again; nothing was mixed.");

    public static CatalogException Newer(string path, long found, int known) =>
        new($"'{path}' was written by a newer GarmentTools (schema {found}, this program knows {known}). Update GarmentTools; the " +
            "catalog was not changed.");
}
