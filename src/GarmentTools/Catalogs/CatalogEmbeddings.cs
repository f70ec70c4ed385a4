using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Catalogs;

/// <summary>
/// The stored vectors of a catalog as they were at one moment: one row per garment, ordered by id. Reads from the catalog as rows are asked
/// for;
/// what happens to the catalog meanwhile is not seen. Dispose it when done.
/// </summary>
public sealed class CatalogEmbeddings : IEmbeddingSource, IDisposable
{
    /// <summary>What the fingerprint of vectors with their own length ends with: they are never compared with those of length 1.</summary>
    internal const string RawMark = "+raw";

    private readonly CatalogConnection _connection;
    private readonly string _table;
    private readonly bool _raw;
    private readonly Lock _lock = new();
    private readonly long[] _ids;
    private readonly bool _countsChanges;
    private readonly float[]? _norms;
    private readonly Half[]? _values;

    internal CatalogEmbeddings(CatalogStore store, string? output, bool raw, GarmentFilter? filter = null)
    {
        _connection = store.Read();
        try
        {
            _connection.Begin(write: false); // one state of the catalog until this is disposed
            var outputs = CatalogMeta.Outputs(_connection);
            var index = output is null ? 0 : outputs.FindIndex(o => o.Name == output);
            if (index < 0)
                throw new UsageException($"The catalog '{store.Path}' has no output '{output}', only " +
                    $"{string.Join(", ", outputs.Select(o => $"'{o.Name}'"))}.");
            _table = $"vectors_{index + 1}";
            _raw = raw;
            Output = outputs[index].Name;
            Dimensions = outputs[index].Dimensions;
            Fingerprint = CatalogMeta.Get(_connection, "fingerprint") + (raw ? RawMark : "");
            Generation = CatalogMeta.Generation(_connection);
            State = CatalogMeta.State(store, _connection);
            _countsChanges = store.CountsChanges(_connection);
            var (where, parameters) = filter?.ToSql(_connection.Dialect) ?? ("TRUE", []);
            var rows = _connection.Query($"SELECT id, path FROM garments WHERE {where} ORDER BY id", r =>
                (Id: r.GetInt64(0), Path: r.GetString(1)), parameters).ToList();
            _ids = [.. rows.Select(r => r.Id)];
            Names = [.. rows.Select(r => r.Path)];
            if ((long)Count * Dimensions * sizeof(ushort) > store.ReadAhead) return;
            (_norms, _values) = (new float[Count], new Half[Count * Dimensions]);
            ReadAll();
            _connection.Dispose();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Count => _ids.Length;
    /// <inheritdoc/>
    public int Dimensions { get; }
    /// <inheritdoc/>
    public string Fingerprint { get; }
    /// <summary>The name of the model's output.</summary>
    public string Output { get; }
    /// <summary>The state of the catalog that is seen.</summary>
    public long Generation { get; }
    /// <summary>The name of that state, which no other catalog has.</summary>
    internal string State { get; }
    /// <inheritdoc/>
    public IReadOnlyList<long> Ids => _ids;
    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The garments that were added or changed after the catalog was in an earlier state; null where that is not known.</summary>
    internal HashSet<long>? ChangedSince(string state)
    {
        lock (_lock)
        {
            if (_values is not null || !_countsChanges) return null; // read ahead: the connection is closed, and nothing is left to save
            return CatalogMeta.ChangeOf(_connection, state) is { } number
                ? [.. _connection.Query("SELECT id FROM garments WHERE changed > $number", r => r.GetInt64(0), ("$number", number))] : null;
        }
    }

    /// <inheritdoc/>
    public void Read(int firstRow, Span<float> rows)
    {
        var count = rows.Length / Dimensions;
        if (count == 0) return;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow + count, Count);
        if (_values is not null)
        {
            System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(_values.AsSpan(firstRow * Dimensions, rows.Length), rows);
            for (var i = 0; i < count && _raw; i++)
                System.Numerics.Tensors.TensorPrimitives.Multiply(rows.Slice(i * Dimensions, Dimensions), _norms![firstRow + i],
                    rows.Slice(i * Dimensions, Dimensions));
            return;
        }
        lock (_lock) // one statement at a time on a connection
        {
            var row = firstRow;
            foreach (var (id, norm, vector) in Stored("WHERE g.id BETWEEN $first AND $last", ("$first", _ids[firstRow]),
                ("$last", _ids[firstRow + count - 1])))
            {
                if (id != _ids[row]) continue; // left out by the filter
                var target = rows.Slice((row - firstRow) * Dimensions, Dimensions);
                if (!_connection.Dialect.ReadVector(vector, target)) throw Damaged(id);
                if (_raw) System.Numerics.Tensors.TensorPrimitives.Multiply(target, norm, target);
                row++;
            }
            if (row != firstRow + count) throw Damaged(_ids[row]);
        }
    }

    private void ReadAll()
    {
        var (row, vector) = (0, new float[Dimensions]);
        foreach (var (id, norm, stored) in Stored(""))
        {
            if (row == Count || id != _ids[row]) continue; // left out by the filter
            if (!_connection.Dialect.ReadVector(stored, vector)) throw Damaged(id);
            System.Numerics.Tensors.TensorPrimitives.ConvertToHalf(vector, _values.AsSpan(row * Dimensions, Dimensions));
            _norms![row++] = norm;
        }
        if (row != Count) throw Damaged(_ids[row]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock) _connection.Dispose();
    }

    private IEnumerable<(long Id, float Norm, object Vector)> Stored(string where, params (string Name, object? Value)[] parameters) =>
        _connection.Query(
        $"SELECT g.id, v.norm, {_connection.Dialect.VectorColumn("v.vector")} FROM garments g JOIN {_table} v ON v.content_id = " +
        $"g.content_id {where} ORDER BY g.id",
        r => (r.GetInt64(0), (float)r.GetDouble(1), r.GetValue(2)), parameters);

    private CatalogException Damaged(long id) =>
        new($"'{_connection.Path}' is damaged: garment {id} has no whole '{Output}' vector.",
            new Remedy(RemedyKind.VerifyCatalog, Catalog: _connection.Path));
}
