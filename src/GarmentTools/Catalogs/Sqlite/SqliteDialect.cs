using System.Globalization;
using GarmentTools.Numerics;

namespace GarmentTools.Catalogs.Sqlite;

/// <summary>How SQLite says things. Vectors are blobs of float16, little-endian.</summary>
internal sealed class SqliteDialect : CatalogDialect
{
    // Not '20..50', '2024-05-01', '1e', though SQLite would take their beginnings for numbers.
    private static readonly string s_isNumber = "trim({0}) GLOB '[-+0-9.]*' AND trim({0}) GLOB '*[0-9]*' AND NOT trim({0}) GLOB " +
        "'*[^-+0-9.eE]*'"
        + string.Concat(new[] { "*[^eE][-+]*", "*.*.*", "*[eE]*[eE.]*", "*[-+eE]", "[-+.][eE]*", "[-+].[eE]*" }.Select(fault =>
            $" AND NOT trim({{0}}) GLOB '{fault}'"));

    public static SqliteDialect Instance { get; } = new();

    public override string Folded(string column) => column + " COLLATE NOCASE";
    public override string FoldedValue(string parameter) => parameter;
    public override string IsNumber(string text) => string.Format(CultureInfo.InvariantCulture, s_isNumber, text);
    public override string Number(string text) => $"CAST({text} AS REAL)";
    public override string IdText(string id) => id; // it is compared as a number with a text that looks like one
    public override string VectorParameter(string parameter) => parameter;
    public override string VectorColumn(string column) => column;
    public override object VectorValue(ReadOnlySpan<float> vector) => HalfVector.ToBytes(vector);

    public override bool ReadVector(object? stored, Span<float> vector)
    {
        if (stored is not byte[] bytes || bytes.Length != vector.Length * 2) return false;
        HalfVector.FromBytes(bytes, vector);
        return true;
    }

    public override string NumberedTables(string prefix) =>
        $"SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '{prefix}[0-9]*'";
    public override string HighestId => "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'garments'";

    public override string RaiseIds => """
        INSERT INTO sqlite_sequence (name, seq) SELECT 'garments',
          0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'garments');
        UPDATE sqlite_sequence SET seq = max(seq, $garment) WHERE name = 'garments'
        """;

    public override string VectorTable(string name, int dimensions) =>
        $"CREATE TABLE IF NOT EXISTS {name} (content_id INTEGER PRIMARY KEY, norm REAL NOT NULL, vector BLOB NOT NULL)";
}
