using System.Globalization;

namespace GarmentTools.Catalogs.Copies;

/// <summary>
/// The changes of a catalog, numbered from 1, each with a token drawn by chance. A copy takes them along, so two catalogs can tell how they
/// belong together: one whose
/// last change the other knows is an earlier state of it, and only lacks what came after.
/// </summary>
internal static class CatalogHistory
{
    /// <summary>The last change and its token; 0 for a catalog that counts none.</summary>
    public static (long Number, string Token) Last(CatalogConnection connection) =>
        connection.Query("SELECT number, token FROM changes ORDER BY number DESC LIMIT 1", r => (r.GetInt64(0), r.GetString(1)))
            .FirstOrDefault((0, ""));

    /// <summary>The token of the first change; empty where there is none.</summary>
    public static string First(CatalogConnection connection) =>
        connection.Scalar<string>("SELECT token FROM changes ORDER BY number LIMIT 1") ?? "";

    /// <summary>Whether a catalog has a change in its history.</summary>
    public static bool Knows(CatalogConnection connection, (long Number, string Token) change) =>
        connection.Scalar<string>("SELECT token FROM changes WHERE number = $number", ("$number", change.Number)) == change.Token;

    /// <summary>The number of the change that a point in time or a number stands for.</summary>
    public static long NumberOf(CatalogConnection connection, CopySince since) => since.Change ?? connection.Scalar<long>(
        "SELECT coalesce(max(number), 0) FROM changes WHERE at <= $at",
        ("$at", since.Time!.Value.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)));
}
