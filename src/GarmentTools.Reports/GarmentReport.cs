using System.Globalization;
using System.Text;
using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Reports.Results;

namespace GarmentTools.Reports;

/// <summary>
/// Writes reports: a page that needs nothing else and can be mailed, or the tables and pictures behind it. A report replaces an older one
/// only when
/// it is complete.
/// </summary>
/// <remarks>No report holds a path of this machine. Names of files and attribute values are taken for hostile text.</remarks>
public static class GarmentReport
{
    private const int SheetSide = 160, SheetPhotos = 10;

    /// <summary>Writes what was found for some photos.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="results">What was found, for each query.</param>
    /// <param name="catalog">Where it was found; null where it is no longer at hand: queries by id then have no picture.</param>
    /// <param name="options">Format and looks; null for the defaults.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work; no file is written then.</param>
    /// <exception cref="UsageException">There is nothing to report, or an option cannot be.</exception>
    /// <exception cref="GarmentOfOtherCatalogException">A query is a garment of another catalog.</exception>
    /// <exception cref="ArchiveException">The file cannot be written.</exception>
    public static void WriteSimilar(string path, IReadOnlyList<SimilarResult> results, GarmentCatalog? catalog = null,
        ReportOptions? options = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options = Check(options);
        if (results.Count == 0) throw new UsageException("There is nothing to report: no photo was asked about.");
        // Where a query is an id, its picture is looked up in the catalog.
        if (catalog is not null && results.Any(result => result.Query.Any(query => query.StartsWith('#'))))
            foreach (var found in results.SelectMany(result => result.Neighbors.Take(1))) catalog.CheckOwn(found.Garment);
        var names = new ReportNames(options.PathStyle, catalog?.Folder);
        if (options.Format == ReportFormat.Png)
        {
            WriteBytes(path, ContactSheet.Draw([.. results.Select(result => (IReadOnlyList<SheetPhoto>)[
                .. result.Query.Select((query, i) => new SheetPhoto(PathOf(query), "", false, i < result.Regions.Count ? result.Regions[i]
                : null)),
                .. result.Neighbors.Take(3 * SheetPhotos).Select(n =>
                    new SheetPhoto(n.Garment.Path, HtmlWriter.Number(n.Distance, "0.000"), n.Duplicate))])],
                options.ThumbnailSize ?? SheetSide, progress, cancellationToken));
            return;
        }
        WriteText(path, writer =>
        {
            if (options.Format == ReportFormat.Html) new SimilarPage(results, options, catalog?.Folder, id => catalog?.Find(id))
                .Write(writer, progress, cancellationToken);
            else if (options.Format == ReportFormat.Csv) ReportTables.Similar(results, names).WriteCsv(writer);
            else if (options.Format == ReportFormat.Json) writer.Write(ReportJson.Similar(results, names) + "\n");
            else WriteMarkdown(writer, options.Title ?? "Similar garments", ReportTables.Similar(results, names));
        });

        string? PathOf(string query) => query.StartsWith('#') && long.TryParse(query.AsSpan(1), CultureInfo.InvariantCulture, out var id)
            ? catalog?.Find(id)?.Path : query;
    }

    /// <summary>Writes what a catalog holds: figures, attributes, groups, duplicates, outliers, the map.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="content">What is in the report; null for the defaults.</param>
    /// <param name="options">Format and looks; null for the defaults.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work; no file is written then.</param>
    /// <exception cref="UsageException">There is nothing to report, or an option cannot be.</exception>
    /// <exception cref="ArchiveException">The file cannot be written.</exception>
    public static void WriteCatalog(string path, GarmentCatalog catalog, CatalogReportOptions? content = null, ReportOptions? options =
        null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options = Check(options);
        var data = new CatalogReportData(catalog, content ?? new(), progress, cancellationToken);
        var names = new ReportNames(options.PathStyle, data.Folder);
        if (options.Format == ReportFormat.Png)
        {
            WriteBytes(path, ContactSheet.Draw([.. data.Groups.Select(group =>
                (IReadOnlyList<SheetPhoto>)[.. group.Members.Take(SheetPhotos + 1)
                .Select((m, i) => new SheetPhoto(m.Garment.Path, i == 0 ? $"#{group.Number}" : HtmlWriter.Number(m.Distance, "0.000")))])],
                    options.ThumbnailSize ?? SheetSide, progress, cancellationToken));
            return;
        }
        WriteText(path, writer =>
        {
            if (options.Format == ReportFormat.Html) new CatalogPage(data, options).Write(writer, progress, cancellationToken);
            else if (options.Format == ReportFormat.Csv) ReportTables.Garments(data, names).WriteCsv(writer);
            else if (options.Format == ReportFormat.Json) writer.Write(ReportJson.Catalog(data, names) + "\n");
            else WriteMarkdown(writer, options.Title ?? $"{data.Garments.Count.ToString("N0", CultureInfo.InvariantCulture)} garments",
                [.. ReportTables.Catalog(data, names)]);
        });
    }

