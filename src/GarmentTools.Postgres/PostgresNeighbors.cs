using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Numerics;
using GarmentTools.Search;

namespace GarmentTools.Postgres;

/// <summary>
/// Search on a server with pgvector. The server orders all garments that pass by its own distance, and the first of them come here, where
/// the float32
/// kernel of every other catalog decides: ids, order and distances are those of a local catalog, to the bit.
/// </summary>
/// <remarks>
/// <para><b>How far pgvector's distance p may lie from the kernel's d</b> (both cosine, of a row x and a query q of dimension D; u = 2⁻²⁴).
/// pgvector adds D products
/// of float16 values, which float32 holds exactly, in float32: the inner product and both squared norms are off by at most γ = 1.01·(D +
/// 8)·u of ‖x‖‖q‖ (of the squared
/// norm), whatever the order of additions; the rest is float64. So p is within 2.1γ of 1 − cos(x, q̃), where q̃ is the query as it is sent:
/// rounded to float16.
/// cos(x, q̃) is within f = ‖q/‖q‖ − q̃/‖q̃‖‖ of cos(x, q), which is computed here; f = 0 for a single photo, whose vector is rounded
/// already. d is within
/// <see cref="SearchBounds.KernelError"/> of 1 − cos(x, q). Together: |p − d| ≤ e = 2.1γ + f + ε + 2⁻¹⁸, the last for ties of Euclidean
/// distances and for limits in float32.</para>
/// <para><b>When enough rows are here.</b> Of n rows fetched in the order of p, let the last have p = L. Rows that were not fetched have p
/// ≥ L, hence d ≥ L − e.
/// If the k-th of those here, by d, is nearer than L − e, no other can come before it. Else more are fetched: four times as many.</para>
/// </remarks>
internal sealed class PostgresNeighbors : NeighborSource
{
    // Beyond the ones asked for: near ones whose order is the kernel's to say.
    private const int Spare = 32;
    private const int LargestListSize = 1000; // of pgvector's hnsw.ef_search

    private readonly CatalogConnection _connection;
    private readonly float[] _query;
    private readonly VectorSearchOptions _search;
    private readonly string _table;
    private readonly string _condition;
    private readonly List<(string Name, object? Value)> _parameters;
    private readonly double _slack;
    private readonly bool _approximate;
    private bool _missed;

    public PostgresNeighbors(CatalogConnection connection, float[] query, VectorSearchOptions search, StoreSearch wanted)
    {
        (_connection, _query, _search) = (connection, query, search);
        var output = wanted.Output is null ? 0 : CatalogMeta.Outputs(connection).FindIndex(o => o.Name == wanted.Output);
        _table = $"vectors_{output + 1}";
        var (where, parameters) = wanted.Filter?.ToSql(connection.Dialect) ?? ("TRUE", []);
        var excluded = search.ExcludedIds is { Count: > 0 } ids ? $" AND garments.id NOT IN ({string.Join(',', ids)})" : "";
        _condition = where + excluded;
        var sent = HalfVector.Rounded(Scaled(query));
        _parameters = [.. parameters, ("$query", sent)];
        _slack = Slack(query, sent);
        _approximate = wanted.Approximate && output == 0; // the index is on the output that is searched by default
        if (_approximate && !HasIndex(connection, _table))
            throw new UsageException($"{connection.Path} has no approximate index yet.",
                new Remedy(RemedyKind.BuildApproximateIndex, Catalog: connection.Path));
        CatalogSize = connection.Scalar<int>("SELECT count(*) FROM garments");
        Candidates = _condition == "TRUE" ? CatalogSize : connection.Query($"SELECT count(*) FROM garments WHERE {_condition}", r =>
            r.GetInt32(0), [.. parameters]).First();
    }

    public override int CatalogSize { get; }
    public override int Candidates { get; }
    public override bool IsApproximate => _missed;

    public static UsageException NoPgvector(string path) =>
        new($"{path} is on a server without pgvector 0.7 or later, where the search is exact. Install pgvector and copy the catalog into " +
            "another schema for approximate search.");

