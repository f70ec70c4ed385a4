using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GarmentTools.Evaluation;

/// <summary>Writes a report as one JSON object.</summary>
internal static class RetrievalReportJson
{
    public static string Write(RetrievalReport report, RetrievalComparison? comparison, bool indented)
    {
        using var stream = new MemoryStream();
        // Names of files may hold any letter; only what JSON itself needs is escaped.
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = indented,
            Encoder =
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        }))
        {
            json.WriteStartObject();
            foreach (var (name, value) in report.Figures) json.WriteNumber(name, value);
            json.WriteStartObject("intervals");
            foreach (var (name, interval) in report.Intervals) WriteInterval(json, name, interval);
            json.WriteEndObject();
            if (comparison is not null) WriteComparison(json, comparison);
            json.WriteStartArray("categories");
            foreach (var category in report.Categories)
            {
                json.WriteStartObject();
                json.WriteString("category", category.Category);
                json.WriteNumber("queries", category.Queries);
                foreach (var (name, value) in category.Figures) json.WriteNumber(name, value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("worst");
            foreach (var worst in report.Worst)
            {
                json.WriteStartObject();
                json.WriteString("query", worst.Query);
                json.WriteString("category", worst.Category);
                if (worst.FirstRank is { } rank) json.WriteNumber("firstRank", rank);
                else json.WriteNull("firstRank");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("gallerySizes");
            foreach (var size in report.GallerySizes)
            {
                json.WriteStartObject();
                json.WriteNumber("gallerySize", size.GallerySize);
                foreach (var (k, hit) in size.Hits) json.WriteNumber($"hit@{k}", hit);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("withoutRelevant");
            foreach (var name in report.WithoutRelevant) json.WriteStringValue(name);
            json.WriteEndArray();
            WriteQueries(json, report);
            WriteConventions(json, report.Conventions);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // What a paired comparison needs, a line for each query: the first rank, and all ranks that a figure looks at.
    private static void WriteQueries(Utf8JsonWriter json, RetrievalReport report)
    {
        var deepest = report.Figures.Keys.Select(name => name.IndexOf('@') is > 0 and var at
            ? int.Parse(name.AsSpan(at + 1), System.Globalization.CultureInfo.InvariantCulture) : 1).Max();
        json.WriteStartArray("queries");
        foreach (var outcome in report.Queries)
            json.WriteRawValue(JsonSerializer.Serialize(new SavedQuery(outcome.Query.Name, outcome.Query.Product, outcome.Query.Category,
                [.. outcome.Ranks.Where((rank, i) => i == 0 || rank <= deepest)], outcome.Relevant, outcome.GallerySize)
            { Nearest = outcome.Nearest.Count > 0 ? [.. outcome.Nearest] : null, RightAnswer = outcome.RightAnswer }, SavedQuery.Options),
                skipInputValidation: true);
        json.WriteEndArray();
    }

    private static void WriteComparison(Utf8JsonWriter json, RetrievalComparison comparison)
    {
        json.WriteStartObject("comparison");
        foreach (var (name, figure) in comparison.Figures)
        {
            json.WriteStartObject(name);
            json.WriteNumber("baseline", figure.Baseline);
            json.WriteNumber("difference", figure.Difference);
            WriteInterval(json, "interval95", figure.Interval95);
            WriteInterval(json, "interval99", figure.Interval99);
            json.WriteEndObject();
        }
        json.WriteNumber("queries", comparison.Queries);
        json.WriteNumber("resamples", comparison.Resamples);
        json.WriteNumber("seed", comparison.Seed);
        json.WriteEndObject();
    }

    private static void WriteConventions(Utf8JsonWriter json, RetrievalConventions conventions)
    {
        json.WriteStartObject("conventions");
        json.WriteStartObject("definitions");
        foreach (var (name, text) in conventions.Definitions) json.WriteString(name, text);
        json.WriteEndObject();
        json.WriteString("relevance", conventions.Relevance);
        json.WriteString("averagePrecisionDivisor", conventions.AveragePrecisionDivisor);
        json.WriteString("level", conventions.Level);
        json.WriteString("distance", conventions.Distance);
        json.WriteString("ties", conventions.Ties);
        json.WriteNumber("queries", conventions.Queries);
        json.WriteNumber("queriesWithoutRelevant", conventions.QueriesWithoutRelevant);
        json.WriteNumber("gallerySize", conventions.GallerySize);
        json.WriteNumber("leftOutEqual", conventions.LeftOutEqual);
        if (conventions.Depth is { } depth) json.WriteNumber("depth", depth);
        else json.WriteNull("depth");
        json.WriteString("intervals", conventions.Intervals);
        json.WriteNumber("resamples", conventions.Resamples);
        json.WriteNumber("seed", conventions.Seed);
        json.WriteString("gallerySizes", conventions.GallerySizes);
        json.WriteStartObject("notes");
        foreach (var (name, text) in conventions.Notes) json.WriteString(name, text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }
}
