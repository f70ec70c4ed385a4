using GarmentTools.Common;

namespace GarmentTools.PowerShell.Tests;

public sealed class CmdletProgressTests
{
    [Fact]
    public void Says_how_far_how_fast_and_how_long()
    {
        var bar = CmdletProgress.Bar(new WorkProgress("Embedding photos", 250, 1000, TimeSpan.FromSeconds(10)));
        Assert.Equal(("Embedding photos", 25, 30), (bar.Activity, bar.PercentComplete, bar.SecondsRemaining));
        Assert.StartsWith("250 of 1", bar.StatusDescription, StringComparison.Ordinal);
        Assert.Contains("per second", bar.StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_end_it_tells_no_share()
    {
        var bar = CmdletProgress.Bar(new WorkProgress("Listing", 5, null, TimeSpan.Zero));
        Assert.Equal((-1, -1), (bar.PercentComplete, bar.SecondsRemaining));
    }

    [Fact]
    public void Nothing_to_do_is_no_division_by_zero() =>
        Assert.Equal(-1, CmdletProgress.Bar(new WorkProgress("Listing", 0, 0, TimeSpan.Zero)).PercentComplete);

    [Fact]
    public void The_newest_state_is_taken_once()
    {
        var progress = new CmdletProgress();
        Assert.Null(progress.Take());
        progress.Report(new WorkProgress("Sewing", 1, 3, TimeSpan.FromSeconds(1)));
        progress.Report(new WorkProgress("Sewing", 2, 3, TimeSpan.FromSeconds(2)));
        Assert.StartsWith("2 of 3", progress.Take()!.StatusDescription, StringComparison.Ordinal);
        Assert.Null(progress.Take());
    }
}
