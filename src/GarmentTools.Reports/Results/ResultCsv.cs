using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Evaluation;

namespace GarmentTools.Reports.Results;

/// <summary>
/// Results as CSV, the same on every face: UTF-8 without a mark, commas, a header, LF. Columns are called like the properties; each
/// attribute has a column
/// of its own name after them (<c>attribute:NAME</c> where a property has that name already). Text that a spreadsheet would take for a
/// formula
/// has a <c>'</c> before it; for the exact text use JSON.
/// </summary>
public static partial class ResultCsv
{
    private static readonly string[] s_names = ["Id", "Name", "CatalogPath", "Path", "Catalog"];
    private static readonly string[] s_neighbor = ["Rank", "Distance", "Probability", .. s_names, "Domain", "Product", "Duplicate"];
    private static readonly string[] s_garment = [.. s_names, "Sha256", "Domain", "Product"];

    /// <summary>Writes neighbors.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<NeighborRow> rows)
    {
        var names = AttributeNames(rows.Select(row => row.Attributes));
        Line(writer, [.. s_neighbor, .. Headers(names, s_neighbor)]);
        foreach (var row in rows)
            Line(writer, [CsvCell.Of(row.Rank), CsvCell.Of(row.Distance), row.Probability is { } probability ? CsvCell.Of(probability) : "",
                CsvCell.Of(row.Id), CsvCell.Of(row.Name),
                CsvCell.Of(row.CatalogPath), CsvCell.Of(row.Path), CsvCell.Of(row.Catalog),
                CsvCell.Of(row.Domain), CsvCell.Of(row.Product), row.Duplicate ? "true" : "false", .. Values(row.Attributes, names)]);
    }

    /// <summary>Writes garments.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<Garment> garments)
    {
        var names = AttributeNames(garments.Select(garment => garment.Attributes));
        Line(writer, [.. s_garment, .. Headers(names, s_garment)]);
        foreach (var garment in garments)
            Line(writer, [.. Names(garment), garment.Sha256,
                CsvCell.Of(garment.Domain), CsvCell.Of(garment.Product), .. Values(garment.Attributes, names)]);
    }

    /// <summary>Writes neighbors from a distance matrix.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<MatrixNeighbor> rows)
    {
        Line(writer, ["Rank", "Distance", "Id", "Name", "Index"]);
        foreach (var row in rows)
            Line(writer, [CsvCell.Of(row.Rank), CsvCell.Of(row.Distance), CsvCell.Of(row.Id), CsvCell.Of(row.Name), CsvCell.Of(row.Index)]);
    }

    /// <summary>Writes the figures of an evaluation with their 95 % intervals and, where given, what they are compared with.</summary>
    public static void Write(TextWriter writer, RetrievalReport report, RetrievalComparison? comparison = null)
    {
        string[] header = ["Figure", "Value", "Low95", "High95"];
        Line(writer, comparison is null ? header : [.. header, "Baseline", "Difference", "DifferenceLow95", "DifferenceHigh95",
            "DifferenceLow99", "DifferenceHigh99"]);
        foreach (var (name, value) in report.Figures)
        {
            List<string> cells = [name, CsvCell.Of(value)];
            cells.AddRange(report.Intervals.TryGetValue(name, out var interval) ? [CsvCell.Of(interval.Low), CsvCell.Of(interval.High)]
                : ["", ""]);
            if (comparison is not null)
                cells.AddRange(comparison.Figures.TryGetValue(name, out var c)
                    ? [CsvCell.Of(c.Baseline), CsvCell.Of(c.Difference), CsvCell.Of(c.Interval95.Low), CsvCell.Of(c.Interval95.High),
                        CsvCell.Of(c.Interval99.Low), CsvCell.Of(c.Interval99.High)]
                    : ["", "", "", "", "", ""]);
            Line(writer, cells);
        }
    }

    /// <summary>Writes rejected files.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<RejectedFile> files)
    {
        Line(writer, ["Path", "Reason", "RejectedAt"]);
        foreach (var file in files) Line(writer, [CsvCell.Of(file.Path), CsvCell.Of(file.Reason), file.RejectedAt.ToString("O")]);
    }

    /// <summary>Writes the header of embeddings; the values are called V0, V1, …</summary>
    public static void WriteEmbeddingHeader(TextWriter writer, int dimensions) =>
        Line(writer, ["Path", "Sha256", "Model", "Fingerprint", "Output", "Norm", .. Enumerable.Range(0, dimensions).Select(i => $"V{i}")]);

    /// <summary>Writes an embedding.</summary>
    public static void Write(TextWriter writer, EmbeddingRow row) =>
        Line(writer, [CsvCell.Of(row.Path), row.Sha256, CsvCell.Of(row.Model), row.Fingerprint, CsvCell.Of(row.Output),
            CsvCell.Of(row.Norm), .. row.Values.Select(value => CsvCell.Of(value))]);

    // What a garment is called, in the order of s_names.
    private static IEnumerable<string> Names(Garment garment) =>
        [CsvCell.Of(garment.Id), CsvCell.Of(garment.Name), CsvCell.Of(garment.CatalogPath),
        CsvCell.Of(garment.Path), CsvCell.Of(garment.Catalog)];

    private static string[] AttributeNames(IEnumerable<IReadOnlyDictionary<string, string>> rows) =>
        [.. rows.SelectMany(attributes => attributes.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<string> Headers(string[] names, string[] properties) =>
        names.Select(name => CsvCell.Of(properties.Contains(name, StringComparer.OrdinalIgnoreCase) ? "attribute:" + name : name));

    private static IEnumerable<string> Values(IReadOnlyDictionary<string, string> attributes, string[] names) =>
        names.Select(name => CsvCell.Of(attributes.GetValueOrDefault(name)));

    private static void Line(TextWriter writer, IReadOnlyList<string> cells)
    {
        writer.Write(string.Join(',', cells));
        writer.Write('\n');
    }
}
