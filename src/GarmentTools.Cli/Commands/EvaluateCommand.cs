using System.CommandLine;
using GarmentTools.Catalogs;
using GarmentTools.Cli.Printing;
using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Learning;
using GarmentTools.Regions;
using GarmentTools.Reports.Results;
using GarmentTools.Studies;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment evaluate</c>: how well right answers are found, on a pairs file or on a catalog.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var pairs = StudyOptionsSet.Pairs(required: false);
        var train = StudyOptionsSet.Rows("--train", "Rows of the pairs that --metric learn learns from, counted from 0; passed over by " +
            "other metrics.");
        var test = StudyOptionsSet.Rows("--test", "Rows that are tested, in a gallery of their shop photos alone. Default: all.");
        var region = StudyOptionsSet.Region("--region", "The part of each street photo that is embedded. Default: Auto.");
        var shopRegion = StudyOptionsSet.Region("--shop-region", "The part of each shop photo. Default: Whole.");
        var metric = StudyOptionsSet.Metric("How vectors are compared: the plain cosine, a metric learned on --train, or one from a " +
            "file. Default: none.", "none", "learn");
        var outputs = StudyOptionsSet.Output("Which output of the model. Default: features with a learned metric, else the first " +
            "(embedding).");
        var model = StudyOptionsSet.Model();
        var flip = new Option<bool>("--flip") { Description = "Average each photo with its mirror image, on both sides." };
        var baseline = new Option<string?>("--baseline")
        {
            Description =
            "Compare with other settings (what differs, such as region=Whole,metric=none) or with what --json printed before, by a " +
            "paired bootstrap.",
            HelpName = "SETTINGS|FILE.json"
        };
        var catalog = new Option<string?>("--catalog", "-c")
        {
            Description =
            "Measure a catalog instead: its garments are the queries, each leaving itself and equal bytes out.",
            HelpName = "FILE"
        };
        var relevant = new Option<string?>("--relevant")
        {
            Description =
            "With --catalog, what a right answer shares with the query: product (default), or an attribute's name.",
            HelpName =
            "product|ATTRIBUTE"
        };
        relevant.CompletionSources.Add(Completion.Suggestions.AttributeNames);
        var queryDomain = new Option<string?>("--query-domain")
        {
            Description = "With --catalog, only garments of this domain are queries.",
            HelpName = "shop|street"
        };
        var galleryDomain = new Option<string?>("--gallery-domain")
        {
            Description =
            "With --catalog, only garments of this domain may be found.",
            HelpName = "shop|street"
        };
        var filter = CommonOptions.Filter();
        filter.Description = "With --catalog, only garments that pass take part.";
        var queries = new Option<int?>("--queries")
        {
            Description =
            "With --catalog, draw so many queries where there are more; 0 for all. Default: 2,000.",
            HelpName = "N"
        };
        var category = new Option<string?>("--category")
        {
            Description =
            "With --catalog, a table by the values of this attribute. (A pairs file may have a column 'category'.)",
            HelpName =
            "ATTRIBUTE"
        };
        category.CompletionSources.Add(Completion.Suggestions.AttributeNames);
        var level = StudyOptionsSet.Choice("--level", "What a rank counts. Default: image.", ("image", RetrievalLevel.Image),
            ("product", RetrievalLevel.Product));
        var ks = new Option<int[]?>("--at")
        {
            Description = "The cut-offs k. Default: 1,5,10,20.",
            HelpName = "K,K,…",
            CustomParser =
            StudyOptionsSet.Read(ParseKs)
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Seed of the bootstrap, of the folds, and of drawn queries.",
            HelpName = "N",
            DefaultValueFactory = _ => 1
        };
        var threads = new Option<int>("--threads") { Description = "Photos worked on at once. Default: one per core.", HelpName = "N" };
        var (json, csv, quiet) = (CommonOptions.Json(), CommonOptions.Csv(), CommonOptions.Quiet());
        var command = new CommandWithExamples("evaluate", "Measures how well right answers are found: hit@k, recall@k, precision@k, " +
            "mAP@k, nDCG@k and MRR, with 95 % intervals.")
        {
            Examples =
            [
                ("garment evaluate --pairs pairs.csv", "each street photo against all shop photos of the file"),
                ("garment evaluate --pairs pairs.csv --train 0..442 --test 443..886 --metric learn --json",
                "learn on some rows, test on others"),
                ("garment evaluate --pairs pairs.csv --baseline region=Whole", "what the region is worth"),
                ("garment evaluate --catalog shop.garments --relevant category --category category",
                "are garments of one category near each other?"),
            ],
            Notes =
            [
                .. RetrievalMeasures.Definitions.Select(d => $"{d.Key,-12} {d.Value}"),
                "Queries without a right answer in the gallery are counted apart. Intervals: percentile bootstrap over products.",
            ],
        };
        foreach (var option in new Option[] { pairs, train, test, region, shopRegion, metric, outputs, model, flip, baseline, catalog,
            relevant, queryDomain, galleryDomain, filter, queries, category, level, ks, seed, threads, json, csv,
            quiet }) command.Options.Add(option);
        command.Exclusive(json, csv);
        Option[] ofPairs = [train, test, region, shopRegion, model, flip], ofCatalogs =
            [relevant, queryDomain, galleryDomain, filter, queries, category];
        command.Validators.Add(result =>
        {
            var (hasPairs, hasCatalog) = (result.GetResult(pairs) is not null, result.GetResult(catalog) is not null);
            if (hasPairs == hasCatalog)
                result.AddError(hasPairs ? "--pairs and --catalog exclude each other: measure one, then the other."
                    : "Name what is measured: --pairs FILE.csv, or --catalog FILE.");
            else
                foreach (var option in (hasPairs ? ofCatalogs : ofPairs).Where(option => result.GetResult(option) is { Implicit: false }))
                    result.AddError($"{option.Name} has no meaning with {(hasPairs ? "--pairs" : "--catalog")}. Leave it out.");
            if (hasCatalog && result.GetValue(metric)?.Equals("learn", StringComparison.OrdinalIgnoreCase) == true)
                result.AddError("--metric learn needs --pairs. Learn one with 'garment metric learn', then name its file.");
            if (hasPairs && result.GetValue(metric)?.Equals("learn", StringComparison.OrdinalIgnoreCase) == true
                && result.GetResult(train) is null) result.AddError("--metric learn needs --train, the rows to learn from, such as " +
                "--train 0..442 --test 443..886.");
        });

        command.SetAction(async (result, cancellationToken) =>
        {
            var retrieval = new RetrievalOptions
            {
                Level = result.GetValue(level) ?? RetrievalLevel.Image,
                Seed = result.GetValue(seed),
                Ks = result.GetValue(ks) is { Length: > 0 } cutOffs ? cutOffs : new RetrievalOptions().Ks
            };
            // The baseline is read first: a mistyped one must not cost the time of a study.
            var named = result.GetValue(baseline);
            var saved = named is not null && File.Exists(named) ? RetrievalReport.FromJson(await File.ReadAllTextAsync(named,
                cancellationToken).ConfigureAwait(false)) : null;
            IReadOnlyList<LeakageReport> leakage = [];
            var (report, before) = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress =>
                result.GetResult(pairs) is not null ? OnPairs(progress) : OnCatalog(progress)).ConfigureAwait(false);
            var comparison = before is null ? null : RetrievalComparison.Compare(before, report, seed: result.GetValue(seed),
                token: cancellationToken);
            if (result.GetValue(json)) terminal.Out.WriteLine(report.ToJson(comparison: comparison));
            else if (result.GetValue(csv)) CsvPrinter.Print(terminal, writer => ResultCsv.Write(writer, report, comparison));
            else ReportPrinter.Print(terminal, report, comparison);
            terminal.Flush();
            foreach (var found in leakage.Where(side => side.Findings.Count > 0))
                terminal.WriteError("warning", $"leakage, the figures flatter: {found.Summary}; the first: '{found.Findings[0].First}' " +
                    $"and '{found.Findings[0].Second}'.");
            return ExitCode.Done;

            async Task<(RetrievalReport, RetrievalReport?)> OnPairs(IProgress<WorkProgress>? progress)
            {
                var file = PairsFile.Read(result.GetRequiredValue(pairs));
                var options = StudySettings.WithMetric(new StudyOptions
                {
                    Test = result.GetValue(test),
                    StreetRegion = result.GetValue(region) ?? RegionRequest.Auto,
                    ShopRegion = result.GetValue(shopRegion) ?? RegionRequest.Whole,
                    Output = result.GetValue(outputs),
                    Model = result.GetValue(model),
                    Averaging = new ViewAveraging { Flip = result.GetValue(flip) },
                    Threads = result.GetValue(threads),
                    MetricOptions = new MetricOptions { Seed = result.GetValue(seed) },
                    Retrieval = retrieval,
                }, result.GetValue(metric) ?? "none", result.GetValue(train));
                var other = named is not null && saved is null ? StudySettings.Apply(options, named, result.GetValue(train)) : null;
                var study = await RetrievalStudy.RunAsync(file, options, progress, cancellationToken).ConfigureAwait(false);
                leakage = study.Leakage;
                if (other is null) return (study.Report, saved);
                return (study.Report.WithNote("baseline", named!), (await RetrievalStudy.RunAsync(file, other, progress, cancellationToken)
                    .ConfigureAwait(false)).Report);
            }

            Task<(RetrievalReport, RetrievalReport?)> OnCatalog(IProgress<WorkProgress>? progress) => Task.Run(() =>
            {
                using var opened = GarmentCatalog.Open(CatalogLocator.Find(result.GetValue(catalog)));
                var options = new CatalogStudyOptions
                {
                    Relevant = result.GetValue(relevant) ?? "product",
                    QueryDomain = result.GetValue(queryDomain),
                    GalleryDomain = result.GetValue(galleryDomain),
                    Filter = CommonOptions.ParseFilter(result.GetValue(filter)),
                    MaxQueries = result.GetValue(queries) ?? new CatalogStudyOptions().MaxQueries,
                    Seed = result.GetValue(seed),
                    Output = result.GetValue(outputs),
                    Metric = result.GetValue(metric) is { } word && !StudyOptionsSet.IsName(word, "none") ? LearnedMetric.Load(word) : null,
                    Category = result.GetValue(category),
                    Retrieval = retrieval,
                };
                var other = named is not null && saved is null ? CatalogSettings(options, named) : null;
                var report = CatalogStudy.Run(opened, options, progress, cancellationToken);
                return other is null ? (report, saved) : (report.WithNote("baseline", named!),
                    CatalogStudy.Run(opened, other, progress, cancellationToken));
            }, cancellationToken);
        });
        return command;
    }

    // Of a catalog, only what is compared can differ: its photos are embedded already.
    private static CatalogStudyOptions CatalogSettings(CatalogStudyOptions options, string text)
    {
        var start = new StudyOptions { Output = options.Output, Metric = options.Metric };
        var other = StudySettings.Apply(start, text);
        if (other with { Output = null, Metric = null } != start with { Output = null, Metric = null } || other.Learn)
            throw new CommandException($"The baseline '{text}' cannot be measured on a catalog: only metric (none or a file) and outputs " +
                "may differ there.");
        return options with { Output = other.Output, Metric = other.Metric };
    }

    private static int[]? ParseKs(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var ks = new int[words.Length];
        for (var i = 0; i < ks.Length; i++)
            if (!int.TryParse(words[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
                out ks[i]) || ks[i] < 1)
                throw new CommandException($"'{words[i]}' is no cut-off, expected whole numbers from 1, such as 1,10,50.");
        return ks.Length > 0 ? ks : throw new CommandException("There is no cut-off, expected whole numbers from 1, such as 1,10,50.");
    }
}
