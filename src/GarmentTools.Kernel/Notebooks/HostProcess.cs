using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace GarmentTools.Kernel;

/// <summary>The program that runs cells, talked to as Jupyter's wrapper does.</summary>
internal sealed class HostProcess : IDisposable
{
    private const char Separator = '\x1e';
    private readonly Process _process;
    private readonly StringBuilder _errorText = new();
    private long _requests;

    /// <param name="folder">The folder that relative paths in cells begin at.</param>
    public HostProcess(string folder)
    {
        _process = Process.Start(new ProcessStartInfo(HostCommand.Line[0], HostCommand.Line.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        })!;
        _ = Task.Run(async () =>
        {
            while (await _process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
                lock (_errorText) _errorText.AppendLine(line);
        });
    }

    /// <summary>What native code printed as errors since the last time.</summary>
    public string TakeErrors()
    {
        lock (_errorText)
        {
            var text = _errorText.ToString();
            _errorText.Clear();
            return text;
        }
    }

    public long Execute(string code, int number)
    {
        Send(new JsonObject { ["type"] = "execute", ["id"] = ++_requests, ["code"] = code, ["number"] = number });
        return _requests;
    }

    public void Interrupt() => Send(new JsonObject { ["type"] = "interrupt" });

    /// <summary>The next message; null when the program has ended.</summary>
    public async Task<JsonObject?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not { } line) return null;
        var at = line.IndexOf(Separator);
        return at >= 0 ? JsonNode.Parse(line[(at + 1)..])!.AsObject()
            : new JsonObject { ["type"] = "stream", ["name"] = "stdout", ["text"] = line + "\n" };
    }

    public void Dispose()
    {
        try { if (!_process.HasExited) _process.Kill(entireProcessTree: true); }
        catch (InvalidOperationException) { } // it ended just now
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Send(JsonObject request)
    {
        try
        {
            _process.StandardInput.WriteLine(request.ToJsonString());
            _process.StandardInput.Flush();
        }
        catch (IOException) { } // it has ended, which reading tells
    }
}