    /// <summary>Makes the HNSW index of the output that is searched by default.</summary>
    public static void BuildIndex(PostgresCatalogConnection connection, CancellationToken cancellationToken)
    {
        if (HasIndex(connection, "vectors_1")) return;
        using var stop = connection.StopOn(cancellationToken);
        try
        {
            connection.Transaction(() => connection.Execute("CREATE INDEX vectors_1_hnsw ON vectors_1 USING hnsw (vector " +
            "halfvec_cosine_ops)"));
        }
        catch (CatalogException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e,
            cancellationToken);
        }
    }

    public override SearchHit[] Nearest(int count, CancellationToken cancellationToken)
    {
        for (var fetched = count + (long)Spare; ; fetched *= 4)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = _approximate ? FetchApproximately(fetched) : Fetch(fetched);
            var hits = Decide(rows, count, cancellationToken);
            if (_approximate && hits.Length == Math.Min(count, Candidates))
            {
                _missed = true;
                return hits;
            }
            // the index gave up before there were enough: all are looked at
            if (_approximate && rows.Count < fetched) rows = Fetch(fetched);
            if (rows.Count < fetched) return Decide(rows, count, cancellationToken);
            var reached = rows[^1].Distance - _slack;
            if (_search.MaxDistance is { } limit && Cosine(limit) < reached) return hits;
            if (hits.Length == count && Cosine(hits[^1].Distance) < reached) return hits;
        }
    }

    // + 0: no approximate index fits that, so all rows are looked at. A vector of zeros has no direction: NaN there, 1 here.
    private List<Candidate> Fetch(long count)
    {
        var after = _search.After is { } position ? Cosine(position.Distance) - _slack : double.NegativeInfinity;
        var most = _search.MaxDistance is { } limit ? Cosine(limit) + _slack : double.PositiveInfinity;
        var bounds = (after > 0 ? " AND distance >= $after" : "") + (most < 2 ? " AND distance <= $most" : "");
        return Read($"""
            SELECT id, content_id, distance FROM (
                SELECT garments.id, garments.content_id, coalesce(nullif((vector <=> CAST($query AS halfvec)) + 0, 'NaN'), 1) AS distance
                FROM garments JOIN {_table} AS v ON v.content_id = garments.content_id WHERE {_condition}) AS near
            WHERE TRUE{bounds} ORDER BY distance LIMIT {count}
            """,
            [
                .. after > 0 ? [("$after", after)] : Array.Empty<(string, object?)>(),
                .. most < 2 ? [("$most", most)] : Array.Empty<(string, object?)>(),
            ]);
    }

    private List<Candidate> FetchApproximately(long count)
    {
        var size = Math.Clamp(2 * count, 40, LargestListSize);
        _connection.Execute(string.Create(CultureInfo.InvariantCulture,
            $"SET LOCAL hnsw.iterative_scan = strict_order; SET LOCAL hnsw.ef_search = {size}; SET LOCAL hnsw.max_scan_tuples = " +
            $"2147483647; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off"));
        var rows = Read($"""
            SELECT garments.id, garments.content_id, vector <=> CAST($query AS halfvec) AS distance
            FROM {_table} AS v JOIN garments ON garments.content_id = v.content_id WHERE {_condition}
            ORDER BY vector <=> CAST($query AS halfvec) LIMIT {count}
            """);
        _connection.Execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_sort = on");
        return rows;
    }

    // Only the chosen rows' vectors travel.
    private List<Candidate> Read(string near, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var dimensions = _query.Length;
        var rows = _connection.Query($"""
            WITH near AS MATERIALIZED ({near})
            SELECT near.id, near.distance, {_connection.Dialect.VectorColumn("v.vector")} FROM near JOIN {_table} AS v ON v.content_id =
              near.content_id ORDER BY near.distance, near.id
            """,
            r =>
            {
                var vector = new float[dimensions];
                return _connection.Dialect.ReadVector(r.GetValue(2), vector) ? new Candidate(r.GetInt64(0), r.GetDouble(1), vector)
                    : throw CatalogErrors.DamagedVector(_connection.Path, _table);
            }, [.. _parameters, .. more]);
        return [.. rows];
    }

    // A small index of just these rows: its answer is what brute force over them gives.
    private SearchHit[] Decide(List<Candidate> rows, int count, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return [];
        var ordered = rows.OrderBy(row => row.Id).ToList();
        var values = new float[(long)ordered.Count * _query.Length];
        for (var i = 0; i < ordered.Count; i++) ordered[i].Vector.CopyTo(values, (long)i * _query.Length);
        using var index = VectorIndex.Create(new EmbeddingTable("", _query.Length, [.. ordered.Select(row => row.Id)],
            new string[ordered.Count], values), cancellation: cancellationToken);
        return index.Search(_query, _search with { Count = count, ExcludedIds = null }, cancellationToken);
    }

    private double Cosine(float distance) => _search.Metric == DistanceMetric.Cosine ? distance : 0.5 * distance * distance;

    // Only the direction counts, and float16 has little room.
    private static float[] Scaled(float[] query)
    {
        var scaled = new float[query.Length];
        VectorMath.BringIntoRange(query, scaled);
        return scaled;
    }

    private static double Slack(float[] query, float[] sent)
    {
        double length = Math.Sqrt(query.Sum(x => (double)x * x)), sentLength = Math.Sqrt(sent.Sum(x => (double)x * x));
        var apart = length == 0 || sentLength == 0 ? 0 : Math.Sqrt(query.Zip(sent, (x, y) =>
            (x / length - y / sentLength) * (x / length - y / sentLength)).Sum());
        var gamma = 1.01 * (query.Length + 8) / (1 << 24);
        return 2.1 * gamma + apart + SearchBounds.KernelError(query.Length) + 1.0 / (1 << 18);
    }

    private static bool HasIndex(CatalogConnection connection, string table) =>
        connection.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND tablename = $table AND " +
            "indexdef LIKE '%USING hnsw%')", ("$table", table));

    private sealed record Candidate(long Id, double Distance, float[] Vector);
}
