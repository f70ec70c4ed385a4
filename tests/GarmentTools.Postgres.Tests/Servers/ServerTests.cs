using Npgsql;

namespace GarmentTools.Postgres.Tests;

/// <summary>The servers that the other tests rely on do what is expected of them.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task Pglite_answers_and_has_pgvector_with_halfvec()
    {
        await using var server = await PgliteServer.StartAsync();
        await using var source = server.Address.CreateDataSource();
        await using (var connection = await source.OpenConnectionAsync())
        {
            Assert.Equal(17, connection.PostgreSqlVersion.Major);
            await using var distance = new NpgsqlCommand("SELECT $1::real[]::halfvec <=> $2::real[]::halfvec", connection)
            {
                Parameters =
                { new() { Value = new float[] { 1, 0 } }, new() { Value = new float[] { 0, 1 } } }
            };
            Assert.Equal(1.0, await distance.ExecuteScalarAsync());
        }
        // Twice: the one connection is used again.
        await using (var command = source.CreateCommand("SHOW search_path")) Assert.Equal("garments, public",
            await command.ExecuteScalarAsync());
        await using (var command = source.CreateCommand("SELECT 1")) Assert.Equal(1, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Debians_server_answers_with_tls_survives_a_restart_and_has_no_pgvector()
    {
        await using var server = await DebianServer.StartAsync();
        var address = await server.CreateDatabaseAsync();
        Assert.True(await DebianServer.ScalarAsync<bool>(address, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
        await DebianServer.ExecuteAsync(address, "CREATE TABLE public.kept (id int); INSERT INTO public.kept VALUES (1)");
        server.Stop("immediate");
        server.Start();
        Assert.Equal(1L, await DebianServer.ScalarAsync<long>(address, "SELECT count(*) FROM kept"));
        Assert.Equal(0L, await DebianServer.ScalarAsync<long>(address,
            "SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'"));
    }
}
