using System.Xml.Linq;

namespace GarmentTools.PowerShell.Tests;

public sealed class FormatTests
{
    private static XElement Load(string name) => XDocument.Load(Path.Combine(Repository.Root, "module", name)).Root!;

    private static Type Named(string name) =>
        typeof(GarmentCatalog).Assembly.GetType(name) ?? typeof(GarmentCmdlet).Assembly.GetType(name) ?? throw new InvalidOperationException($"There is no type {name}.");

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
            foreach (var script in view.Descendants("ScriptBlock").Select(s => s.Value).Where(s => !s.StartsWith("[GarmentTools.PowerShell.PlainText]::", StringComparison.Ordinal)))
                Assert.DoesNotMatch(@"\b(Path|Product|Domain|Attributes|Reason|Message|Notes|Warnings)\b", script);
        }
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
            Assert.True(open >= 1 && 80 - taken >= 20 * open, $"{table.Parent!.Element("Name")!.Value} leaves {80 - taken} columns for {open}");
        }
    }

    [Fact]
    public void Everything_that_comes_out_has_a_view_and_default_properties()
    {
        var viewed = Load("GarmentTools.Format.ps1xml").Descendants("TypeName").Select(t => t.Value).ToHashSet();
        var typed = Load("GarmentTools.Types.ps1xml").Elements("Type").ToDictionary(t => t.Element("Name")!.Value);
        foreach (var type in CmdletTypes.All.SelectMany(CmdletTypes.OutputTypes).Where(t => t.Namespace!.StartsWith("GarmentTools", StringComparison.Ordinal)))
        {
            Assert.Contains(type.FullName!, viewed);
            Assert.Contains(type.FullName!, (IDictionary<string, XElement>)typed);
        }
        foreach (var (name, type) in typed)
            foreach (var property in type.Descendants("ReferencedProperties").Elements("Name").Select(n => n.Value))
                Assert.True(Named(name).GetProperty(property) is not null, $"{name} has no {property}");
    }
}
