using System.Globalization;
using GarmentTools.Common;
using GarmentTools.Evaluation;

namespace GarmentTools.Reports;

/// <summary>The page on an evaluation: figures, curves, categories, worst queries, and what changed against a baseline.</summary>
internal sealed class EvaluationPage
{
    private const int MostCurve = 50, MostPictures = 30;

    private readonly RetrievalReport _report;
    private readonly RetrievalReport? _baseline;
    private readonly RetrievalComparison? _comparison;
    private readonly ReportNames _names;
    private readonly PageFrame _page;
    private readonly PagePictures _pictures = new(new(200, 200));
    private readonly Func<string, string?> _photoOf;

    public EvaluationPage(RetrievalReport report, RetrievalReport? baseline, RetrievalComparison? comparison, ReportOptions options,
        Func<string,
        string?> photoOf)
    {
        (_report, _baseline, _comparison, _photoOf, _names) = (report, baseline, comparison, photoOf, new(options.PathStyle));
        _page = new(options.Title ?? "How well right answers are found", options);
        if (options.ThumbnailSize is { } side) _pictures = new(new(side, side));
    }

    public void Write(TextWriter writer, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        WriteFigures();
        WriteCurves();
        WriteCategories();
        if (_baseline is not null) WriteChanges();
        WriteWorst();
        WriteConventions();
        var c = _report.Conventions;
        _page.Write(writer,
            string.Create(CultureInfo.InvariantCulture, $"{c.Queries:N0} queries against a gallery of {c.GallerySize:N0} " +
            $"{(c.Level == "product" ? "products" : "photos")}; " +
            $"right is {c.Relevance}."),
            null, _pictures.Photos, progress, cancellationToken);
    }

    private void WriteFigures()
    {
        var html = _page.Section("figures", "Figures");
        var shown = _report.Figures.Where(f => f.Key.StartsWith("hit@", StringComparison.Ordinal) || f.Key is "mrr").ToList();
        SvgChart.Intervals(html, _comparison is null ? "Values and 95 % intervals"
            : "Values with 95 % intervals; diamonds are the baseline",
            [.. shown.Select(f => (f.Key, f.Value, _report.Intervals.TryGetValue(f.Key, out var i) ? i : (Interval?)null,
                _comparison?.Figures.TryGetValue(f.Key, out var c) == true ? c.Baseline : (double?)null))]);
        var intervals = _report.Intervals.Count > 0 ? " with 95 % intervals" : "";
        var differences = _comparison is null ? "" : "; differences to the baseline with their 95 % intervals";
        html.Open("div", ("class", "scroll")).Open("table")
            .Element("caption", Text($"Means over {_report.Conventions.Queries:N0} queries{intervals}{differences}")).Raw("<thead><tr>");
        List<string> titles = ["Figure", "Value", "95 % interval"];
        if (_comparison is not null) titles.AddRange(["Baseline", "Difference", "95 % interval", ""]);
        for (var i = 0; i < titles.Count; i++) html.Element("th", titles[i], ("scope", "col"), ("class", i is 0 ? null : "num"));
        html.Raw("</tr></thead><tbody>");
        foreach (var (name, value) in _report.Figures)
        {
            html.Open("tr").Element("th", name, ("scope", "row")).Element("td", Number(value), ("class", "num"))
                .Element("td", _report.Intervals.TryGetValue(name, out var interval)
                    ? Text($"{interval.Low:0.000} to {interval.High:0.000}") : "",
                    ("class", "num"));
            if (_comparison is not null && _comparison.Figures.TryGetValue(name, out var c))
                html.Element("td", Number(c.Baseline), ("class", "num")).Element("td", Signed(c.Difference), ("class", "num"))
                    .Element("td", $"{Signed(c.Interval95.Low)} to {Signed(c.Interval95.High)}", ("class", "num"))
                    .Element("td", c.Interval95.ExcludesZero ? c.Difference > 0 ? "better" : "worse" : "",
                        ("class", c.Difference > 0 ? "good" : "bad"));
            html.Close("tr");
        }
        html.Raw("</tbody>").Close("table").Close("div");
        html.Close("section");
    }

