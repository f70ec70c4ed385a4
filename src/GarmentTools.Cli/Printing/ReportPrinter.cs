using GarmentTools.Evaluation;

namespace GarmentTools.Cli.Printing;

/// <summary>An evaluation for a person: figures with their intervals, tables, and what the figures mean.</summary>
internal static class ReportPrinter
{
    private const int WorstShown = 5;

    public static void Print(Terminal terminal, RetrievalReport report, RetrievalComparison? comparison)
    {
        PrintFigures(terminal, report, comparison);
        PrintCategories(terminal, report);
        PrintGallerySizes(terminal, report);
        PrintWorst(terminal, report);
        PrintConventions(terminal, report);
    }

    private static void PrintFigures(Terminal terminal, RetrievalReport report, RetrievalComparison? comparison)
    {
        List<TextColumn> columns = [new("Figure"), new("Value", Right: true), new("95 % interval")];
        if (comparison is not null)
            columns.AddRange([new("Baseline", Right: true), new("Difference", Right: true), new("95 % interval"), new("99 % interval")]);
        var table = new TextTable([.. columns]);
        foreach (var (name, value) in report.Figures)
        {
            List<string> cells = [name, Number(value), report.Intervals.TryGetValue(name, out var interval) ? Range(interval) : ""];
            if (comparison is not null)
                cells.AddRange(comparison.Figures.TryGetValue(name, out var c)
                    ? [Number(c.Baseline), Signed(c.Difference), Range(c.Interval95, signed: true), Range(c.Interval99, signed: true)]
                    : ["", "", "", ""]);
            table.Add([.. cells]);
        }
        table.Print(terminal);
    }

    private static void PrintCategories(Terminal terminal, RetrievalReport report)
    {
        if (report.Categories.Count == 0) return;
        string[] names = [.. report.Figures.Keys.Where(name => name.StartsWith("hit@", StringComparison.Ordinal) || name == "mrr")];
        terminal.Out.WriteLine();
        var table = new TextTable([new("Category"), new("Queries", Right: true),
            .. names.Select(name => new TextColumn(name, Right: true))]);
        foreach (var category in report.Categories)
            table.Add([category.Category.Length > 0 ? category.Category : "(none)", $"{category.Queries:N0}",
                .. names.Select(name => Number(category.Figures[name]))]);
        table.Print(terminal);
    }

    private static void PrintGallerySizes(Terminal terminal, RetrievalReport report)
    {
        if (report.GallerySizes.Count < 2) return;
        var ks = report.GallerySizes[0].Hits.Keys.Order().ToArray();
        terminal.Out.WriteLine();
        var table = new TextTable([new("Gallery of", Right: true), .. ks.Select(k => new TextColumn($"hit@{k}", Right: true))]);
        foreach (var size in report.GallerySizes) table.Add([$"{size.GallerySize:N0}", .. ks.Select(k => Number(size.Hits[k]))]);
        table.Print(terminal);
    }

    private static void PrintWorst(Terminal terminal, RetrievalReport report)
    {
        var worst = report.Worst.Where(query => query.FirstRank != 1).Take(WorstShown).ToList();
        if (worst.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new TextTable(new("First right answer at", Right: true), new("Worst queries", IsPath: true));
        foreach (var query in worst) table.Add(query.FirstRank is { } rank ? $"{rank:N0}" : "not found", query.Query);
        table.Print(terminal);
    }

    private static void PrintConventions(Terminal terminal, RetrievalReport report)
    {
        var c = report.Conventions;
        terminal.Out.WriteLine();
        FieldList.Print(terminal,
        [
            ("Queries", $"{c.Queries:N0}; {c.QueriesWithoutRelevant:N0} more without a right answer in the gallery, left out"),
            ("Gallery", $"{c.GallerySize:N0} {(c.Level == "product" ? "products" : "photos")}; {c.LeftOutEqual:N0} of equal bytes or the " +
            "same name left out"),
            ("Right answer", c.Relevance), ("Distance", c.Distance), ("Ties", c.Ties), ("AP divisor", c.AveragePrecisionDivisor),
            ("Intervals", $"{c.Intervals}; {c.Resamples:N0} resamples, seed {c.Seed}"),
            .. c.Notes.Where(note => note.Key is not ("queries" or "gallery"))
            .Select(note => (char.ToUpperInvariant(note.Key[0]) + note.Key[1..], (string?)note.Value)),
            .. c.Notes.Where(note => note.Key is "queries").Select(note => ("Asked", (string?)note.Value)),
        ]);
    }

    private static string Number(double value) => StudyOptionsSet.Text(value);

    private static string Signed(double value) => StudyOptionsSet.Text(value, "+0.000;-0.000;0.000");

    private static string Range(Interval interval, bool signed = false) =>
        signed ? $"{Signed(interval.Low)} to {Signed(interval.High)}" : $"{Number(interval.Low)} to {Number(interval.High)}";
}
