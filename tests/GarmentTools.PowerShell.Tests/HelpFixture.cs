using System.Management.Automation;

namespace GarmentTools.PowerShell.Tests;

/// <summary>What Get-Help says about every cmdlet, asked once.</summary>
public sealed class HelpFixture
{
    public HelpFixture()
    {
        using var session = new Session(Repository.Root);
        var topics = session.Run("""
            Get-Command -Module GarmentTools | ForEach-Object {
                $help = Get-Help $_.Name -Full
                [pscustomobject]@{ Name = $_.Name; Help = $help; Text = $help | Out-String -Width 80 }
            }
            """);
        foreach (var topic in topics.Output.Select(PSObject.AsPSObject))
        {
            var name = (string)topic.Properties["Name"].Value;
            Topics[name] = (PSObject)topic.Properties["Help"].Value;
            Texts[name] = topic.Properties["Text"].Value.ToString()!;
        }
        About = session.Run("Get-Help about_GarmentTools | Out-String -Width 80").Of<string>().Single();
    }

    /// <summary>By cmdlet, the help's parts as properties.</summary>
    internal Dictionary<string, PSObject> Topics { get; } = [];

    /// <summary>By cmdlet, the help as a terminal of 80 columns shows it.</summary>
    internal Dictionary<string, string> Texts { get; } = [];

    internal string About { get; }

    /// <summary>Parts of a part: none, one or several look alike.</summary>
    internal static List<PSObject> Parts(PSObject part, params string[] names)
    {
        List<PSObject> parts = [part];
        foreach (var name in names)
            parts = [.. parts.Select(p => p.Properties[name]?.Value).Where(value => value is not null)
                .SelectMany(value => LanguagePrimitives.GetEnumerable(value)?.Cast<object>() ?? [value!]).Select(PSObject.AsPSObject)];
        return parts;
    }

    /// <summary>The text of a part's parts.</summary>
    internal static string Text(PSObject part, params string[] names) => string.Join('\n', Parts(part, names)).Trim();
}
