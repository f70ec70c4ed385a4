using Microsoft.Playwright;

namespace GarmentTools.Browser.Tests;

/// <summary>The machine's Chromium, driven by Playwright. None is downloaded: where there is none, tests skip and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string? s_chromium = new[] { Environment.GetEnvironmentVariable("GARMENT_CHROMIUM"), "/usr/bin/chromium",
        "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (s_chromium is null) return;
        _playwright = await Playwright.CreateAsync();
        // --no-sandbox: as root there is none.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = s_chromium, Args = ["--no-sandbox"] });
    }

    /// <summary>Opens a page and watches it: it may say nothing on the console, ask for nothing, and open no dialog.</summary>
    public async Task<OpenPage> OpenAsync(string file, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light,
        bool touch = false)
    {
        Assert.SkipUnless(_browser is not null, "needs Chromium (apt-get install chromium, or name one with GARMENT_CHROMIUM)");
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = touch
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        var opened = new OpenPage(context, page);
        await page.GotoAsync(file.StartsWith("about:", StringComparison.Ordinal) ? file : new Uri(file).AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>An open page, and what went on in it that should not.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    public OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Note($"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => Note($"error: {error}");
        page.Dialog += async (_, dialog) =>
        {
            Note($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        // The page itself is the one request; pictures in it are no requests, and what the policy stops never leaves.
        page.RequestFinished += (_, request) =>
        {
            if (request.ResourceType != "document" && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                Note($"request: {request.Url}");
        };
        page.RequestFailed += (_, request) =>
            Note($"{(request.Failure == "csp" ? "stopped by the Content Security Policy" : request.Failure)}: {request.Url}");
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Faults
    {
        get { lock (_faults) return [.. _faults]; }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(Faults);
    }

    private void Note(string fault)
    {
        lock (_faults) _faults.Add(fault);
    }
}
