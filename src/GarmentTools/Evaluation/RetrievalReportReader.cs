using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GarmentTools.Common;

namespace GarmentTools.Evaluation;

/// <summary>A query as a saved report keeps it.</summary>
internal sealed record SavedQuery(string Query, string? Product, string? Category, int[] Ranks, int Relevant, int GallerySize)
{
    /// <summary>What stood first; null in files of older versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Nearest { get; init; }

    /// <summary>The right answer; null where it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RightAnswer { get; init; }

    /// <summary>One line, names as they are.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder =
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true
    };
}

/// <summary>Reads a report that was saved as JSON.</summary>
internal static class RetrievalReportReader
{
    public static RetrievalReport Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var queries = root.GetProperty("queries").Deserialize<SavedQuery[]>(SavedQuery.Options)!;
            if (queries.Length == 0 || queries.Any(q => q is null || q.Ranks.Any(rank => rank < 1)))
                throw new JsonException("it has no queries, or ranks below 1");
            return new RetrievalReport
            {
                Figures = Figures(root),
                Intervals = root.GetProperty("intervals").EnumerateObject()
                .ToDictionary(p => p.Name, p => new Interval(p.Value[0].GetDouble(), p.Value[1].GetDouble())),
                Categories = [.. root.GetProperty("categories").EnumerateArray()
                .Select(c => new CategoryFigures(c.GetProperty("category").GetString()!, c.GetProperty("queries").GetInt32(), Figures(c)))],
                Worst = [.. root.GetProperty("worst").EnumerateArray().Select(w =>
                new WorstQuery(w.GetProperty("query").GetString()!, w.GetProperty("category").GetString(),
                    w.GetProperty("firstRank") is { ValueKind: JsonValueKind.Number } rank ? rank.GetInt32() : null))],
                GallerySizes = [.. root.GetProperty("gallerySizes").EnumerateArray()
                .Select(s => new GallerySizeFigures(s.GetProperty("gallerySize").GetInt32(),
                    s.EnumerateObject().Where(p => p.Name.StartsWith("hit@", StringComparison.Ordinal))
                    .ToDictionary(p => int.Parse(p.Name.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture), p =>
                    p.Value.GetDouble())))],
                WithoutRelevant = [.. root.GetProperty("withoutRelevant").EnumerateArray().Select(name => name.GetString()!)],
                Queries = [.. queries.Select(q => new QueryOutcome(new EvaluationItem(q.Query, q.Product, q.Category), q.Ranks, q.Relevant,
                q.GallerySize) { Nearest = q.Nearest ?? [], RightAnswer = q.RightAnswer })],
                Conventions = root.GetProperty("conventions").Deserialize<RetrievalConventions>(SavedQuery.Options)!,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or IndexOutOfRangeException
            or ArgumentException or OverflowException) // a name that stands twice; a k without end
        {
            throw new UsageException($"This is no saved evaluation: {e.Message.Split('\n')[0].TrimEnd('.')}.",
                new Remedy(RemedyKind.GiveSavedEvaluation), e);
        }
    }

    private static Dictionary<string, double> Figures(JsonElement element) =>
        element.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number && (p.Name.Contains('@') || p.Name == "mrr"))
            .ToDictionary(p => p.Name, p => p.Value.GetDouble());
}
