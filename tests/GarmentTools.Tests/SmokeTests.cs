namespace GarmentTools.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void The_natives_are_beside_the_assembly() =>
        Assert.True(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "runtimes")));
}
