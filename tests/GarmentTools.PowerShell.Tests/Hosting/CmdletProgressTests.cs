using GarmentTools.Common;

namespace GarmentTools.PowerShell.Tests;

public sealed class CmdletProgressTests
{
    [Fact]
    public void Says_how_far_how_fast_and_how_long()
    {
        var progress = CmdletProgress.From(new WorkProgress("Embedding photos", 250, 1000, TimeSpan.FromSeconds(10)));
        Assert.Equal(("Embedding photos", 25, 30), (progress.Activity, progress.Percent, progress.SecondsRemaining));
        Assert.StartsWith("250 of 1", progress.Status, StringComparison.Ordinal);
        Assert.Contains("per second", progress.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_end_it_tells_no_share()
    {
        var progress = CmdletProgress.From(new WorkProgress("Listing", 5, null, TimeSpan.Zero));
        Assert.Equal((-1, -1), (progress.Percent, progress.SecondsRemaining));
    }

    [Fact]
    public void Nothing_to_do_is_no_division_by_zero() =>
        Assert.Equal(-1, CmdletProgress.From(new WorkProgress("Listing", 0, 0, TimeSpan.Zero)).Percent);
}
