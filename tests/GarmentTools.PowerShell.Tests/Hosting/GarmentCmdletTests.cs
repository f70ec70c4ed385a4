using System.Management.Automation;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Models;

namespace GarmentTools.PowerShell.Tests;

public sealed class GarmentCmdletTests
{
    private readonly TestSink _sink = new(Environment.CurrentDirectory);

    [Fact]
    public void Long_work_shows_its_newest_state_and_takes_it_away_at_the_end()
    {
        _sink.Run(new WorkingCommand(async (progress, stop) =>
        {
            for (var i = 1; i <= 5; i++)
            {
                progress.Report(new WorkProgress("Sewing", i, 5, TimeSpan.FromSeconds(i)));
                await Task.Delay(200, stop);
            }
            return "done";
        }));
        Assert.Equal(["done"], _sink.Output);
        Assert.InRange(_sink.Progress.Count, 2, 6);
        Assert.All(_sink.Progress, p => Assert.Equal("Sewing", p.Activity));
        Assert.Equal([.. Enumerable.Repeat(false, _sink.Progress.Count - 1), true], _sink.Progress.Select(p => p.IsCompleted));
    }

    [Fact]
    public void Quick_work_shows_none()
    {
        _sink.Run(new WorkingCommand((_, _) => Task.FromResult("done")));
        Assert.Empty(_sink.Progress);
    }

    [Fact]
    public void A_stop_reaches_the_work_and_ends_the_pipeline()
    {
        var seen = false;
        var cmdlet = new WorkingCommand(async (_, stop) =>
        {
            try { await Task.Delay(Timeout.Infinite, stop); }
            finally { seen = stop.IsCancellationRequested; }
            return "never";
        })
        { Sink = _sink };
        using var timer = new Timer(_ => cmdlet.Run(CmdletStep.Stop), null, 50, Timeout.Infinite);
        Assert.Throws<PipelineStoppedException>(() => cmdlet.Run(CmdletStep.Process));
        Assert.True(seen);
        Assert.Empty(_sink.Output);
    }

    [Fact]
    public void What_the_library_refuses_becomes_an_error_with_a_stable_id()
    {
        Assert.Equal(("InvalidRequest", ErrorCategory.InvalidArgument), Kind(() => GarmentFilter.Parse("=")));
        Assert.Equal(("CatalogUnusable", ErrorCategory.ResourceUnavailable), Kind(() => GarmentCatalog.Open("nowhere.garments")));
        Assert.Equal(("ModelUnusable", ErrorCategory.ResourceUnavailable), Kind(() => ModelRegistry.Default.Find("nothing")));
        Assert.Equal(("PhotoNotFound", ErrorCategory.ObjectNotFound), Kind(() => ImageReader.Probe("nowhere.png")));
        Assert.Equal(("NativeLibraryMissing", ErrorCategory.NotInstalled), Kind(() => throw new DllNotFoundException("libvips")));
    }

    [Fact]
    public void What_nobody_expected_is_not_hidden() => Assert.Throws<InvalidOperationException>(() => _sink.Run(new WorkingCommand((_, _) => throw new InvalidOperationException("a fault of ours"))));

    private (string, ErrorCategory) Kind(Action work)
    {
        var error = _sink.Fails(new WorkingCommand((_, _) =>
        {
            work();
            return Task.FromResult("never");
        }));
        return (error.Id, error.Category);
    }

    private sealed class WorkingCommand(Func<IProgress<WorkProgress>, CancellationToken, Task<string>> work) : GarmentCmdlet
    {
        private protected override void Process() => Sink.Write(Await(work));
    }
}
