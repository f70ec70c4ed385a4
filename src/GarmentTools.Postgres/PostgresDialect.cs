using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GarmentTools.Catalogs;
using GarmentTools.Numerics;

namespace GarmentTools.Postgres;

/// <summary>
/// How Postgres says things. Vectors are <c>halfvec</c> where the server has pgvector 0.7 or later, else <c>real[]</c>; they travel to the
/// server as
/// <c>real[]</c>, and back as pgvector's binary form, a quarter of the size.
/// </summary>
internal sealed class PostgresDialect(bool hasHalfvec) : CatalogDialect
{
    /// <summary>What the columns of vectors are, as the catalog notes it.</summary>
    public const string Halfvec = "halfvec", RealArray = "real[]";

    // Read and written here: Pgvector 0.3.2 takes twice the processor time per vector in a COPY (20,000 of 256 and of 768: 37 and 71 ms,
    // here 18 and 34) and 1.2 to 1.7 times in reading (38 and 87 ms, here 23 and 71; best of 15, Npgsql 10.0.3, pgvector 0.8.6), and has to
    // be told to look for its types again in a database that got the extension later.
    // A number of dimensions, then one without meaning.
    private const int HeaderBytes = 4;

    /// <summary>Whether vectors are pgvector's.</summary>
    public bool HasHalfvec => hasHalfvec;

    // "C": only A–Z have a lower case then, as in SQLite, and the order is that of the bytes.
    public override string Folded(string column) => $"lower({column} COLLATE \"C\")";
    public override string FoldedValue(string parameter) => Folded(parameter);

    public override string IsNumber(string text) => $"btrim({text}) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$'";
    public override string Number(string text) => $"number_of({text})";
    public override string IdText(string id) => $"CAST({id} AS text)";
    public override string IndexedOnly(string column, IReadOnlyList<string> wanted) =>
        column is "value" or "garments.product" && wanted.All(text => text.Length <= PostgresSchema.IndexedLength)
            ? $" AND length({column}) <= {PostgresSchema.IndexedLength}" : "";

    public override string VectorParameter(string parameter) => hasHalfvec ? $"CAST(CAST({parameter} AS real[]) AS halfvec)" : parameter;
    public override string VectorColumn(string column) => hasHalfvec ? $"halfvec_send({column})" : column;
    public override object VectorValue(ReadOnlySpan<float> vector) => HalfVector.Rounded(vector);

    public override bool ReadVector(object? stored, Span<float> vector)
    {
        switch (stored)
        {
            case float[] values when values.Length == vector.Length:
                values.CopyTo(vector);
                return true;
            case byte[] bytes when bytes.Length == HeaderBytes + vector.Length * 2:
                Span<ushort> halves = new ushort[vector.Length];
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(HeaderBytes)), halves);
                HalfVector.FromBytes(MemoryMarshal.AsBytes(halves), vector);
                return true;
            default: return false;
        }
    }

    /// <summary>A vector as COPY takes it in binary.</summary>
    public static byte[] ToBinary(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[HeaderBytes + vector.Length * 2];
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)vector.Length);
        var halves = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(HeaderBytes));
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(HalfVector.ToBytes(vector)), halves);
        return bytes;
    }

    public override string NumberedTables(string prefix) =>
        $"SELECT CAST(tablename AS text) FROM pg_tables WHERE schemaname = current_schema() AND tablename ~ '^{prefix}[0-9]+$'";

    // A sequence that was never asked says 1, too.
    public override string HighestId => "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM garments_id_seq";

    public override string RaiseIds => """
        SELECT setval('garments_id_seq', greatest($garment, 1), $garment > 0),
            setval('contents_id_seq', greatest((SELECT max(id) FROM contents), 1), EXISTS (SELECT 1 FROM contents))
        """;

    public override string? Analyze(string tables) => "ANALYZE " + tables;

    public override string VectorTable(string name, int dimensions) =>
        $"CREATE TABLE IF NOT EXISTS {name} (content_id bigint PRIMARY KEY, norm double precision NOT NULL, vector " +
            $"{(hasHalfvec ? $"halfvec({dimensions})" : "real[]")} NOT NULL)";
}
