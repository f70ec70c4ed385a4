using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace GarmentTools.Kernel.Tests;

/// <summary>What a page did in a browser.</summary>
/// <param name="Console">All that it wrote to the console, errors included.</param>
/// <param name="Requests">Addresses outside of the page and its own data.</param>
/// <param name="Images">Pictures.</param>
/// <param name="BrokenImages">Pictures that were not drawn.</param>
/// <param name="Charts">Places for charts.</param>
/// <param name="DrawnCharts">Charts that were drawn.</param>
internal sealed record PageRun(IReadOnlyList<string> Console, IReadOnlyList<string> Requests, int Images, int BrokenImages, int Charts,
    int DrawnCharts);

/// <summary>Headless Chromium, by its DevTools protocol.</summary>
internal sealed class Browser : IDisposable
{
    private const string Look = """
        new Promise(done => { let tries = 0; const look = () => {
          const charts = [...document.querySelectorAll('[class^="garment-"]')], images = [...document.querySelectorAll('img')].filter(i =>
            i.getAttribute('src'));
          const drawn = charts.filter(c => c.querySelector('.main-svg') && c.querySelector('.plot,.infolayer')).length,
            broken = images.filter(i => !i.complete || !i.naturalWidth).length;
          if (tries++ < 100 && (drawn < charts.length || broken)) setTimeout(look, 200);
          else done([images.length, broken, charts.length, drawn]);
        }; look(); })
        """;

    private readonly TempFolder _profile;
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonObject> _events = [];
    private int _id;

    private Browser(Process process, TempFolder profile) => (_process, _profile) = (process, profile);

    /// <summary>Skips a test where there is no Chromium.</summary>
    public static async Task<PageRun> OpenAsync(string file)
    {
        var program = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "needs Chromium (apt-get install chromium)");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var profile = new TempFolder();
        var start = new ProcessStartInfo(program!, ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", "about:blank"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var browser = new Browser(Process.Start(start)!, profile);
        browser._process.OutputDataReceived += (_, _) => { };
        browser._process.BeginOutputReadLine();
        while (await browser._process.StandardError.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.Contains("DevTools listening on ", StringComparison.Ordinal)) continue;
            _ = browser._process.StandardError.ReadToEndAsync(limit.Token);
            return await browser.LookAsync(new Uri(line[(line.IndexOf("ws://", StringComparison.Ordinal))..].Trim()), file, limit.Token);
        }
        throw new InvalidOperationException("Chromium ended without a word.");
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        try { _profile.Dispose(); }
        catch (IOException) { } // its helpers may still write
    }

    private async Task<PageRun> LookAsync(Uri address, string file, CancellationToken token)
    {
        await _socket.ConnectAsync(address, token);
        var target = (await AskAsync("Target.createTarget", new() { ["url"] = "about:blank" }, null, token))["targetId"]!;
        var session = (string?)(await AskAsync("Target.attachToTarget", new() { ["targetId"] = target.DeepClone(), ["flatten"] = true },
            null, token))["sessionId"];
        foreach (var domain in new[] { "Page", "Network", "Runtime", "Log" }) await AskAsync($"{domain}.enable", [], session, token);
        await AskAsync("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri }, session, token);
        while (!_events.Any(e => (string?)e["method"] == "Page.loadEventFired")) await ReceiveAsync(token);
        var numbers = (await AskAsync("Runtime.evaluate", new()
        {
            ["expression"] = Look,
            ["awaitPromise"] = true,
            ["returnByValue"] =
            true
        }, session, token))["result"]!["value"]!.AsArray();
        var console = _events.Where(e => (string?)e["method"] is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown"
            or "Log.entryAdded").Select(e => e["params"]!.ToJsonString());
        var requests = _events.Where(e => (string?)e["method"] == "Network.requestWillBeSent")
            .Select(e => (string)e["params"]!["request"]!["url"]!)
            .Where(url => url != new Uri(file).AbsoluteUri && !url.StartsWith("data:", StringComparison.Ordinal)
                && !url.StartsWith("blob:", StringComparison.Ordinal));
        return new([.. console], [.. requests], (int)numbers[0]!, (int)numbers[1]!, (int)numbers[2]!, (int)numbers[3]!);
    }

    private async Task<JsonObject> AskAsync(string method, JsonObject parameters, string? session, CancellationToken token)
    {
        var request = new JsonObject { ["id"] = ++_id, ["method"] = method, ["params"] = parameters };
        if (session is not null) request["sessionId"] = session;
        var id = _id;
        await _socket.SendAsync(Encoding.UTF8.GetBytes(request.ToJsonString()), WebSocketMessageType.Text, true, token);
        while (true)
        {
            var message = await ReceiveAsync(token);
            if ((int?)message["id"] == id)
                return message["result"] as JsonObject ?? throw new InvalidOperationException(message.ToJsonString());
        }
    }

    private async Task<JsonObject> ReceiveAsync(CancellationToken token)
    {
        using var memory = new MemoryStream();
        var block = new byte[1 << 16];
        WebSocketReceiveResult part;
        do memory.Write(block, 0, (part = await _socket.ReceiveAsync(block, token)).Count);
        while (!part.EndOfMessage);
        var message = JsonNode.Parse(memory.ToArray())!.AsObject();
        if (message.ContainsKey("method")) _events.Add(message);
        return message;
    }
}
