using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools.Postgres.Queue;

/// <summary>
/// The one connection of a worker, which its parts use in turn. While the server is out of reach they wait, and go on when it is back:
/// whatever is done here
/// must be the same when it is done twice.
/// </summary>
internal sealed class WorkerConnection(CatalogStore store, IProgress<string>? messages, CancellationToken cancellationToken) : IDisposable
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(250), s_longestWait = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private CatalogConnection? _connection;
    private bool _isGone;

    /// <summary>Does something with the server, as often as it takes.</summary>
    /// <exception cref="OperationCanceledException">The worker was stopped while the server was out of reach.</exception>
    public T Use<T>(Func<CatalogConnection, T> work)
    {
        for (var wait = s_firstWait; ; wait = wait * 2 < s_longestWait ? wait * 2 : s_longestWait)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try { return UseOnce(work); }
            catch (CatalogException e) when (PostgresErrors.IsTransient(e)) { Lost(e); }
            cancellationToken.WaitHandle.WaitOne(wait);
        }
    }

    public void Use(Action<CatalogConnection> work) => Use(connection => { work(connection); return 0; });

    /// <summary>Does something with the server, or throws.</summary>
    public T UseOnce<T>(Func<CatalogConnection, T> work)
    {
        lock (_lock)
        {
            try
            {
                _connection ??= store.Write();
                var result = work(_connection);
                if (_isGone) messages?.Report("the server is back");
                _isGone = false;
                return result;
            }
            catch
            {
                // Whatever state it is in: the next one begins anew.
                _connection?.Dispose();
                _connection = null;
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    private void Lost(CatalogException e)
    {
        lock (_lock)
        {
            if (!_isGone) messages?.Report($"waiting for the server: {What(e.Message)}");
            _isGone = true;
        }
    }

    // What happened, without what else to do about it: the worker does it itself.
    private static string What(string message) =>
        message.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;
}
