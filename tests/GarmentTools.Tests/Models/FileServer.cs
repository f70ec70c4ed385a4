using System.Net;
using System.Net.Sockets;

namespace GarmentTools.Tests;

/// <summary>A web server on this machine that answers every request by one function.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;
    private int _requests;

    public FileServer(Func<HttpListenerResponse, Task> answer)
    {
        // A port nobody has at the moment; another process may take it before we do, so a few are tried.
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/model.onnx");
            probe.Stop();
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(Address.GetLeftPart(UriPartial.Authority) + "/");
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 10)
            {
            }
        }
        _loop = Task.Run(async () =>
        {
            while (true)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception reason) when (reason is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                Interlocked.Increment(ref _requests);
                try
                {
                    await answer(context.Response);
                    context.Response.Close();
                }
                catch (Exception reason) when (reason is HttpListenerException or ObjectDisposedException or InvalidOperationException
                    or IOException)
                {
                    context.Response.Abort();
                }
            }
        });
    }

    public Uri Address { get; }

    public int Requests => Volatile.Read(ref _requests);

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }
}
