using System.Diagnostics;
using System.Globalization;

namespace GarmentTools.Postgres.Tests;

/// <summary>
/// PostgreSQL 17 with pgvector in WebAssembly (pglite), in memory, one for each test: one connection, no TLS, no COPY.
/// Where Node.js or the npm packages of this folder are absent, tests skip and say so.
/// </summary>
internal sealed class PgliteServer : IAsyncDisposable
{
    private static readonly string s_folder = Path.Combine(TestData.Repository, "tests", "GarmentTools.Postgres.Tests");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private PgliteServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>The catalog's address; one connection is all that there is.</summary>
    public PostgresAddress Address => PostgresAddress.Parse(Text);

    /// <inheritdoc cref="Address"/>
    public string Text =>
        string.Create(CultureInfo.InvariantCulture, $"postgres://postgres:any@127.0.0.1:{Port}/postgres?sslmode=disable&connections=1");

    public static async Task<PgliteServer> StartAsync()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(s_folder, "node_modules", "@electric-sql", "pglite")),
            $"needs pglite: 'npm ci --ignore-scripts' in {s_folder}");
        var start = new ProcessStartInfo("node", ["pglite-server.mjs"])
        {
            WorkingDirectory = s_folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        Process process;
        try { process = Process.Start(start)!; }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"needs Node.js: {e.Message}");
            throw;
        }
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
            if (line?.Split(' ') is ["listening", var port]) return new(process, int.Parse(port, CultureInfo.InvariantCulture));
            throw new InvalidOperationException($"pglite said '{line}', expected 'listening PORT'. {await error.WaitAsync(s_patience)}");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(s_patience)) _process.Kill();
        _process.Dispose();
        await ValueTask.CompletedTask;
    }
}