    private void WriteCurves()
    {
        var html = _page.Section("curves", "Curves");
        html.Open("div", ("class", "columns"));
        // Of a report that was read from a file, ranks beyond the largest k are known of the first right answer, which is all that hits
        // need.
        var lines = new List<ChartLine> { Hits("this", _report) };
        if (_baseline is not null) lines.Add(Hits("baseline", _baseline));
        SvgChart.Lines(html, "hit@k: share of queries with a right answer among the first k", "k", lines);
        var sizes = _report.GallerySizes;
        if (sizes.Count > 1)
        {
            SvgChart.Lines(html, "hit@k against gallery size (expected over random sub-galleries)", "photos in the gallery, logarithmic",
                [.. sizes[0].Hits.Keys.Order().Take(4).Select(k => new ChartLine($"hit@{k}",
                [.. sizes.Select(s => ((double)s.GallerySize, s.Hits[k]))]))],
                    logarithmic: true);
            html.Close("div").Open("div", ("class", "scroll")).Open("table").Element("caption", "hit@k against gallery size")
                .Raw("<thead><tr>")
                .Element("th", "Gallery of", ("scope", "col"), ("class", "num"));
            foreach (var k in sizes[0].Hits.Keys.Order()) html.Element("th", $"hit@{k}", ("scope", "col"), ("class", "num"));
            html.Raw("</tr></thead><tbody>");
            foreach (var size in sizes)
            {
                html.Open("tr").Element("th", Text($"{size.GallerySize:N0}"), ("scope", "row"), ("class", "num"));
                foreach (var k in sizes[0].Hits.Keys.Order()) html.Element("td", Number(size.Hits[k]), ("class", "num"));
                html.Close("tr");
            }
            html.Raw("</tbody>").Close("table");
        }
        html.Close("div").Close("section");

        static ChartLine Hits(string name, RetrievalReport report)
        {
            var most = Math.Clamp(report.Conventions.GallerySize, 1, MostCurve);
            return new(name, [.. Enumerable.Range(1, most).Select(k =>
                ((double)k, report.Queries.Count(q => q.FirstRank <= k) / (double)report.Queries.Count))]);
        }
    }

    private void WriteCategories()
    {
        if (_report.Categories.Count == 0) return;
        var html = _page.Section("categories", "Categories");
        string[] names = [.. _report.Figures.Keys.Where(name => name.StartsWith("hit@", StringComparison.Ordinal) || name == "mrr")];
        html.Open("div", ("class", "scroll")).Open("table").Element("caption", "Figures by category").Raw("<thead><tr>");
        foreach (var title in (string[])["Category", "Queries", .. names, ""])
        {
            html.Open("th", ("scope", "col"), ("class", title is "Category" or "" ? null : "num"));
            if (_page.HasScript && title.Length > 0) html.Open("button", ("type", "button"), ("data-sort", "")).Text(title).Close("button");
            else html.Text(title);
            html.Close("th");
        }
        html.Raw("</tr></thead><tbody>");
        foreach (var category in _report.Categories)
        {
            html.Open("tr").Open("th", ("scope", "row")).Foreign(category.Category.Length > 0 ? category.Category : "(none)").Close("th")
                .Element("td", Text($"{category.Queries:N0}"), ("class", "num"), ("data-v", Text($"{category.Queries}")));
            foreach (var name in names) html.Element("td", Number(category.Figures[name]), ("class", "num"));
            html.Open("td");
            SvgChart.Bar(html, category.Figures[names.Contains("hit@10") ? "hit@10" : names[0]]);
            html.Close("td").Close("tr");
        }
        html.Raw("</tbody>").Close("table").Close("div").Element("p", $"The bar shows {(names.Contains("hit@10") ? "hit@10" : names[0])}.",
            ("class", "soft small")).Close("section");
    }

    private void WriteChanges()
    {
        var html = _page.Section("changes", "Against the baseline");
        var before = _baseline!.Queries.ToDictionary(q => q.Query.Name, StringComparer.Ordinal);
        var both = _report.Queries.Where(q => before.ContainsKey(q.Query.Name))
            .Select(q => (Query: q, Now: q.FirstRank ?? int.MaxValue, Then: before[q.Query.Name].FirstRank ?? int.MaxValue)).ToList();
        var won = both.Where(q => q.Now < q.Then).OrderByDescending(q => Gain(q.Now, q.Then))
            .ThenBy(q => q.Query.Query.Name, StringComparer.Ordinal).ToList();
        var lost = both.Where(q => q.Now > q.Then).OrderByDescending(q => Gain(q.Then, q.Now))
            .ThenBy(q => q.Query.Query.Name, StringComparer.Ordinal).ToList();
        html.Element("p", string.Create(CultureInfo.InvariantCulture,
            $"Of {both.Count:N0} queries that both counted, the first right answer stands further up in " +
            $"{won.Count:N0}, further down in {lost.Count:N0}, at the same rank in {both.Count - won.Count - lost.Count:N0}."));
        foreach (var (title, list) in new[] { ("Won", won), ("Lost", lost) })
        {
            html.Element("h3", Text($"{title}: {list.Count:N0}"));
            foreach (var (query, now, then) in list.Take(MostPictures / 3)) WriteQuery(html, query,
                $"first right answer at {Rank(now)}, with the baseline at {Rank(then)}");
            if (list.Count <= MostPictures / 3) continue;
            html.Open("details").Element("summary", Text($"The other {list.Count - MostPictures / 3:N0}"))
                .Raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Query</th><th scope=\"col\" class=\"num\">Rank</th><th " +
                "scope=\"col\" class=\"num\">Baseline</th></tr></thead><tbody>");
            foreach (var (query, now, then) in list.Skip(MostPictures / 3))
                html.Open("tr").Open("th", ("scope", "row")).Foreign(_names.Of(query.Query.Name))
                .Close("th").Element("td", Rank(now), ("class", "num")).Element("td", Rank(then), ("class", "num")).Close("tr");
            html.Raw("</tbody></table></div>").Close("details");
        }
        html.Close("section");

