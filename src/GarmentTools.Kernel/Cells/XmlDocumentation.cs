using System.Globalization;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace GarmentTools.Kernel;

/// <summary>The documentation file beside an assembly, read when a name is first asked for.</summary>
internal sealed class XmlDocumentation(string path) : DocumentationProvider
{
    private readonly Lazy<Dictionary<string, string>> _members = new(() => Read(path));

    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture,
        CancellationToken cancellationToken = default) =>
        _members.Value.GetValueOrDefault(documentationMemberID, "");

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => path.GetHashCode(StringComparison.Ordinal);

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            return XDocument.Load(path).Descendants("member").GroupBy(m => (string?)m.Attribute("name") ?? "")
                .ToDictionary(g => g.Key, g => g.First().ToString());
        }
        // help that is missing is no fault of the cell
        catch (Exception e) when (e is IOException or System.Xml.XmlException) { return []; }
    }
}
