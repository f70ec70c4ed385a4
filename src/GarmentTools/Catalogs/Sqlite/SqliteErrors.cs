using GarmentTools.Common;
using Microsoft.Data.Sqlite;

namespace GarmentTools.Catalogs.Sqlite;

/// <summary>What SQLite's result codes mean to the owner of a catalog.</summary>
internal static class SqliteErrors
{
    public static CatalogException From(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        11 => new($"'{path}' is damaged: SQLite found what it cannot read.", new Remedy(RemedyKind.VerifyCatalog, Catalog: path), e),
        26 => NotACatalog(path, e),
        var code => new(Text(code, e, path), e),
    };

    public static CatalogException NotACatalog(string path, Exception? inner = null) =>
        new($"'{path}' is not a catalog: expected an SQLite file with the tables of one.", new Remedy(RemedyKind.NameOrMakeCatalog), inner);

    private static string Text(int code, SqliteException e, string path) => code switch
    {
        5 or 6 => $"'{path}' is being written by another process and stayed locked for a minute. Try again when that has finished.",
        8 => $"'{path}' cannot be written: the file or its folder is read-only. Change the permissions, or copy the catalog to a folder " +
        "of your own.",
        10 => $"'{path}': the disk reported a fault ({e.Message}). Check the disk and that the folder still exists, then run the command " +
        "again.",
        13 => $"The disk that holds '{path}' is full. Free some room and run the command again; the catalog is as it was after the last " +
        "photo " +
            "that was reported as added.",
        14 => $"'{path}' could not be opened: " +
        $"{(Directory.Exists(Path.GetDirectoryName(path)) ? "check its permissions" : "its folder does not exist")}.",
        _ => $"'{path}': {e.Message}",
    };
}