    /// <summary>Writes an evaluation, and what changed against a baseline.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="report">The evaluation.</param>
    /// <param name="baseline">What it is compared with, on the same queries; null for nothing.</param>
    /// <param name="photoFolder">The folder that the names of the queries are relative to (that of the pairs file, or the catalog's); null
    /// for no
    /// pictures.</param>
    /// <param name="options">Format and looks; null for the defaults.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work; no file is written then.</param>
    /// <exception cref="UsageException">The baseline did not count the same queries, or an option cannot be.</exception>
    /// <exception cref="ArchiveException">The file cannot be written.</exception>
    public static void WriteEvaluation(string path, RetrievalReport report, RetrievalReport? baseline = null, string? photoFolder = null,
        ReportOptions? options = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options = Check(options);
        var names = new ReportNames(options.PathStyle);
        var comparison = baseline is null ? null : RetrievalComparison.Compare(baseline, report, seed: report.Conventions.Seed,
            token: cancellationToken);
        if (options.Format == ReportFormat.Png)
        {
            var outcomes = report.Queries.ToDictionary(q => q.Query.Name, StringComparer.Ordinal);
            var rows = report.Worst.Select(worst => outcomes.GetValueOrDefault(worst.Query)).OfType<QueryOutcome>().Select(Row).ToList();
            if (rows.Count == 0)
                throw new UsageException("There is no picture to draw: the evaluation lists no worst queries. Write another format.");
            WriteBytes(path, ContactSheet.Draw(rows, options.ThumbnailSize ?? SheetSide, progress, cancellationToken));
            return;
        }
        WriteText(path, writer =>
        {
            if (options.Format == ReportFormat.Html) new EvaluationPage(report, baseline, comparison, options, PhotoOf)
                .Write(writer, progress, cancellationToken);
            else if (options.Format == ReportFormat.Csv) ResultCsv.Write(writer, report, comparison);
            else if (options.Format == ReportFormat.Json) writer.Write(Named(report, names).ToJson(comparison: comparison) + "\n");
            else WriteMarkdown(writer, options.Title ?? "Evaluation", [.. ReportTables.Evaluation(report, comparison, names)]);
        });

        string? PhotoOf(string name) => photoFolder is null ? null
            : Path.GetFullPath(name.Replace('/', Path.DirectorySeparatorChar), Path.GetFullPath(photoFolder));

        IReadOnlyList<SheetPhoto> Row(QueryOutcome outcome) =>
            [new(PhotoOf(outcome.Query.Name), outcome.FirstRank?.ToString(CultureInfo.InvariantCulture) ?? "-"),
            .. outcome.Nearest.Select((name, i) => new SheetPhoto(PhotoOf(name), (i + 1).ToString(CultureInfo.InvariantCulture),
                outcome.Ranks.Contains(i + 1))),
            .. outcome.RightAnswer is { } right && !outcome.Nearest.Contains(right)
                ? [new SheetPhoto(PhotoOf(right), outcome.FirstRank?.ToString(CultureInfo.InvariantCulture) ?? "-", true)]
                    : (SheetPhoto[])[]];
    }

    // Names stay apart from each other where the style leaves them out: a report in JSON may be a baseline later.
    private static RetrievalReport Named(RetrievalReport report, ReportNames names)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        return report with
        {
            Worst = [.. report.Worst.Select(w => w with { Query = Of(w.Query) })],
            WithoutRelevant = [.. report.WithoutRelevant.Select(Of)],
            Queries = [.. report.Queries.Select(q => q with { Query =
            q.Query with { Name = Of(q.Query.Name), Product = q.Query.Product is { } product
                && product.Contains('/') ? Of(product) : q.Query.Product }, Nearest = [.. q.Nearest.Select(Of)], RightAnswer =
                    q.RightAnswer is { } right
                ? Of(right) : null })],
            Conventions = report.Conventions with { Notes = report.Conventions.Notes.ToDictionary(n => n.Key, n => names.Scrub(n.Value)) },
        };

        string Of(string name)
        {
            if (known.TryGetValue(name, out var styled)) return styled;
            styled = names.Of(name);
            return known[name] = known.ContainsValue(styled) ? $"{styled} {known.Count + 1}" : styled;
        }
    }

    private static ReportOptions Check(ReportOptions? options)
    {
        options ??= new();
        options.Validate();
        return options;
    }

    private static void WriteMarkdown(TextWriter writer, string title, params IReadOnlyList<ReportTable> tables)
    {
        writer.Write($"# {SafeText.Markdown(title)}\n\n");
        foreach (var table in tables) table.WriteMarkdown(writer);
    }

    private static void WriteText(string path, Action<TextWriter> write)
    {
        using var file = new ReplacingFile(path);
        using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true)
        {
            NewLine =
            "\n"
        }) write(writer);
        file.Commit();
    }

    private static void WriteBytes(string path, byte[] bytes)
    {
        using var file = new ReplacingFile(path);
        file.Stream.Write(bytes);
        file.Commit();
    }
}
