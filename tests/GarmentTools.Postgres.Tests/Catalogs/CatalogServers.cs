namespace GarmentTools.Postgres.Tests;

/// <summary>
/// A server of each kind, for tests that hold on both: pglite has pgvector and no COPY, Debian's has COPY and no pgvector.
/// </summary>
internal sealed class CatalogServer : IAsyncDisposable
{
    private readonly PgliteServer? _own;

    private CatalogServer(string address, PgliteServer? own) => (Address, _own) = (address, own);

    public const string Pglite = "pglite", Debian = "Debian";

    /// <summary>The address of a database without a catalog.</summary>
    public string Address { get; }

    public static async Task<CatalogServer> StartAsync(string kind, SharedDebianServer debian)
    {
        if (kind == Pglite)
        {
            var own = await PgliteServer.StartAsync();
            return new(own.Text, own);
        }
        var server = await debian.GetAsync();
        return new(server.Text((await server.CreateDatabaseAsync()).Database), null);
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? default;
}
