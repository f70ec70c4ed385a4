using System.Text.RegularExpressions;
using GarmentTools.Common;
using GarmentTools.Learning;
using GarmentTools.Regions;

namespace GarmentTools.Studies;

/// <summary>The settings of a study as one line of text, such as <c>region=Whole,metric=none</c>: what a baseline is named by.</summary>
public static partial class StudySettings
{
    private const string Expected = "expected NAME=VALUE, joined by commas, with the names region, shop-region, metric (none, learn or a " +
        "file), outputs, model and flip (true or false), such as region=Whole,metric=none";

    /// <summary>Changes what the text names and leaves the rest as it is; <c>none</c> alone stands for <c>metric=none</c>.</summary>
    /// <param name="start">The settings to begin with.</param>
    /// <param name="text">What differs.</param>
    /// <param name="train">The rows that <c>metric=learn</c> learns from; null for none.</param>
    /// <exception cref="UsageException">It cannot be read, or a name is unknown or occurs twice.</exception>
    /// <exception cref="ArchiveException">The metric's file is missing or damaged.</exception>
    public static StudyOptions Apply(StudyOptions start, string text, RowRange? train = null)
    {
        if (text.Trim().Equals("none", StringComparison.OrdinalIgnoreCase)) text = "metric=none";
        var (options, seen) = (start, new HashSet<string>());
        // A comma that no name follows belongs to a rectangle.
        foreach (var part in Comma().Split(text))
        {
            var at = part.IndexOf('=');
            var (name, value) = at > 0 ? (part[..at].Trim().ToLowerInvariant(), part[(at + 1)..].Trim()) : ("", "");
            if (value.Length == 0) throw new UsageException($"The settings '{text}' cannot be read at '{part}': {Expected}.");
            if (name == "output") name = "outputs";
            if (!seen.Add(name)) throw new UsageException($"The settings '{text}' name {name} twice. Leave one of them out.");
            options = name switch
            {
                "region" => options with { StreetRegion = RegionRequest.Parse(value) },
                "shop-region" => options with { ShopRegion = RegionRequest.Parse(value) },
                "metric" => WithMetric(options, value, train),
                "outputs" => options with { Output = value },
                "model" => options with { Model = value },
                "flip" => bool.TryParse(value, out var flip) ? options with { Averaging = options.Averaging with { Flip = flip } }
                : throw new UsageException($"flip is '{value}' in the settings '{text}', expected true or false."),
                _ => throw new UsageException($"The settings '{text}' name '{name}', which is none: {Expected}."),
            };
        }
        return options;
    }

    /// <summary>The settings with a metric: <c>none</c>, <c>learn</c> (on the given rows) or the file of a learned one.</summary>
    /// <exception cref="UsageException">There is nothing to learn from.</exception>
    /// <exception cref="ArchiveException">The file is missing or damaged.</exception>
    public static StudyOptions WithMetric(StudyOptions options, string metric, RowRange? train) => metric.ToLowerInvariant() switch
    {
        // Rows to learn from that nothing is learned from are passed over, so that one command line serves all settings.
        "none" => options with { Learn = false, Train = null, Metric = null },
        "learn" => options with { Learn = true, Train = train, Metric = null },
        _ => options with { Learn = false, Train = null, Metric = LearnedMetric.Load(metric) },
    };

    [GeneratedRegex(@",(?=\s*[A-Za-z-]+\s*=)")]
    private static partial Regex Comma();
}
