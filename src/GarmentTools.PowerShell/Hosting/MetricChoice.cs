using System.Management.Automation;
using System.Text.RegularExpressions;
using GarmentTools.Learning;

namespace GarmentTools.PowerShell;

/// <summary>What <c>-Metric</c> names: one of a few words, or the file of a learned metric.</summary>
internal static partial class MetricChoice
{
    /// <summary>The word as it is spelled in the list, or null and the learned metric.</summary>
    public static (string? Word, LearnedMetric? Learned) Read(PSCmdlet cmdlet, string text, params string[] words)
    {
        if (Word(text, words) is { } word) return (word, null);
        return (null, LearnedMetric.Load(File_(cmdlet, text, words)));
    }

    /// <summary>The word, or the full path of the file, for those that load it themselves.</summary>
    public static string WordOrFile(PSCmdlet cmdlet, string text, params string[] words) => Word(text, words) ?? File_(cmdlet, text, words);

    /// <summary>
    /// The settings of a study with the metric's file as a full path: the library knows nothing of the session's location.
    /// </summary>
    public static string WithFullPath(PSCmdlet cmdlet, string settings) => MetricOfSettings().Replace(settings, match =>
        Word(match.Value, ["none", "learn"]) ?? cmdlet.FullFile(match.Value));

    private static string? Word(string text, string[] words) =>
        words.FirstOrDefault(word => word.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static string File_(PSCmdlet cmdlet, string text, string[] words)
    {
        var file = cmdlet.FullFile(text);
        if (!File.Exists(file))
            cmdlet.ThrowTerminatingError(CmdletError.PathNotFound(text,
                $"'{text}' is not a metric, expected {string.Join(", ", words)}, or the file of a learned metric (looked for {file}). " +
                "Optimize-GarmentMetric learns one."));
        return file;
    }

    [GeneratedRegex(@"(?<=(?:^|,)\s*metric\s*=\s*)[^\s,][^,]*?(?=\s*(?:,|$))", RegexOptions.IgnoreCase)]
    private static partial Regex MetricOfSettings();
}
