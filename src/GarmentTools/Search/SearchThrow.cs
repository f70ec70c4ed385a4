using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Search;

/// <summary>What the search refuses, in words: found, expected, where, what to do.</summary>
internal static class SearchThrow
{
    public static CatalogException BadFile(string path, string reason, Exception? inner = null) =>
        new($"The vector file {path} cannot be used: {reason}.", new Remedy(RemedyKind.RepairCatalog), inner);

    public static CatalogException CannotWrite(string path, Exception reason) =>
        new($"The vector file {path} cannot be written: {reason.Message.TrimEnd('.')}. Free some space or choose a folder that may be " +
            "written; the catalog itself is as it was.", reason);

    public static UsageException WrongDimensions(int found, int expected) =>
        new($"The query has {found} numbers, the vectors of the index {expected}. Embed the query with the model that made the index.");

    public static UsageException NotFinite(int query, int at, float value) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Query {query} has {value} at position {at}; only finite numbers can be " +
            $"compared. Embed the " +
            $"photo again."));

    public static UsageException NotStorable(long id) =>
        new($"The vector of garment {id} cannot be stored as float16: a number is beyond ±65504, infinite or not a number. Embed the " +
            "garment again.");

    public static UsageException NoSuchRow(int row, int count) =>
        new($"Row {row} is not in the index, which has rows 0 to {count - 1}. Look it up by id with RowOf.");
}
