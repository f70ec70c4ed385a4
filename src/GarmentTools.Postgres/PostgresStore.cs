using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Search;
using Npgsql;

namespace GarmentTools.Postgres;

/// <summary>A catalog in a schema of a Postgres database: any number of machines write to it and query it.</summary>
internal sealed class PostgresStore : CatalogStore
{
    /// <summary>The environment variable that names the folder of the photos on this machine.</summary>
    public const string PhotosVariable = "GARMENT_PHOTOS";

    private readonly PostgresAddress _address;
    private readonly NpgsqlDataSource _source;
    private readonly string? _photos;
    private PostgresDialect _dialect = new(hasHalfvec: false);
    private string? _folder;
    private string _identity = "";
    private bool _isReadOnly;
    private volatile bool _isCurrent;

    private PostgresStore(PostgresAddress address) : base(address.ToString())
    {
        (_address, _source) = (address, address.CreateDataSource());
        _photos = address.Photos ?? (Environment.GetEnvironmentVariable(PhotosVariable) is { Length: > 0 } photos
            ? System.IO.Path.GetFullPath(photos) : null);
    }

    /// <summary>This machine's folder of the photos; where none is named, the one that the catalog was first made of.</summary>
    public override string Folder => _photos ?? _folder ?? Environment.CurrentDirectory;
    public override bool IsReadOnly => _isReadOnly;
    public override bool HasQueue => true;
    public override long ReadAhead => 256L << 20;
    public override bool SearchesItself => _dialect.HasHalfvec;

    public override bool KeepsVectorFiles => true;

