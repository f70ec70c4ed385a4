using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GarmentTools.Postgres.Tests;

/// <summary>
/// A PostgreSQL server as Debian packages it (no pgvector), of a test's own: a temporary folder, a free port, TLS with an authority of its
/// own for the name
/// <c>localhost</c>. PostgreSQL refuses to run as root, so it runs as the user <c>postgres</c> there. Tests skip, saying so, where it is
/// not installed.
/// </summary>
internal sealed class DebianServer : IAsyncDisposable
{
    public const string User = "garment";
    public const string Password = "p@ss:wörd/1";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private static readonly string? s_programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).OrderByDescending(bin => bin, StringComparer.Ordinal).FirstOrDefault()
        : null;

    private readonly TestAuthority _authority = new("Authority of a test");
    private readonly string _folder;
    private readonly Process _guard;
    private int _databases;

    private DebianServer()
    {
        _folder = Path.Combine(Path.GetTempPath(), $"garment-postgres-{Guid.NewGuid():N}");
        Port = FreePort();
        Shell($"mkdir -m 700 '{_folder}'");
        // Ends the server and removes its folder when this process ends, however that happens: its standard input is closed then.
        // In a session of its own, since a signal to this process's group would end it first.
        _guard = Start(ownSession: true, script: $"cat >/dev/null; '{s_programs}/pg_ctl' -D '{_folder}/data' -m immediate stop " +
            $">/dev/null 2>&1; rm -rf '{_folder}'");
    }

    public int Port { get; }

    /// <summary>The authority that signed the server's certificate, as a file.</summary>
    public string RootCertificate => Path.Combine(Path.GetTempPath(), Path.GetFileName(_folder) + ".crt");

    /// <summary>The folder of the server's socket.</summary>
    public string SocketFolder => _folder;

    public static async Task<DebianServer> StartAsync()
    {
        Assert.SkipUnless(s_programs is not null, "needs PostgreSQL (apt-get install postgresql)");
        var server = new DebianServer();
        try
        {
            await server.InitializeAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a new, empty database, reached through TLS without looking at the certificate.</summary>
    public async Task<PostgresAddress> CreateDatabaseAsync()
    {
        var name = $"shop{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(Address("postgres"), $"CREATE DATABASE {name}");
        return Address(name);
    }

    /// <summary>An address on this server.</summary>
    public PostgresAddress Address(string database, string parameters = "sslmode=require", string host = "localhost", string user = User,
        string password = Password) =>
        PostgresAddress.Parse(Text(database, parameters, host, user, password));

    /// <inheritdoc cref="Address"/>
    public string Text(string database, string parameters = "sslmode=require", string host = "localhost", string user = User,
        string password = Password) =>
        string.Create(CultureInfo.InvariantCulture,
            $"postgres://{user}:{Uri.EscapeDataString(password)}@{host}:{Port}/{database}?{parameters}");

    public static async Task ExecuteAsync(PostgresAddress address, string sql)
    {
        await using var source = address.CreateDataSource();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(PostgresAddress address, string sql)
    {
        await using var source = address.CreateDataSource();
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Stops the server as an administrator does (<c>fast</c>) or as a power cut does (<c>immediate</c>).</summary>
    public void Stop(string how = "fast") => Shell($"'{s_programs}/pg_ctl' -D '{_folder}/data' -m {how} -w stop");

    public void Start() => Shell($"'{s_programs}/pg_ctl' -D '{_folder}/data' -l '{_folder}/log' -w -t 80 start");

    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync().WaitAsync(s_patience);
        _guard.Dispose();
        _authority.Dispose();
        File.Delete(RootCertificate);
    }

    private async Task InitializeAsync()
    {
        var (certificate, key) = _authority.Sign("localhost");
        await File.WriteAllTextAsync(RootCertificate, _authority.Certificate);
        Write("password", Password);
        Shell($"'{s_programs}/initdb' -D '{_folder}/data' -U {User} --pwfile='{_folder}/password' --auth=scram-sha-256 -E UTF8 " +
            "--locale=C.UTF-8 --no-sync");
        Write("data/server.crt", certificate);
        Write("data/server.key", key);
        // fsync off: a server that is stopped or killed loses nothing by it, only a machine would.
        Write("data/postgresql.auto.conf", string.Create(CultureInfo.InvariantCulture, $"""
            listen_addresses = 'localhost'
            port = {Port}
            unix_socket_directories = '{_folder}'
            ssl = on
            fsync = off
            shared_buffers = '32MB'
            max_connections = 60
            lc_messages = 'C'
            """));
        Start();
    }

    // As the user that the server runs as, since the folder is its own.
    private void Write(string file, string text)
    {
        using var process = Start($"umask 077; cat > '{_folder}/{file}'");
        process.StandardInput.Write(text);
        process.StandardInput.Close();
        Finish(process, file);
    }

    private static void Shell(string script)
    {
        using var process = Start(script);
        process.StandardInput.Close();
        Finish(process, script);
    }

    private static void Finish(Process process, string what)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(s_patience)) process.Kill(entireProcessTree: true);
        // Not its output: a server that was started holds on to it.
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{what}: exit code {process.ExitCode}: {error.Result} {output.Result}");
    }

    private static Process Start(string script, bool ownSession = false)
    {
        string[] line = Environment.UserName == "root" ? ["su", "postgres", "-s", "/bin/bash", "-c", script] : ["/bin/bash", "-c", script];
        if (ownSession) line = ["setsid", .. line];
        return Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