        // What changes the mean reciprocal rank most comes first.
        static double Gain(int better, int worse) => 1.0 / better - (worse == int.MaxValue ? 0 : 1.0 / worse);
    }

    private void WriteWorst()
    {
        if (_report.Worst.Count == 0) return;
        var html = _page.Section("worst", "Worst queries");
        html.Element("p", "The queries whose first right answer stands last: the photo that was asked about, what stood first, and the " +
            "right answer.");
        var outcomes = _report.Queries.ToDictionary(q => q.Query.Name, StringComparer.Ordinal);
        foreach (var worst in _report.Worst.Take(MostPictures).Where(worst => worst.FirstRank != 1))
            WriteQuery(html, outcomes.GetValueOrDefault(worst.Query) ?? new QueryOutcome(new(worst.Query, null, worst.Category), [], 0, 0),
                $"first right answer at {Rank(worst.FirstRank ?? int.MaxValue)}");
        html.Close("section");
    }

    private void WriteQuery(HtmlWriter html, QueryOutcome outcome, string remark)
    {
        html.Open("div", ("class", "pair")).Open("h3").Foreign(_names.Of(outcome.Query.Name)).Close("h3").Open("p", ("class", "soft small"))
            .Text(remark);
        if (outcome.GallerySize > 0) html.Text(Text($" of {outcome.GallerySize:N0}"));
        if (!string.IsNullOrEmpty(outcome.Query.Category)) html.Text("; ").Foreign(outcome.Query.Category);
        html.Close("p").Open("ul", ("class", "cards strip"));
        Photo("query", outcome.Query.Name, null);
        for (var i = 0; i < outcome.Nearest.Count; i++)
            Photo(Text($"rank {i + 1}"), outcome.Nearest[i], outcome.Ranks.Contains(i + 1) ? "kept" : null);
        if (outcome.RightAnswer is { } right && !outcome.Nearest.Contains(right))
            Photo(outcome.FirstRank is { } rank ? Text($"right, rank {rank:N0}")
            : "right, not found", right, "kept");
        html.Close("ul").Close("div");

        void Photo(string what, string name, string? style)
        {
            html.Open("li", ("class", style)).Open("div", ("class", "frame"));
            _pictures.Write(html, _photoOf(name), $"{what}: {_names.Of(name)}");
            html.Close("div").Open("div", ("class", "small")).Text(style is null ? what : $"\u2713 {what}").Close("div").Close("li");
        }
    }

    private void WriteConventions()
    {
        var (html, c) = (_page.Section("conventions", "What the figures mean"), _report.Conventions);
        html.Open("dl", ("class", "facts"));
        foreach (var (name, text) in c.Definitions) Fact(name, text);
        Fact("Right answer", c.Relevance);
        Fact("Level", c.Level);
        Fact("Queries", Text($"{c.Queries:N0}; {c.QueriesWithoutRelevant:N0} more without a right answer in the gallery, left out"));
        Fact("Gallery", Text($"{c.GallerySize:N0}; {c.LeftOutEqual:N0} pairs of equal bytes or the same name left out"));
        Fact("Distance", c.Distance);
        Fact("Ties", c.Ties);
        Fact("AP divisor", c.AveragePrecisionDivisor);
        Fact("Intervals", Text($"{c.Intervals}; {c.Resamples:N0} resamples, seed {c.Seed}"));
        Fact("Gallery sizes", c.GallerySizes);
        if (c.Depth is { } depth) Fact("Depth", Text($"lists were cut at {depth:N0}"));
        foreach (var (name, text) in c.Notes) Fact(name, _names.Scrub(text));
        html.Close("dl");
        if (_report.WithoutRelevant.Count > 0)
        {
            html.Open("details").Element("summary", string.Create(CultureInfo.InvariantCulture,
                $"{_report.WithoutRelevant.Count:N0} queries without a right answer in the " +
                $"gallery")).Open("p");
            foreach (var name in _report.WithoutRelevant) html.Foreign(_names.Of(name)).Text(" ");
            html.Close("p").Close("details");
        }
        html.Close("section");

        void Fact(string name, string text) => html.Element("dt", name).Open("dd").Foreign(text).Close("dd");
    }

    private static string Rank(int rank) => rank == int.MaxValue ? "not found" : Text($"{rank:N0}");

    private static string Number(double value) => HtmlWriter.Number(value, "0.000");

    private static string Signed(double value) => HtmlWriter.Number(value, "+0.000;\u22120.000;0.000");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
