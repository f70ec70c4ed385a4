using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GarmentTools.Kernel.Tests;

/// <summary>A kernel that Jupyter's own client started, by a kernel file that this project wrote.</summary>
public sealed class JupyterFixture : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process? _driver;

    public JupyterFixture()
    {
        if (!File.Exists(Places.Python) || Places.Run(Places.Python, _folder.Path, ["-c", "import ipykernel, jupyter_client"]).Code != 0)
            return;
        KernelSpec.Install(_folder["data"]);
        var start = new ProcessStartInfo(Places.Python, [Path.Combine(AppContext.BaseDirectory, "jupyter_driver.py")])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["JUPYTER_PATH"] = _folder["data"];
        _driver = Process.Start(start)!;
        Ready = (double)Read()["ready"]!;
        First = Ask(new JsonObject { ["do"] = "execute", ["code"] = "1 + 1" });
    }

    /// <summary>Seconds from starting the kernel until it answered.</summary>
    public double Ready { get; }

    /// <summary>What the first cell gave.</summary>
    public JsonObject First { get; } = [];

    public string Folder => _folder.Path;

    public JsonObject Ask(JsonObject request)
    {
        Assert.SkipWhen(_driver is null, $"needs ipykernel and jupyter_client for {Places.Python} (apt-get install python3-ipykernel)");
        _driver!.StandardInput.WriteLine(request.ToJsonString());
        _driver.StandardInput.Flush();
        return Read();
    }

    public void Dispose()
    {
        if (_driver is not null)
        {
            Ask(new JsonObject { ["do"] = "shutdown" });
            _driver.StandardInput.Close();
            if (!_driver.WaitForExit(10_000)) _driver.Kill(entireProcessTree: true);
            _driver.Dispose();
        }
        _folder.Dispose();
    }

    private JsonObject Read() =>
        JsonSerializer.Deserialize<JsonObject>(_driver!.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException("The driver ended."))!;
}
