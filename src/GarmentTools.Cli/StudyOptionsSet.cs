using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GarmentTools.Common;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Cli;

/// <summary>Options about regions, learned metrics and pairs that several commands have; each command takes instances of its own.</summary>
internal static class StudyOptionsSet
{
    private static readonly string[] s_regions = ["Auto", "Whole", "Upper", "Lower", "Full"];

    public static Option<RegionRequest?> Region(string name, string description)
    {
        var option = new Option<RegionRequest?>(name)
        {
            Description = description +
            " Auto, Whole, Upper, Lower, Full, or a rectangle x,y,w,h in pixels or hundredths (10%,15%,70%,60%).",
            HelpName = "REGION",
            CustomParser = Read(RegionRequest.Parse)
        };
        option.CompletionSources.Add(s_regions);
        return option;
    }

    public static Option<string?> Domain(string description)
    {
        var option = new Option<string?>("--domain") { Description = description, HelpName = "shop|street" };
        option.CompletionSources.Add("shop", "street");
        return option;
    }

    public static Option<RowRange?> Rows(string name, string description) =>
        new(name) { Description = description, HelpName = "A..B", CustomParser = Read<RowRange?>(text => RowRange.Parse(text)) };

    public static Option<string> Pairs(bool required) => new("--pairs")
    {
        Description = "A CSV file of pairs: columns street,shop (paths relative to the file), optionally product and category.",
        HelpName = "FILE.csv",
        Required = required,
    };

    public static Option<string?> Model()
    {
        var option = CommonOptions.Model();
        option.Description = $"A model's name or the path of its card. Default: {ModelRegistry.DefaultModel}.";
        return option;
    }

    public static Option<string?> Output(string description)
    {
        var option = new Option<string?>("--outputs", "--output-name") { Description = description, HelpName = "features|embedding" };
        option.CompletionSources.Add("features", "embedding");
        return option;
    }

    /// <summary>A metric by one of the names, or the file of a learned one.</summary>
    public static Option<string?> Metric(string description, params string[] names)
    {
        var option = new Option<string?>("--metric") { Description = description, HelpName = string.Join('|', names) + "|FILE.npz" };
        option.CompletionSources.Add(names);
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value is var word && !IsName(word, names) && !File.Exists(word))
                result.AddError($"'{word}' is not a metric, expected {string.Join(", ", names)}, or the file of a learned metric (looked " +
                    $"in {Environment.CurrentDirectory}).");
        });
        return option;
    }

    public static bool IsName(string word, params string[] names) => names.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a value, and makes an error of the command line of what cannot be read.</summary>
    public static Func<ArgumentResult, T?> Read<T>(Func<string, T> parse) => result =>
    {
        try { return parse(result.Tokens[0].Value); }
        catch (Exception e) when (e is UsageException or CommandException)
        {
            result.AddError(e is GarmentException ours ? ours.Worded(RemedyWords.Of) : e.Message);
            return default;
        }
    };

    /// <summary>One of the names of an enumeration; numbers are none.</summary>
    public static Option<T?> Choice<T>(string name, string description, params (string Word, T Value)[] words) where T : struct
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words.Select(w => w.Word)),
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                foreach (var (word, value) in words)
                    if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
                result.AddError($"'{text}' is not known for {name}, expected {string.Join(", ", words.Select(w => w.Word))}.");
                return null;
            },
        };
        option.CompletionSources.Add([.. words.Select(w => w.Word)]);
        return option;
    }

    /// <summary>A number as a person reads it.</summary>
    public static string Text(double number, string format = "0.000") => number.ToString(format, CultureInfo.InvariantCulture);
}
