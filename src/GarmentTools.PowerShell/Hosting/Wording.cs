using System.Text.RegularExpressions;
using GarmentTools.Catalogs;
using GarmentTools.Models;
using GarmentTools.Reports;
using GarmentTools.Studies;

namespace GarmentTools.PowerShell;

/// <summary>The library's messages advise in the words of the command line; here they get those of the cmdlets.</summary>
internal static partial class Wording
{
    private static readonly Dictionary<string, string> s_commands = new()
    {
        ["index"] = "Update-GarmentCatalog",
        ["catalog"] = "Get-GarmentCatalog",
        ["verify"] = "Test-GarmentCatalog",
        ["verify --repair"] = "Repair-GarmentCatalog",
        ["list"] = "Get-Garment",
        ["show"] = "Show-Garment",
        ["remove"] = "Remove-Garment",
        ["attributes"] = "Set-GarmentAttribute",
        ["attributes import"] = "Import-GarmentAttribute",
        ["similar"] = "Get-SimilarGarment",
        ["compare"] = "Compare-Garment",
        ["embed"] = "Get-GarmentEmbedding",
        ["catalog --build-approximate-index"] = "Repair-GarmentCatalog -ApproximateIndex",
        ["copy"] = "Copy-GarmentCatalog",
        ["region"] = "Get-GarmentRegion",
        ["matrix build"] = "New-GarmentDistanceMatrix",
        ["matrix update"] = "Update-GarmentDistanceMatrix",
        ["matrix info"] = "Get-GarmentDistanceMatrix",
        ["matrix neighbors"] = "Get-GarmentNeighbor",
        ["metric info"] = "Get-GarmentMetric",
        ["metric learn"] = "Optimize-GarmentMetric",
        ["evaluate"] = "Measure-GarmentRetrieval",
        ["evaluate --json"] = "(Measure-GarmentRetrieval).ToJson()",
        ["duplicates"] = "Find-DuplicateGarment",
        ["decide"] = "Set-GarmentDecision",
        ["groups"] = "Group-Garment",
        ["report"] = "Export-GarmentReport",
        ["models"] = "Get-GarmentModel",
        ["models list"] = "Get-GarmentModel",
        ["models install"] = "Install-GarmentModel",
        ["models register"] = "Register-GarmentModel",
    };

    private static readonly Dictionary<string, string> s_options = new()
    {
        ["catalog"] = "-Catalog",
        ["model"] = "-Model",
        ["from"] = "-Source",
        ["reembed"] = "-Reembed",
        ["remove"] = "-RemoveMissing",
        ["region"] = "-Region",
        ["domain"] = "-Domain",
        ["metric"] = "-Metric",
        ["names"] = "-NameList",
        ["approximate"] = "-Approximate",
        ["since"] = "-Since",
        ["overwrite"] = "-Force",
    };

    /// <summary>The message with commands and options called as in PowerShell.</summary>
    public static string ForCmdlets(string message)
    {
        if (!message.Contains("garment ", StringComparison.Ordinal) && !message.Contains("--", StringComparison.Ordinal)) return message;
        message = Command().Replace(message, match => s_commands.TryGetValue(match.Groups[1].Value, out var cmdlet) ? cmdlet : match.Value);
        return Option().Replace(message, match => s_options.TryGetValue(match.Groups[1].Value, out var parameter) ? parameter : match.Value);
    }

    // Only what is quoted as a command: «a garment list» is prose.
    [GeneratedRegex("(?<=['`])garment ((?:attributes|matrix|metric|models) [a-z]+|verify --repair|catalog --build-approximate-index|evaluate --json|[a-z]+)")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<![\w-])--([a-z]+)")]
    private static partial Regex Option();
}
