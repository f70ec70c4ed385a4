using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace GarmentTools.HelpBuilder;

/// <summary>Writes the XML that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace s_items = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static void Write(string path, IReadOnlyList<(CmdletInfo Cmdlet, HelpTopic Topic)> topics)
    {
        var root = new XElement(s_items + "helpItems", new XAttribute("schema", "maml"), topics.Select(t => Command(t.Cmdlet, t.Topic)));
        var settings = new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" };
        using var writer = XmlWriter.Create(path, settings);
        root.Save(writer);
    }

    private static XElement Command(CmdletInfo cmdlet, HelpTopic topic) => new(s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml), new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(s_command + "details",
            new XElement(s_command + "name", cmdlet.Name), new XElement(s_command + "verb", cmdlet.Verb),
            new XElement(s_command + "noun", cmdlet.Noun),
            Description([topic.Synopsis])),
        Description(topic.Description),
        new XElement(s_command + "syntax", cmdlet.Sets.Select(set => Syntax(cmdlet, topic, set))),
        new XElement(s_command + "parameters", cmdlet.Parameters.OrderBy(p => p.Name, StringComparer.Ordinal)
        .Select(p => Parameter(p, p.Sets.Values.First(), topic))),
        new XElement(s_command + "inputTypes", topic.Inputs.Select(t => TypeText("inputType", t.Type, t.Text))),
        new XElement(s_command + "returnValues", topic.Outputs.Select(t => TypeText("returnValue", t.Type, t.Text))),
        new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", topic.Notes.Select(Para))),
        new XElement(s_command + "examples", topic.Examples.Select((e, i) => Example(e, i + 1))),
        new XElement(s_command + "relatedLinks", topic.Links.Select(link =>
        new XElement(s_maml + "navigationLink", new XElement(s_maml + "linkText", link), new XElement(s_maml + "uri")))));

    private static XElement Syntax(CmdletInfo cmdlet, HelpTopic topic, string set) => new(s_command + "syntaxItem",
        new XElement(s_maml + "name", cmdlet.Name),
        cmdlet.Parameters.Select(p => (Parameter: p, Place: p.In(set))).Where(p => p.Place is not null)
            .OrderBy(p => p.Place!.Position ?? int.MaxValue).ThenByDescending(p => p.Place!.Mandatory)
            .ThenByDescending(p => p.Parameter.Sets.ContainsKey(set)) // what makes the set comes before what all sets have
            .ThenBy(p => IsEngines(p.Parameter))
            .Select(p => Parameter(p.Parameter, p.Place!, topic)));

    private static bool IsEngines(ParameterInfo parameter) =>
        parameter.Name is "WhatIf" or "Confirm" or "IncludeTotalCount" or "Skip" or "First";

    private static XElement Parameter(ParameterInfo parameter, ParameterPlace place, HelpTopic topic) => new(s_command + "parameter",
        new XAttribute("required", Word(place.Mandatory)), new XAttribute("variableLength", Word(parameter.IsArray)),
        new XAttribute("globbing", Word(parameter.Globbing)),
        new XAttribute("pipelineInput", place.Pipeline), new XAttribute("position",
        place.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(s_maml + "name", parameter.Name),
        Description(topic.Parameters[parameter.Name]),
        // The values of an enumeration stand in the syntax in place of its name.
        parameter.Values.Count == 0 ? null : new XElement(s_command + "parameterValueGroup",
            parameter.Values.Select(v => Value(v, required: false))),
        parameter.IsSwitch ? null : Value(parameter.Type, required: true),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.Type), new XElement(s_maml + "uri")),
        new XElement(s_dev + "defaultValue", parameter.Default ?? (parameter.IsSwitch ? "False" : "None")));

    private static XElement Value(string text, bool required) =>
        new(s_command + "parameterValue", new XAttribute("required", Word(required)), new XAttribute("variableLength", "false"), text);

    private static XElement TypeText(string element, string type, IReadOnlyList<string> text) => new(s_command + element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", type), new XElement(s_maml + "uri")), Description(text));

    private static XElement Example(HelpExample example, int number)
    {
        var output = example.Remarks.Where(r => r.StartsWith(MarkdownSection.Code, StringComparison.Ordinal)).Select(r => "\n\n" + r[1..]);
        var title = $" Example {number}: {example.Title} ";
        return new(s_command + "example",
            new XElement(s_maml + "title", $"{new string('-', 4)}{title}{new string('-', 4)}"),
            new XElement(s_dev + "code", string.Concat(output.Prepend(example.Code))),
            // The empty paragraph keeps the next example's title apart.
            new XElement(s_dev + "remarks", example.Remarks.Where(r => !r.StartsWith(MarkdownSection.Code, StringComparison.Ordinal))
                .Append("").Select(Para)));
    }

    private static XElement Description(IEnumerable<string> paragraphs) => new(s_maml + "description", paragraphs.Select(Para));

    private static XElement Para(string text) => new(s_maml + "para", text.TrimStart(MarkdownSection.Code[0]));

    private static string Word(bool value) => value ? "true" : "false";
}
