using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Distances;
using GarmentTools.Models;
using GarmentTools.Studies;

namespace GarmentTools.Reports.Results;

/// <summary>
/// Results as JSON, the same on every face: property names as in C#, null where nothing is known, numbers with all their digits, enums by
/// name,
/// letters of all scripts as themselves. Control characters are escaped, so that printing it is safe.
/// </summary>
public static class ResultJson
{
    /// <summary>The settings, for writing a result oneself. Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>A result as indented JSON.</summary>
    public static string Serialize<T>(T result) => JsonSerializer.Serialize(result, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder =
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        };
        // What is known beforehand starts quickly; anything else is looked at when it comes.
        options.TypeInfoResolverChain.Add(ResultJsonContext.Default);
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        options.Converters.Add(new JsonStringEnumConverter()); // for what is looked at when it comes, too
        options.MakeReadOnly();
        return options;
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<NeighborRow>))]
[JsonSerializable(typeof(IReadOnlyList<Garment>))]
[JsonSerializable(typeof(IReadOnlyList<RejectedFile>))]
[JsonSerializable(typeof(IReadOnlyList<ModelRow>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, long>))]
[JsonSerializable(typeof(EmbeddingRow))]
[JsonSerializable(typeof(UpdateSummary))]
[JsonSerializable(typeof(AttributeImportRow))]
[JsonSerializable(typeof(IReadOnlyList<MatrixNeighbor>))]
[JsonSerializable(typeof(IReadOnlyList<RegionRow>))]
[JsonSerializable(typeof(MatrixInfo))]
[JsonSerializable(typeof(MatrixUpdate))]
[JsonSerializable(typeof(LearnedMetricRow))]
[JsonSerializable(typeof(GarmentComparison))]
[JsonSerializable(typeof(IReadOnlyList<DuplicateGroup>))]
[JsonSerializable(typeof(IReadOnlyList<GarmentGroup>))]
[JsonSerializable(typeof(IReadOnlyList<GarmentDecision>))]
[JsonSerializable(typeof(CatalogInfo))]
[JsonSerializable(typeof(CatalogCheck))]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;
