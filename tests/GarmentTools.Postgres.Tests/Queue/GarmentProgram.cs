using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace GarmentTools.Postgres.Tests;

/// <summary>The program that was built, run as its users run it: the catalog and its password come from the environment.</summary>
internal sealed class GarmentProgram : IDisposable
{
    private static readonly string s_dll = typeof(GarmentProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "garment.dll").Value!;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task<string> _output, _error;

    public GarmentProgram(string catalog, string password, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [s_dll, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in new[] { "GARMENT_DEBUG", "GARMENT_PHOTOS", "PGPASSFILE", "PGUSER", "PGDATABASE" })
            start.Environment.Remove(name);
        start.Environment["GARMENT_CATALOG"] = catalog;
        start.Environment["PGPASSWORD"] = password;
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        (_output, _error) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>SIGKILL: the program learns nothing of it.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, as systemd does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<(int Code, string Out, string Error)> FinishAsync()
    {
        try { await _process.WaitForExitAsync().WaitAsync(s_patience); }
        catch (TimeoutException)
        {
            _process.Kill();
            Assert.Fail($"the program did not end within {s_patience}: {await _error}");
        }
        return (_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
