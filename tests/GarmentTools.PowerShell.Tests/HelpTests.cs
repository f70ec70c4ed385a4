using System.Management.Automation;

namespace GarmentTools.PowerShell.Tests;

public sealed class HelpTests(HelpFixture help) : IClassFixture<HelpFixture>
{
    public static TheoryData<Type> Cmdlets => [.. CmdletTypes.All];

    [Fact]
    public void There_is_help_for_every_cmdlet_and_no_other() =>
        Assert.Equal(CmdletTypes.All.Select(CmdletTypes.CmdletName).Order(), help.Topics.Keys.Order());

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_part_says_something(Type cmdlet)
    {
        var (name, topic) = (cmdlet.CmdletName(), help.Topics[cmdlet.CmdletName()]);
        var synopsis = HelpFixture.Text(topic, "Synopsis");
        Assert.NotEmpty(synopsis);
        Assert.DoesNotContain(name, synopsis, StringComparison.Ordinal); // what PowerShell says where there is no help
        Assert.NotEmpty(HelpFixture.Text(topic, "description", "Text"));
        Assert.NotEmpty(HelpFixture.Text(topic, "inputTypes", "inputType", "type", "name"));
        Assert.Equal(
            cmdlet.OutputTypes().Select(type => type.FullName).Order(StringComparer.Ordinal),
            HelpFixture.Text(topic, "returnValues", "returnValue", "type", "name").Split('\n').Order(StringComparer.Ordinal));
        var examples = HelpFixture.Parts(topic, "examples", "example");
        Assert.True(examples.Count >= 2, $"{examples.Count} examples");
        Assert.All(examples, example => Assert.NotEmpty(HelpFixture.Text(example, "code")));
        Assert.Contains(examples, example => HelpFixture.Text(example, "code").Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_is_described_as_it_is(Type cmdlet)
    {
        var described = HelpFixture.Parts(help.Topics[cmdlet.CmdletName()], "parameters", "parameter")
            .ToDictionary(parameter => HelpFixture.Text(parameter, "name"));
        foreach (var parameter in cmdlet.Parameters())
        {
            var said = Assert.Contains(parameter.Name, (IDictionary<string, PSObject>)described);
            Assert.NotEmpty(HelpFixture.Text(said, "description", "Text"));
            Assert.Equal(string.Join(", ", parameter.Aliases().DefaultIfEmpty("none")), HelpFixture.Text(said, "aliases"));
        }
        var expected = cmdlet.Parameters().Select(p => p.Name).ToHashSet();
        if (cmdlet.Cmdlet().SupportsShouldProcess) expected.UnionWith(["WhatIf", "Confirm"]);
        if (cmdlet.Cmdlet().SupportsPaging) expected.UnionWith(["IncludeTotalCount", "Skip", "First"]);
        Assert.Equal(expected.Order(), described.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void There_is_a_syntax_for_every_set(Type cmdlet) =>
        Assert.Equal(Math.Max(1, cmdlet.Sets().Count()), HelpFixture.Parts(help.Topics[cmdlet.CmdletName()], "syntax", "syntaxItem").Count);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Links_lead_to_topics(Type cmdlet)
    {
        var links = HelpFixture.Text(help.Topics[cmdlet.CmdletName()], "relatedLinks", "navigationLink", "linkText").Split('\n');
        Assert.All(links, link => Assert.True(link == "about_GarmentTools" || help.Topics.ContainsKey(link), $"'{link}' leads nowhere"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_whole_reads_well_in_a_terminal(Type cmdlet)
    {
        var text = help.Texts[cmdlet.CmdletName()];
        foreach (var part in new[] { "SYNOPSIS", "SYNTAX", "DESCRIPTION", "PARAMETERS", "INPUTS", "OUTPUTS", "RELATED LINKS" })
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.DoesNotContain('`', text.Split("PARAMETERS")[0]); // marks of Markdown
    }

    [Fact]
    public void About_fits_a_terminal_and_begins_as_PowerShell_expects()
    {
        var lines = help.About.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(["TOPIC", "    about_GarmentTools"], lines[..2]);
        Assert.Contains("SHORT DESCRIPTION", lines);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain(lines, line => line.Contains('`', StringComparison.Ordinal));
    }
}
