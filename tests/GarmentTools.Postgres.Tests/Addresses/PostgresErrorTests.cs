using System.Net;
using System.Net.Sockets;

namespace GarmentTools.Postgres.Tests;

/// <summary>Every way in which connecting fails is one line with the way out, shows the address, and never the password.</summary>
public sealed class PostgresErrorTests(SharedDebianServer shared)
{
    [Fact]
    public async Task A_wrong_or_missing_password_a_missing_database_and_a_stranger_are_told_apart()
    {
        var server = await shared.GetAsync();
        Says(server.Address("postgres", password: "wrong"), "refused the password of 'garment'", "PGPASSWORD", transient: false);
        Says(server.Address("postgres", user: "stranger"), "refused the password of 'stranger'", "PGPASSWORD", transient: false);
        Says(server.Address("nowhere"), "has no database 'nowhere'", "createdb nowhere", transient: false);

        using var folder = new TempFolder();
        File.WriteAllText(folder["pgpass"], "");
        File.SetUnixFileMode(folder["pgpass"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var address = PostgresAddress.Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"postgres://garment@localhost:{server.Port}/postgres?sslmode=require&passfile={folder["pgpass"]}"));
        Says(address, "asks 'garment' for a password", "~/.pgpass", transient: false);
        File.WriteAllText(folder["pgpass"], "my password");
        Says(address, "pgpass file cannot be read", "HOST:PORT", transient: false);
    }

    [Fact]
    public async Task The_password_comes_from_a_pgpass_file_too()
    {
        var server = await shared.GetAsync();
        using var folder = new TempFolder();
        File.WriteAllText(folder["pgpass"],
            $"localhost:*:*:garment:{DebianServer.Password.Replace(":", "\\:", StringComparison.Ordinal)}\n");
        File.SetUnixFileMode(folder["pgpass"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var address = PostgresAddress.Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"postgres://garment@localhost:{server.Port}/postgres?passfile={folder["pgpass"]}"));
        Assert.Equal(1, await DebianServer.ScalarAsync<int>(address, "SELECT 1"));
    }

    [Fact]
    public async Task Certificates_are_checked_when_they_should_be()
    {
        var server = await shared.GetAsync();
        var full = server.Address("postgres", $"sslmode=verify-full&sslrootcert={server.RootCertificate}");
        Assert.True(await DebianServer.ScalarAsync<bool>(full, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
        Assert.Equal(1, await DebianServer.ScalarAsync<int>(server.Address("postgres", "sslmode=disable"), "SELECT 1"));

        // The certificate names localhost and not its number.
        Says(server.Address("postgres", $"sslmode=verify-full&sslrootcert={server.RootCertificate}", host: "127.0.0.1"),
            "certificate was refused", "sslrootcert", transient: false);
        Assert.Equal(1, await DebianServer.ScalarAsync<int>(server.Address("postgres",
            $"sslmode=verify-ca&sslrootcert={server.RootCertificate}", host: "127.0.0.1"), "SELECT 1"));

        using var folder = new TempFolder();
        using var other = new TestAuthority("Another authority");
        File.WriteAllText(folder["other.crt"], other.Certificate);
        Says(server.Address("postgres", $"sslmode=verify-full&sslrootcert={folder["other.crt"]}"), "certificate was refused", "sslrootcert",
            transient: false);
        // as libpq
        Says(server.Address("postgres", $"sslmode=require&sslrootcert={folder["other.crt"]}"), "certificate was refused", "sslrootcert",
            transient: false);
        // the machine's own authorities
        Says(server.Address("postgres", "sslmode=verify-full"), "certificate was refused", "sslrootcert", transient: false);

        File.WriteAllText(folder["broken.crt"], "no certificate");
        Says(server.Address("postgres", $"sslmode=verify-full&sslrootcert={folder["broken.crt"]}"), "cannot be read", "sslrootcert",
            transient: false);
    }

    [Fact]
    public async Task A_server_without_tls_is_refused_where_it_is_asked_for()
    {
        await using var server = await PgliteServer.StartAsync();
        Says(PostgresAddress.Parse(server.Text.Replace("disable", "require", StringComparison.Ordinal)), "does not speak TLS",
            "sslmode=disable", transient: false);
    }

    [Fact]
    public async Task A_server_that_stops_is_transient_and_one_that_is_not_there_too()
    {
        await using var server = await DebianServer.StartAsync();
        var address = server.Address("postgres");
        await using var source = address.CreateDataSource();
        await using (var connection = await source.OpenConnectionAsync())
        {
            server.Stop();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            var e = await Assert.ThrowsAnyAsync<Exception>(() => command.ExecuteScalarAsync());
            Assert.True(PostgresErrors.IsOurs(e), e.ToString());
            Assert.True(PostgresErrors.IsTransient(e), e.ToString());
            Assert.Contains("shut down", PostgresErrors.From(e, address).Message);
        }
        Says(address, "the connection was refused", "listen_addresses", transient: true);
    }

    [Fact]
    public void Hosts_that_are_not_there_are_named()
    {
        Says(PostgresAddress.Parse("postgres://anna:hunter2@no-such-host.invalid/shop"), "no-such-host.invalid, port 5432", "Check",
            transient: true);
        Says(PostgresAddress.Parse("postgres://anna:hunter2@%2Fnowhere/shop"), "/nowhere/.s.PGSQL.5432", "Check", transient: true);
        using var listener = new TcpListener(IPAddress.Loopback, 0); // takes the call and says nothing
        listener.Start();
        Says(PostgresAddress.Parse($"postgres://anna:hunter2@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/shop?connect_timeout=1"),
            "did not answer in time", "connect_timeout", transient: true);
    }

    [Fact]
    public async Task Several_hosts_are_tried_in_turn()
    {
        var server = await shared.GetAsync();
        var (gone, there) = (server.Port + 1, server.Port);
        var user = $"postgres://garment:{Uri.EscapeDataString(DebianServer.Password)}";
        var address = PostgresAddress.Parse($"{user}@localhost:{gone},localhost:{there}/postgres?sslmode=require");
        Assert.Equal(1, await DebianServer.ScalarAsync<int>(address, "SELECT 1"));
        var socket = PostgresAddress.Parse($"{user}@/postgres?host={server.SocketFolder}&port={there}");
        // the folder is the server's own
        if (Environment.UserName == "root") Assert.Equal(1, await DebianServer.ScalarAsync<int>(socket, "SELECT 1"));
    }

    private static void Says(PostgresAddress address, string what, string wayOut, bool transient)
    {
        using var source = address.CreateDataSource();
        var e = Assert.ThrowsAny<Exception>(() => source.OpenConnection().Dispose());
        Assert.True(PostgresErrors.IsOurs(e), e.ToString());
        var message = PostgresErrors.From(e, address).Message;
        Assert.StartsWith(address.ToString(), message);
        Assert.Contains(what, message);
        Assert.Contains(wayOut, message);
        Assert.DoesNotContain('\n', message);
        foreach (var secret in new[] { DebianServer.Password, Uri.EscapeDataString(DebianServer.Password), "hunter2", "wrong" })
            Assert.DoesNotContain(secret, message);
        Assert.Equal(transient, PostgresErrors.IsTransient(e));
    }
}
