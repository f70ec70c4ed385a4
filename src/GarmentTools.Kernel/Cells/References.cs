using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace GarmentTools.Kernel;

/// <summary>
/// What cells can use without naming it: the framework, the library with its charts and data frames, and what their own names mention.
/// </summary>
internal static class References
{
    private static readonly string[] s_known =
    [
        "GarmentTools", "GarmentTools.Interactive", "GarmentTools.Postgres", "GarmentTools.Reports", "garment-kernel",
            "Microsoft.Extensions.AI.Abstractions", "System.Numerics.Tensors",
        "Plotly.NET", "Plotly.NET.CSharp", "DynamicObj", "FSharp.Core", "Microsoft.Data.Analysis", "Microsoft.ML.DataView",
    ];

    public static ScriptOptions Options { get; } = ScriptOptions.Default.WithReferences(Find())
        .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(Environment.CurrentDirectory));

    private static IEnumerable<MetadataReference> Find()
    {
        var all = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        foreach (var path in all)
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var isFramework = Path.GetDirectoryName(path) == framework
                && !name.StartsWith("Microsoft.VisualBasic", StringComparison.Ordinal);
            if (!isFramework && !s_known.Contains(name, StringComparer.Ordinal)) continue;
            var text = Path.ChangeExtension(path, ".xml");
            yield return MetadataReference.CreateFromFile(path, documentation: File.Exists(text) ? new XmlDocumentation(text) : null);
        }
    }
}
