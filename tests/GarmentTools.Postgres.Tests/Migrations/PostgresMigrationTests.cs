using GarmentTools.Common;
using Npgsql;

namespace GarmentTools.Postgres.Tests;

/// <summary>Schemas are brought up step by step, once, whole or not at all, and never backwards.</summary>
public sealed class PostgresMigrationTests(SharedDebianServer shared)
{
    private static readonly PostgresMigration s_one = new(1, "one", "CREATE TABLE things (id int); INSERT INTO things VALUES (1), (2)");
    private static readonly PostgresMigration s_two = new(2, "two", "ALTER TABLE things ADD name text; CREATE INDEX ON things (name)");

    [Fact]
    public async Task Steps_run_once_and_in_order_on_pglite()
    {
        await using var server = await PgliteServer.StartAsync();
        await RunOnceAndInOrder(server.Address);
    }

    [Fact]
    public async Task Steps_run_once_and_in_order_on_debians_server()
    {
        var server = await shared.GetAsync();
        await RunOnceAndInOrder((await server.CreateDatabaseAsync()).With("schema", "Summer-24"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_everything_as_it_was()
    {
        var server = await shared.GetAsync();
        var address = await server.CreateDatabaseAsync();
        Assert.Equal(0, Apply(address, s_one));
        Assert.Throws<PostgresException>(() => Apply(address, s_one, s_two,
            new(3, "three", "CREATE TABLE more (id int); SELECT * FROM nowhere")));
        Assert.Equal(1, Apply(address, s_one)); // also the second is undone
        Assert.Equal(0L, await DebianServer.ScalarAsync<long>(address, "SELECT count(*) FROM pg_tables WHERE tablename = 'more'"));
    }

    [Fact]
    public async Task Processes_that_come_at_once_make_one_schema()
    {
        var server = await shared.GetAsync();
        var address = await server.CreateDatabaseAsync();
        var before = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Apply(address, s_one, s_two))));
        Assert.Single(before, 0);
        Assert.Equal(7, before.Count(version => version == 2));
        Assert.Equal(2L, await DebianServer.ScalarAsync<long>(address, "SELECT count(*) FROM things"));
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        var server = await shared.GetAsync();
        var address = await server.CreateDatabaseAsync();
        Apply(address, s_one, s_two);
        var e = Assert.Throws<CatalogException>(() => Apply(address, s_one));
        Assert.Contains("newer GarmentTools (schema 2, this program knows 1)", e.Message);
        Assert.Contains(address.ToString(), e.Message);
    }

    [Fact]
    public async Task Who_may_not_make_a_schema_is_told_what_to_ask_for()
    {
        var server = await shared.GetAsync();
        var admin = await server.CreateDatabaseAsync();
        await DebianServer.ExecuteAsync(admin, "CREATE ROLE guest LOGIN PASSWORD 'guest'");
        var address = server.Address(admin.Database, user: "guest", password: "guest");
        var e = Assert.Throws<PostgresException>(() => Apply(address, s_one));
        Assert.Contains("CREATE SCHEMA \"garments\" AUTHORIZATION \"guest\"", PostgresErrors.From(e, address).Message);
        await DebianServer.ExecuteAsync(admin, "CREATE SCHEMA garments AUTHORIZATION guest"); // as the message says
        Assert.Equal(0, Apply(address, s_one));
        Assert.Equal(2L, await DebianServer.ScalarAsync<long>(address, "SELECT count(*) FROM things"));
    }

    private static async Task RunOnceAndInOrder(PostgresAddress address)
    {
        Assert.Equal(0, Apply(address, s_one));
        Assert.Equal(1, Apply(address, s_one, s_two));
        Assert.Equal(2, Apply(address, s_one, s_two));
        Assert.Equal(2L, await DebianServer.ScalarAsync<long>(address, "SELECT count(*) FROM things WHERE name IS NULL"));
        Assert.Equal("one,two", await DebianServer.ScalarAsync<string>(address,
            "SELECT string_agg(name, ',' ORDER BY number) FROM migrations"));
        Assert.Equal(address.Schema, await DebianServer.ScalarAsync<string>(address,
            "SELECT schemaname::text FROM pg_tables WHERE tablename = 'things'"));
    }

    private static int Apply(PostgresAddress address, params PostgresMigration[] steps)
    {
        using var source = address.CreateDataSource();
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var before = PostgresMigrations.Apply(connection, address, transaction, steps);
        transaction.Commit();
        return before;
    }
}
