using GarmentTools.Common;
using Microsoft.Data.Sqlite;

namespace GarmentTools.Catalogs.Sqlite;

/// <summary>What SQLite's result codes mean to the owner of a catalog.</summary>
internal static class SqliteErrors
{
    public static CatalogException From(SqliteException e, string path) => new(e.SqliteErrorCode switch
    {
        5 or 6 => $"'{path}' is being written by another process and stayed locked for a minute. Try again when that has finished.",
        8 => $"'{path}' cannot be written: the file or its folder is read-only. Change the permissions, or copy the catalog to a folder of your own.",
        10 => $"'{path}': the disk reported a fault ({e.Message}). Check the disk and that the folder still exists, then run the command again.",
        11 => $"'{path}' is damaged: SQLite found what it cannot read. Run 'garment verify --catalog \"{path}\"'; if that fails too, restore a backup or index the photos again.",
        13 => $"The disk that holds '{path}' is full. Free some room and run the command again; the catalog is as it was after the last photo that was reported as added.",
        14 => $"'{path}' could not be opened: {(Directory.Exists(Path.GetDirectoryName(path)) ? "check its permissions" : "its folder does not exist")}.",
        26 => NotACatalog(path),
        _ => $"'{path}': {e.Message}",
    }, e);

    public static string NotACatalog(string path) =>
        $"'{path}' is not a catalog: expected an SQLite file made by 'garment index'. Name another file, or make a catalog with 'garment index FOLDER'.";
}
