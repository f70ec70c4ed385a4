using System.Management.Automation;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Tests;
using Work = System.Func<
    System.IProgress<GarmentTools.Common.WorkProgress>, System.Threading.CancellationToken, System.Threading.Tasks.Task<string>>;

namespace GarmentTools.PowerShell.Tests;

public sealed class GarmentCmdletTests : IDisposable
{
    private readonly Session _session = new(Repository.Root);

    [Fact]
    public void Long_work_shows_its_newest_state_and_takes_it_away_at_the_end()
    {
        var answer = Run(async (progress, stop) =>
        {
            for (var i = 1; i <= 5; i++)
            {
                progress.Report(new WorkProgress("Sewing", i, 5, TimeSpan.FromSeconds(i)));
                await Task.Delay(200, stop);
            }
            return "done";
        });
        Assert.Equal(["done"], answer.Output);
        Assert.InRange(answer.Progress.Count, 2, 6);
        Assert.All(answer.Progress, bar => Assert.Equal("Sewing", bar.Activity));
        Assert.Equal(ProgressRecordType.Completed, answer.Progress[^1].RecordType);
        Assert.All(answer.Progress.SkipLast(1), bar => Assert.Equal(ProgressRecordType.Processing, bar.RecordType));
    }

    [Fact]
    public void Quick_work_shows_none() => Assert.Empty(Run((_, _) => Task.FromResult("done")).Progress);

    [Fact]
    public void A_stop_reaches_the_work_and_ends_the_pipeline()
    {
        using var begun = new ManualResetEventSlim();
        var seen = false;
        var state = _session.Stop<WorkingCommand>(nameof(WorkingCommand.Work), new Work(async (_, stop) =>
        {
            begun.Set();
            try { await Task.Delay(Timeout.Infinite, stop); }
            finally { seen = stop.IsCancellationRequested; }
            return "never";
        }), () => begun.IsSet);
        Assert.Equal(PSInvocationState.Stopped, state);
        Assert.True(seen);
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
    public void What_nobody_expected_is_not_hidden()
    {
        var error = Fails(() => throw new InvalidOperationException("a fault of ours"));
        Assert.IsType<InvalidOperationException>(error.Exception);
        Assert.Equal("System.InvalidOperationException", error.Id);
    }

    [Fact]
    public void Messages_pass_no_escape_sequence_on_and_the_exception_keeps_the_name()
    {
        var error = Fails(() => throw new IOException("bad\u001b[2J.png"));
        Assert.Equal("bad\\u001B[2J.png", error.Message);
        Assert.Equal("bad\u001b[2J.png", error.Exception.Message);
        using var folder = new TempFolder();
        Photos.Write(folder["photos", "a.png"], 200, 0, 0);
        Photos.Write(folder["photos", "b\u001b[2J.png"], 0, 200, 0);
        var warnings = _session.Run(
            "Set-Location $args[0]; $null = Update-GarmentCatalog photos; Remove-Item photos/b*; Update-GarmentCatalog photos",
            folder.Path).Warnings;
        Assert.Contains("b\\u001B[2J.png", Assert.Single(warnings), StringComparison.Ordinal);
    }

    public void Dispose() => _session.Dispose();

    private Answer Run(Work work) => _session.Run<WorkingCommand>(nameof(WorkingCommand.Work), work);

    private ErrorRecord Fails(Action work) => Assert.ThrowsAny<RuntimeException>(() => Run((_, _) =>
    {
        work();
        return Task.FromResult("never");
    })).ErrorRecord;

    private (string, ErrorCategory) Kind(Action work) => (Fails(work).Id, Fails(work).Category);
}

/// <summary>A cmdlet that does what a test wants.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Cmdlet")]
public sealed class WorkingCommand : GarmentCmdlet
{
    [Parameter(Mandatory = true)]
    public Work? Work { get; set; }

    private protected override void Process() => WriteObject(Await(Work!));
}
