using System.Xml.Linq;

namespace GarmentTools.PowerShell.Tests;

public sealed class HelpTests
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly Dictionary<string, XElement> _topics = XDocument.Load(Path.Combine(Repository.Help, "GarmentTools.PowerShell.dll-Help.xml")).Root!
        .Elements(s_command + "command").ToDictionary(c => c.Element(s_command + "details")!.Element(s_command + "name")!.Value);

    public static TheoryData<Type> Cmdlets => [.. CmdletTypes.All];

    [Fact]
    public void There_is_help_for_every_cmdlet_and_no_other() =>
        Assert.Equal(CmdletTypes.All.Select(CmdletTypes.Name).Order(StringComparer.Ordinal), _topics.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_part_says_something(Type cmdlet)
    {
        var topic = _topics[CmdletTypes.Name(cmdlet)];
        Assert.NotEmpty(Text(topic.Element(s_command + "details")!.Element(s_maml + "description")!));
        Assert.NotEmpty(Text(topic.Element(s_maml + "description")!));
        Assert.NotEmpty(topic.Element(s_command + "inputTypes")!.Elements());
        Assert.NotEmpty(topic.Element(s_command + "relatedLinks")!.Elements());
        Assert.Equal(
            CmdletTypes.OutputTypes(cmdlet).Select(t => t.FullName).Order(StringComparer.Ordinal),
            topic.Element(s_command + "returnValues")!.Descendants(s_dev + "type").Select(t => t.Element(s_maml + "name")!.Value).Order(StringComparer.Ordinal));
        var examples = topic.Element(s_command + "examples")!.Elements(s_command + "example").ToList();
        Assert.True(examples.Count >= 2, $"{examples.Count} examples");
        Assert.All(examples, e => Assert.NotEmpty(e.Element(s_dev + "code")!.Value));
        Assert.Contains(examples, e => e.Element(s_dev + "code")!.Value.Contains(CmdletTypes.Name(cmdlet), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_is_described_as_it_is(Type cmdlet)
    {
        var described = _topics[CmdletTypes.Name(cmdlet)].Element(s_command + "parameters")!.Elements().ToDictionary(p => p.Element(s_maml + "name")!.Value);
        foreach (var parameter in CmdletTypes.Parameters(cmdlet))
        {
            var help = Assert.Contains(parameter.Name, (IDictionary<string, XElement>)described);
            Assert.NotEmpty(Text(help.Element(s_maml + "description")!));
            Assert.Equal(string.Join(", ", CmdletTypes.Aliases(parameter).DefaultIfEmpty("none")), help.Attribute("aliases")!.Value);
        }
        var expected = CmdletTypes.Parameters(cmdlet).Select(p => p.Name).ToHashSet();
        if (CmdletTypes.Setting(cmdlet, "SupportsShouldProcess") is true) expected.UnionWith(["WhatIf", "Confirm"]);
        if (CmdletTypes.Setting(cmdlet, "SupportsPaging") is true) expected.UnionWith(["IncludeTotalCount", "Skip", "First"]);
        Assert.Equal(expected.Order(), described.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void There_is_a_syntax_for_every_set(Type cmdlet) => Assert.Equal(
        Math.Max(1, CmdletTypes.Sets(cmdlet).Count()), _topics[CmdletTypes.Name(cmdlet)].Element(s_command + "syntax")!.Elements(s_command + "syntaxItem").Count());

    [Fact]
    public void Links_lead_to_topics()
    {
        foreach (var link in _topics.Values.SelectMany(t => t.Descendants(s_maml + "linkText")).Select(l => l.Value).Where(l => l.Contains('-', StringComparison.Ordinal)))
            Assert.Contains(link, _topics.Keys);
    }

    [Fact]
    public void About_fits_a_terminal_and_begins_as_PowerShell_expects()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Help, "about_GarmentTools.help.txt"));
        Assert.Equal(["TOPIC", "    about_GarmentTools"], lines[..2]);
        Assert.Contains("SHORT DESCRIPTION", lines);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain(lines, line => line.Contains('`', StringComparison.Ordinal));
    }

    private static string Text(XElement description) => string.Concat(description.Elements(s_maml + "para").Select(p => p.Value)).Trim();
}