    /// <summary>In the user's own folder: what is derived does not belong beside somebody else's photos.</summary>
    public override string VectorFiles
    {
        get
        {
            var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify);
            return System.IO.Path.Combine(data.Length > 0 ? data : System.IO.Path.GetTempPath(), "GarmentTools", "vectors", _identity);
        }
    }

    public static PostgresStore Open(string address) => Opened(address, store =>
    {
        using var connection = store.Connect();
        if (PostgresMigrations.Version(connection, store._address) == 0) throw PostgresErrors.NotFound(store._address);
        store.ReadAbout(connection);
    });

    public static PostgresStore OpenOrCreate(string address, CatalogStart start) => Opened(address, store =>
    {
        using var connection = store.Connect();
        if (PostgresMigrations.Version(connection, store._address) == 0)
        {
            var (meta, outputs) = start();
            store.Create(connection, meta, outputs);
        }
        store.ReadAbout(connection);
    });

    public override CatalogConnection Read() => Connection();

    public override CatalogConnection Write()
    {
        if (_isReadOnly)
            throw new CatalogException($"'{Path}' cannot be written: the server is a standby, or '{_address.User}' may only read. Name " +
                "the primary or another user, or copy the catalog.");
        var connection = Connection();
        if (_isCurrent) return connection;
        try
        {
            Upgrade(connection.Inner);
            _isCurrent = true;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override int SchemaVersion(CatalogConnection connection) =>
        PostgresMigrations.Version(((PostgresCatalogConnection)connection).Inner, _address);

    public override long SizeInBytes(CatalogConnection connection) => connection.Scalar<long>(
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relkind = 'r' AND relnamespace = CAST(current_schema() " +
        "AS regnamespace)");

    public override NeighborSource SearchOn(CatalogConnection connection, float[] vector, VectorSearchOptions search, StoreSearch wanted) =>
        new PostgresNeighbors(connection, vector, search, wanted);

    public override void BuildApproximateIndex(CancellationToken cancellationToken)
    {
        if (!SearchesItself) throw PostgresNeighbors.NoPgvector(Path);
        using var connection = (PostgresCatalogConnection)Write();
        PostgresNeighbors.BuildIndex(connection, cancellationToken);
    }

    public override void PrepareFor(IReadOnlyList<string> paths)
    {
        var full = paths.Select(System.IO.Path.GetFullPath).ToList();
        if (_folder is null)
        {
            var first = _photos ?? (Directory.Exists(full[0]) ? full[0] : System.IO.Path.GetDirectoryName(full[0])!);
            using var connection = Write();
            connection.Transaction(() =>
            {
                _folder = CatalogMeta.Find(connection, "folder"); // another machine may have been faster
                if (_folder is null) CatalogMeta.Set(connection, "folder", _folder = first);
            });
        }
        if (full.FirstOrDefault(path => RelativePath(path) is var relative
            && (System.IO.Path.IsPathRooted(relative) || relative.Split('/')[0] == "..")) is { } outside)
            throw new UsageException($"'{outside}' lies outside of '{Folder}', the folder that the photos of {Path} are in. If that " +
                "folder is another one on this machine, " +
                $"name it with photos=FOLDER in the address or with {PhotosVariable}.");
    }

    public override void Dispose()
    {
        _source.Dispose();
        GC.SuppressFinalize(this);
    }

    // Another user, folder of photos or number of connections leads to the same tables.
    protected override bool IsNamed(string catalog) => base.IsNamed(catalog) || PostgresAddress.IsAddress(catalog)
        && PostgresAddress.Parse(catalog) is var other && other.Hosts.SequenceEqual(_address.Hosts)
        && (other.Database, other.Schema) == (_address.Database, _address.Schema);

    private static PostgresStore Opened(string address, Action<PostgresStore> open)
    {
        var parsed = PostgresAddress.Parse(address);
        var store = new PostgresStore(parsed);
        try
        {
            open(store);
            return store;
        }
        catch (Exception e)
        {
            store.Dispose();
            if (PostgresErrors.IsOurs(e)) throw PostgresErrors.From(e, parsed);
            throw;
        }
    }

    private PostgresCatalogConnection Connection()
    {
        try { return new(Connect(), _dialect, _address); }
        catch (Exception e) when (PostgresErrors.IsOurs(e)) { throw PostgresErrors.From(e, _address); }
    }

    private NpgsqlConnection Connect()
    {
        var connection = _source.OpenConnection();
        try { PostgresErrors.CheckServer(connection, _address); }
        catch
        {
            connection.Dispose();
            throw;
        }
        return connection;
    }

    private void ReadAbout(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            """
            SELECT (SELECT value FROM meta WHERE key = 'vectors'), (SELECT value FROM meta WHERE key = 'folder'),
              (SELECT value FROM meta WHERE key = 'identity'),
                pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' OR NOT has_table_privilege('garments', 'UPDATE'),
                current_setting('server_encoding')
            """, connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        var vectors = reader.IsDBNull(0) ? throw PostgresErrors.NotFound(_address) : reader.GetString(0);
        if (reader.GetString(4) != "UTF8")
            throw new CatalogException($"{_address}: the database's encoding is {reader.GetString(4)}, expected UTF8. Make another " +
                "database: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.");
        _dialect = new(vectors == PostgresDialect.Halfvec);
        _folder = reader.IsDBNull(1) ? null : reader.GetString(1);
        _identity = reader.GetString(2);
        _isReadOnly = reader.GetBoolean(3);
    }

    private void Create(NpgsqlConnection connection, IReadOnlyDictionary<string, string> meta,
        IReadOnlyList<(string Name, int Dimensions)> outputs)
    {
        using var transaction = connection.BeginTransaction();
        if (PostgresMigrations.Apply(connection, _address, transaction) > 0) return; // another process was faster
        var hasHalfvec = PostgresSchema.HasHalfvec(connection, transaction);
        var catalog = new PostgresCatalogConnection(connection, new(hasHalfvec), _address); // not disposed: the connection is the caller's
        CatalogMeta.Start(catalog, meta, outputs);
        CatalogMeta.Set(catalog, "vectors", hasHalfvec ? PostgresDialect.Halfvec : PostgresDialect.RealArray);
        CatalogMeta.Set(catalog, "identity", Guid.NewGuid().ToString("N"));
        transaction.Commit();
    }

    private void Upgrade(NpgsqlConnection connection)
    {
        try
        {
            if (PostgresMigrations.Version(connection, _address) == PostgresMigrations.Latest) return;
            using var transaction = connection.BeginTransaction();
            PostgresMigrations.Apply(connection, _address, transaction);
            transaction.Commit();
        }
        catch (Exception e) when (PostgresErrors.IsOurs(e)) { throw PostgresErrors.From(e, _address); }
    }
}
