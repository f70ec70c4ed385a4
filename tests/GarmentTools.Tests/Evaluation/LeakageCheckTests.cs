using GarmentTools.Common;
using GarmentTools.Evaluation;

namespace GarmentTools.Tests;

public sealed class LeakageCheckTests
{
    [Fact]
    public void Equal_bytes_and_near_identical_photos_are_listed_by_name()
    {
        var training = new EvaluationSet([new("a", Sha256: "01"), new("b", Sha256: "02"), new("c")], 2, new float[] { 1, 0, 0, 1, 1, 1 });
        var test = new EvaluationSet([new("x", Sha256: "0A"), new("y", Sha256: "02"), new("z")], 2,
            new float[] { 10, 0.5f, 1, 0.5f, -1, 0 });
        var report = LeakageCheck.Run("training and test", training, test);
        Assert.Equal([(LeakageKind.SameBytes, "b", "y"), (LeakageKind.NearIdentical, "a", "x")],
            report.Findings.Select(f => (f.Kind, f.First, f.Second)));
        Assert.Equal(1 - 10 / Math.Sqrt(100.25), report.Findings[1].Distance, 1e-9);
        Assert.Contains("1 of equal bytes and 1 within 0.02", report.Summary);
        Assert.Contains("no photo", LeakageCheck.Run("a and b", training, new EvaluationSet([new("z")], 2, new float[] { -1, 0 })).Summary);
        Assert.Equal(3, LeakageCheck.Run("training and test", training, test, threshold: 0.06).Findings.Count);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var side = new EvaluationSet([new("a")], 2, new float[] { 1, 0 });
        Assert.Throws<UsageException>(() => LeakageCheck.Run("a and b", side, side, threshold: 3));
        Assert.Throws<UsageException>(() => LeakageCheck.Run("a and b", side, new EvaluationSet([new("a")], 1, new float[] { 1 })));
    }
}
