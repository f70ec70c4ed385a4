using System.Globalization;
using System.Text.RegularExpressions;

namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>
/// Whether a program printed what a page says. Runs of spaces are equal; <c>…</c> stands for the rest of a word or, alone, for any words; a
/// line of <c>…</c> alone stands for any lines, one at least. Numbers with a decimal point may differ by 0.002: processors round
/// differently.
/// </summary>
internal static partial class DocOutput
{
    private const string Any = "…";
    private const double Tolerance = 0.002;

    /// <summary>Null where the page is right, else what differs first.</summary>
    public static string? Difference(string expected, string actual)
    {
        var (wanted, found) = (Lines(expected), Lines(actual));
        var at = 0;
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] == Any)
            {
                if (at == found.Length) return "the output ends where the page says that there is more";
                if (i + 1 == wanted.Length) return null;
                var next = Array.FindIndex(found, at + 1, line => Same(wanted[i + 1], line));
                if (next < 0) return $"no line is '{wanted[i + 1]}'";
                at = next;
            }
            else if (at == found.Length) return $"the output ends before '{wanted[i]}'";
            else if (!Same(wanted[i], found[at])) return $"the page says '{wanted[i]}', the program '{found[at]}'";
            else at++;
        }
        return at == found.Length ? null : $"the page does not say '{found[at]}'";
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static bool Same(string wanted, string found)
    {
        var words = Word().Matches(wanted).Select(m => m.Value).ToList();
        var others = Word().Matches(found).Select(m => m.Value).ToList();
        var (i, j) = (0, 0);
        for (; i < words.Count; i++)
        {
            if (words[i] == Any)
            {
                if (i + 1 == words.Count) return true;
                while (j < others.Count && !SameWord(words[i + 1], others[j])) j++;
            }
            else if (j == others.Count || !SameWord(words[i], others[j++])) return false;
        }
        return j == others.Count;
    }

    private static bool SameWord(string wanted, string found)
    {
        if (wanted.EndsWith(Any, StringComparison.Ordinal)) return found.StartsWith(wanted[..^1], StringComparison.Ordinal);
        if (wanted.StartsWith(Any, StringComparison.Ordinal)) return found.EndsWith(wanted[1..], StringComparison.Ordinal);
        return wanted == found || (Number(wanted) is { } a && Number(found) is { } b && Math.Abs(a - b) <= Tolerance);
    }

    private static double? Number(string word) =>
        word.Contains('.') && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    [GeneratedRegex(@"\S+")]
    private static partial Regex Word();
}
