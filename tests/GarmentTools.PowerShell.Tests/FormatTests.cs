using System.Xml.Linq;
using GarmentTools.Reports;

namespace GarmentTools.PowerShell.Tests;

public sealed class FormatTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    private static XElement Load(string name) => XDocument.Load(Path.Combine(Repository.Root, "module", name)).Root!;

    private static Type Named(string name) =>
        typeof(GarmentCatalog).Assembly.GetType(name) ?? typeof(GarmentReport).Assembly.GetType(name)
            ?? typeof(GarmentCmdlet).Assembly.GetType(name)
        ?? throw new InvalidOperationException($"There is no type {name}.");

    [Fact]
    public void Views_speak_of_properties_that_are_there()
    {
        foreach (var view in Load("GarmentTools.Format.ps1xml").Descendants("View"))
            foreach (var type in view.Element("ViewSelectedBy")!.Elements("TypeName").Select(t => Named(t.Value)))
                foreach (var property in view.Descendants("PropertyName").Select(p => p.Value))
                    Assert.True(type.GetProperty(property) is not null, $"{type.Name} has no {property}");
    }

    // What others named or wrote must not reach a terminal as it is: an escape sequence in a file name would be obeyed.
    [Fact]
    public void Views_show_text_of_others_through_PlainText()
    {
        string[] own = ["Sha256", "FirstSha256", "SecondSha256", "Fingerprint", "Region", "Kind"];
        foreach (var view in Load("GarmentTools.Format.ps1xml").Descendants("View"))
        {
            var name = view.Element("Name")!.Value;
            foreach (var type in view.Element("ViewSelectedBy")!.Elements("TypeName").Select(t => Named(t.Value)))
                foreach (var property in view.Descendants("PropertyName").Select(p => p.Value).Except(own))
                    Assert.False(type.GetProperty(property)!.PropertyType == typeof(string), $"{name} shows {property} as it is");
            foreach (var script in view.Descendants("ScriptBlock").Select(s => s.Value)
                .Where(s => !s.StartsWith("[GarmentTools.PowerShell.PlainText]::", StringComparison.Ordinal)))
                Assert.DoesNotMatch(@"\b(Path|Product|Domain|Attributes|Reason|Message|Notes|Warnings)\b", script);
        }
    }

    // The views as PowerShell runs them, in a terminal of 80 columns.
    [Theory]
    [InlineData("Get-SimilarGarment red-1.png", "Query: ", "Rank", "Distance", "Product", "0.0000=", "red-copy.png")]
    [InlineData("Get-Garment", "Id", "Product", "blue-1.png")]
    [InlineData("Get-Garment -Path red-1.png | Format-List", "CatalogPath", "color = red")]
    [InlineData("Get-GarmentCatalog", "Garments", "mobilenetv2-garment")]
    [InlineData("Get-GarmentModel", "mobilenetv2-garment")]
    [InlineData("Test-GarmentCatalog", "True")]
    [InlineData("Compare-Garment red-1.png blue-1.png", "Cosine")]
    [InlineData("Get-GarmentEmbedding red-1.png", "256 numbers")]
    [InlineData("Update-GarmentCatalog .", "Unchanged")]
    [InlineData("Get-GarmentRegion red-1.png", "Region")]
    [InlineData("Find-DuplicateGarment", "SameBytes")]
    [InlineData("Find-DuplicateGarment | Format-List", "red-copy.png")]
    [InlineData("Group-Garment -Count 2", "Medoid")]
    [InlineData("Group-Garment -Count 2 | Format-List", "MeanDistance")]
    [InlineData("New-GarmentDistanceMatrix m.npz", "Garments", "6")]
    [InlineData("Measure-GarmentRetrieval -Relevant product", "hit@1 ")]
    public void Objects_are_shown_as_the_views_say(string script, params string[] parts)
    {
        using var work = fixture.Copy();
        var text = work.Run($"{script} | Out-String -Width 80").Of<string>().Single();
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("#ERROR", text, StringComparison.Ordinal);
        Assert.All(text.ReplaceLineEndings("\n").Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Escape_sequences_of_names_and_attributes_do_not_reach_the_terminal()
    {
        using var work = fixture.Copy();
        var text = work.Run("""
            Set-GarmentAttribute -Id 1 -Attribute @{ note = "x`e[2J"; product = "p`e[31m" }
            (Get-Garment -Id 1), (Get-Garment -Id 1 | Format-List), (Get-SimilarGarment -Id 2) | ForEach-Object { $_ |
              Out-String -Width 80 }
            """).Of<string>();
        Assert.DoesNotContain('\u001b', string.Concat(text));
        Assert.Contains("\\u001B[31m", string.Concat(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Views_have_names_of_their_own()
    {
        var names = Load("GarmentTools.Format.ps1xml").Descendants("View").Select(v => v.Element("Name")!.Value).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Script_blocks_speak_of_properties_that_are_there()
    {
        foreach (var view in Load("GarmentTools.Format.ps1xml").Descendants("View"))
        {
            var type = Named(view.Element("ViewSelectedBy")!.Element("TypeName")!.Value);
            foreach (var script in view.Descendants("ScriptBlock").Select(s => s.Value))
            {
                var first = System.Text.RegularExpressions.Regex.Match(script, @"\$_\.(\w+)").Groups[1].Value;
                Assert.True(type.GetProperty(first) is not null, $"{type.Name} has no {first}");
            }
        }
    }

    [Fact]
    public void Tables_leave_room_at_80_columns()
    {
        foreach (var table in Load("GarmentTools.Format.ps1xml").Descendants("TableControl"))
        {
            var headers = table.Element("TableHeaders")!.Elements().ToList();
            var items = table.Descendants("TableColumnItem").Count();
            Assert.Equal(items, headers.Count);
            var taken = headers.Sum(h => 1 + ((int?)h.Element("Width") ?? 0));
            var open = headers.Count(h => h.Element("Width") is null);
            Assert.True(open >= 1 && 80 - taken >= 20 * open, $"{table.Parent!.Element("Name")!.Value} leaves {80 - taken} columns for " +
                $"{open}");
        }
    }

    [Fact]
    public void Everything_that_comes_out_has_a_view_and_default_properties()
    {
        var viewed = Load("GarmentTools.Format.ps1xml").Descendants("TypeName").Select(t => t.Value).ToHashSet();
        var typed = Load("GarmentTools.Types.ps1xml").Elements("Type").ToDictionary(t => t.Element("Name")!.Value);
        foreach (var type in CmdletTypes.All.SelectMany(CmdletTypes.OutputTypes)
            .Where(t => t.Namespace!.StartsWith("GarmentTools", StringComparison.Ordinal)))
        {
            Assert.Contains(type.FullName!, viewed);
            Assert.Contains(type.FullName!, (IDictionary<string, XElement>)typed);
        }
        foreach (var (name, type) in typed)
            foreach (var property in type.Descendants("ReferencedProperties").Elements("Name").Select(n => n.Value))
                Assert.True(Named(name).GetProperty(property) is not null, $"{name} has no {property}");
    }
}
