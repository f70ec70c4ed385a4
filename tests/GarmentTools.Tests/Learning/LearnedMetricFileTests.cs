using GarmentTools.Common;
using GarmentTools.Learning;
using GarmentTools.Npz;

namespace GarmentTools.Tests;

public sealed class LearnedMetricFileTests
{
    private static LearnedMetric Fitted() =>
        MetricLearner.Fit(Synthetic.PairsOf(Synthetic.Disturbed(80, 24)), new MetricOptions { Components = [8], Epsilons = [0.1] }).Metric!;

    [Fact]
    public void A_metric_comes_back_as_it_was_saved_and_equal_metrics_give_equal_bytes()
    {
        using var folder = new TempFolder();
        var metric = Fitted();
        metric.Save(folder["a.npz"]);
        Fitted().Save(folder["b.npz"]);
        Assert.Equal(File.ReadAllBytes(folder["a.npz"]), File.ReadAllBytes(folder["b.npz"]));
        var loaded = LearnedMetric.Load(folder["a.npz"]);
        Assert.Equal(metric.Hash, loaded.Hash);
        Assert.Equal(metric.Provenance, loaded.Provenance);
        Assert.Equal((metric.Fingerprint("shop"), metric.Output, metric.Epsilon),
            (loaded.Fingerprint("shop"), loaded.Output, loaded.Epsilon));
        Assert.Equal(metric.Projection.ToArray(), loaded.Projection.ToArray());
        foreach (var domain in metric.Domains) Assert.Equal(metric.Mean(domain).ToArray(), loaded.Mean(domain).ToArray());
        Assert.Equal(metric.Confidence!.Probabilities([0.1, 0.4]), loaded.Confidence!.Probabilities([0.1, 0.4]));
        Assert.Equal(metric.Confidence.Reliability, loaded.Confidence.Reliability);
        Assert.Equal(metric.Confidence.CutOffs, loaded.Confidence.CutOffs);
    }

    [Fact]
    public void A_metric_without_calibration_has_none_after_loading()
    {
        using var folder = new TempFolder();
        Synthetic.Solve(Synthetic.PairsOf(Synthetic.Pairs(10, 6)), 3, 1).Save(folder["m.npz"]);
        Assert.Null(LearnedMetric.Load(folder["m.npz"]).Confidence);
    }

    [Fact]
    public void Damage_anywhere_is_noticed()
    {
        using var folder = new TempFolder();
        Fitted().Save(folder["m.npz"]);
        var bytes = File.ReadAllBytes(folder["m.npz"]);
        var hash = LearnedMetric.Load(folder["m.npz"]).Hash;
        for (var at = 0; at < bytes.Length; at += 37)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(folder["d.npz"], damaged);
            try
            {
                // Fields that nothing depends on, such as the date, may change; then the metric is the same.
                Assert.Equal(hash, LearnedMetric.Load(folder["d.npz"]).Hash);
            }
            catch (ArchiveException e)
            {
                Assert.Contains("d.npz", e.Message);
            }
        }
        File.WriteAllBytes(folder["d.npz"], bytes[..(bytes.Length / 2)]);
        Assert.Throws<ArchiveException>(() => LearnedMetric.Load(folder["d.npz"]));
        Assert.Throws<ArchiveException>(() => LearnedMetric.Load(folder["none.npz"]));
    }

    [Fact]
    public void Archives_of_something_else_are_refused_with_what_they_hold()
    {
        using var folder = new TempFolder();
        Assert.Contains("arr_0", Refused(w => w.Write<float>("arr_0", "<f4", [1, 2], 2)));
        Assert.Contains("'garment-metric 2'", Refused(w =>
        {
            w.WriteText("format", "garment-metric 2"); w.Write<float>("projection", "<f4",
            [1], 1, 1);
        }));
        Assert.Contains("cannot be read", Refused(w => Sound(w, about: "{}")));
        Assert.Contains("cannot be read", Refused(w => Sound(w, about: "[")));
        Assert.Contains("matrix of float32", Refused(w => Sound(w, shape: [2])));
        Assert.Contains("not a finite", Refused(w => Sound(w, value: float.NaN)));
        Assert.Contains("domains", Refused(w => Sound(w, domains: ["shop", "shop"])));
        Assert.Contains("1×2 means for 2 domains", Refused(w => Sound(w, domains: ["shop", "street"])));
        Assert.Contains("do not belong to its hash", Refused(w => Sound(w)));

        string Refused(Action<NpzWriter> write)
        {
            using (var stream = File.Create(folder["x.npz"]))
            {
                var writer = new NpzWriter(stream);
                write(writer);
                writer.Finish();
            }
            return Assert.Throws<ArchiveException>(() => LearnedMetric.Load(folder["x.npz"])).Message;
        }

        static void Sound(NpzWriter w, string? about = null, long[]? shape = null, float value = 1, string[]? domains = null)
        {
            w.WriteText("format", "garment-metric 1");
            w.WriteText("output", "features");
            w.WriteTexts("domains", domains ?? ["shop"]);
            w.WriteTexts("fingerprints", [.. (domains ?? ["shop"]).Select(_ => "f")]);
            w.Write<float>("means", "<f4", [0, 0], 1, 2);
            w.Write<float>("projection", "<f4", [1, value], shape ?? [2, 1]);
            const string figures = "{\"Mrr\":0,\"HitAt1\":0,\"HitAt10\":0}";
            w.WriteText("about", about
                ?? "{\"Hash\":\"0\",\"Epsilon\":1,\"Provenance\":{\"PairsHash\":\"\",\"Pairs\":1,\"Products\":1,\"GallerySize\":1," +
                    "\"Folds\":2,\"Seed\":1,\"Learned\":" + figures + ",\"Plain\":" + figures + "},\"Confidence\":null}");
        }
    }
}
