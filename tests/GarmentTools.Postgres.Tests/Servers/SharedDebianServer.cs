[assembly: AssemblyFixture(typeof(GarmentTools.Postgres.Tests.SharedDebianServer))]

namespace GarmentTools.Postgres.Tests;

/// <summary>
/// One <see cref="DebianServer"/> for all tests that leave it running; each takes databases of its own. Started when first asked for.
/// </summary>
public sealed class SharedDebianServer : IAsyncDisposable
{
    private readonly Lazy<Task<DebianServer>> _server = new(DebianServer.StartAsync);

    internal Task<DebianServer> GetAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (!_server.IsValueCreated || !_server.Value.IsCompletedSuccessfully) return;
        await (await _server.Value).DisposeAsync();
    }
}
