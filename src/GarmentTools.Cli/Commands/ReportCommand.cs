using System.CommandLine;
using GarmentTools.Cli.Printing;
using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Learning;
using GarmentTools.Reports;
using GarmentTools.Search;
using GarmentTools.Studies;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment report</c>: one file to mail, about queries, a catalog, or an evaluation.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new CommandWithExamples("report",
            "Writes one file that can be mailed and opened anywhere: a page with pictures, or the tables behind it.")
        {
            Examples =
            [
                ("garment report similar street/*.jpg -o similar.html", "each photo with the garments found for it"),
                ("garment report catalog -o catalog.html", "groups, duplicates, outliers, a map"),
                ("garment report evaluation after.json --baseline before.json --photos . -o evaluation.html",
                "figures, curves, queries won and lost"),
            ],
        };
        command.Subcommands.Add(Similar(terminal));
        command.Subcommands.Add(Catalog(terminal));
        command.Subcommands.Add(Evaluation(terminal));
        return command;
    }

    private static CommandWithExamples Similar(Terminal terminal)
    {
        var photos = new Argument<string[]>("PHOTO")
        {
            Description = "Photos to ask about, one query each.",
            Arity =
            ArgumentArity.ZeroOrMore
        };
        var ids = new Option<long[]>("--id") { Description = "A garment of the catalog, by its id; may be repeated.", HelpName = "N" };
        var (catalog, filter) = (CommonOptions.Catalog(), CommonOptions.Filter());
        var count = new Option<int>("--count", "-n")
        {
            Description = "How many garments for each.",
            HelpName = "N",
            DefaultValueFactory =
            _ => 10
        };
        var maxDistance = new Option<float?>("--max-distance", "-d") { Description = "The largest distance, 0 to 2.", HelpName = "D" };
        var metric = StudyOptionsSet.Metric("How embeddings are compared. Default: cosine.", "cosine", "euclidean");
        var region = StudyOptionsSet.Region("--region", "The part of a photo from outside that is compared. Default: Auto for street " +
            "photos.");
        var domain = StudyOptionsSet.Domain("Where photos from outside come from: street (default) or shop.");
        var onePerProduct = new Option<bool>("--one-per-product") { Description = "Of each product only the nearest garment." };
        var writing = new ReportOptionsSet();
        var command = new CommandWithExamples("similar", "Writes what was found for photos: each with its region drawn in, and the " +
            "garments found.")
        {
            Examples =
            [
                ("garment report similar street.jpg -o report.html", "one photo"),
                ("garment report similar street/*.jpg --count 5 --path-style none -o report.html", "to be mailed: no file names"),
                ("garment report similar street/*.jpg -o sheet.png", "a contact sheet"),
            ],
        };
        command.AddFiles(photos);
        foreach (var option in new Option[] { ids, catalog, filter, count, maxDistance, metric, region, domain, onePerProduct })
            command.Options.Add(option);
        writing.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(photos) is not { Tokens.Count: > 0 } && result.GetResult(ids) is null)
                result.AddError("Name photos, or garments with --id.");
        });
        command.SetAction(async (result, cancellationToken) =>
        {
            var (named, file) = (result.GetValue(photos) ?? [], writing.File(result));
            using var opened = await CatalogChoice.OpenForQueryAsync(result.GetValue(catalog), named, terminal, writing.IsQuiet(result),
                cancellationToken)
                .ConfigureAwait(false);
            var word = result.GetValue(metric) ?? "cosine";
            var options = new SimilarOptions
            {
                Count = result.GetValue(count),
                Filter = CommonOptions.ParseFilter(result.GetValue(filter)),
                MaxDistance = result.GetValue(maxDistance),
                Metric = word.Equals("euclidean", StringComparison.OrdinalIgnoreCase) ? DistanceMetric.Euclidean : DistanceMetric.Cosine,
                LearnedMetric = StudyOptionsSet.IsName(word, "cosine", "euclidean") ? null : LearnedMetric.Load(word),
                Region = result.GetValue(region),
                Domain = result.GetValue(domain),
                OnePerProduct = result.GetValue(onePerProduct),
            };
            QueryPhoto[] queries = [.. named.Select(path => (QueryPhoto)path), .. (result.GetValue(ids) ?? [])
                .Select(id => (QueryPhoto)id)];
            var bad = 0;
            await ProgressPrinter.RunAsync(terminal, writing.IsQuiet(result), progress => Task.Run(() =>
            {
                var (found, clock) = (new List<SimilarResult>(), System.Diagnostics.Stopwatch.StartNew());
                foreach (var query in queries)
                {
                    // A bad photo among many must not cost the report.
                    try { found.Add(opened.FindSimilar(new GarmentQuery([query]), options, cancellationToken)); }
                    catch (ImageException e) when (queries.Length > 1)
                    {
                        bad++;
                        terminal.WriteError("error", e.Message);
                    }
                    progress?.Report(new("Searching", found.Count + bad, queries.Length, clock.Elapsed));
                }
                GarmentReport.WriteSimilar(file, found, opened, writing.Options(result), progress, cancellationToken);
                return 0;
            }, cancellationToken)).ConfigureAwait(false);
            writing.Tell(terminal, result);
            return bad > 0 ? ExitCode.DoneWithRejected : ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Catalog(Terminal terminal)
    {
        var (catalog, filter) = (CommonOptions.Catalog(), CommonOptions.Filter());
        var metric = StudyOptionsSet.Metric("How embeddings are compared, but for duplicates. Default: cosine.", "cosine");
        var groups = new Option<int?>("--groups")
        {
            Description = "How many groups. Default: the square root of half the number of photos, at most 60.",
            HelpName = "N"
        };
        var groupDistance = new Option<float?>("--group-distance")
        {
            Description =
            "The largest distance of any two garments of a group, instead of a number of groups.",
            HelpName = "D"
        };
        var duplicateDistance = new Option<float?>("--duplicate-distance")
        {
            Description = "The largest distance of near-duplicates. Default: 0.02.",
            HelpName = "D"
        };
        var most = new Option<int?>("--max-garments")
        {
            Description = "Of more garments, table and map show as many, evenly drawn. Default: 4,000.",
            HelpName = "N"
        };
        var writing = new ReportOptionsSet();
        var command = new CommandWithExamples("catalog", "Writes what a catalog holds: figures, attributes, a map, groups, duplicates, " +
            "outliers.")
        {
            Examples =
            [
                ("garment report catalog -o catalog.html", "the nearest catalog"),
                ("garment report catalog --filter \"category = dress\" --groups 12 -o dresses.html",
                "some of its garments, in twelve groups"),
                ("garment report catalog -o garments.csv", "each garment with its group and its place on the map"),
            ],
        };
        foreach (var option in new Option[] { catalog, filter, metric, groups, groupDistance, duplicateDistance, most })
            command.Options.Add(option);
        writing.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var file = writing.File(result);
            using var opened = CatalogChoice.Open(result, catalog);
            var (defaults, near) = (new CatalogReportOptions(), new DuplicateOptions());
            var content = new CatalogReportOptions
            {
                Insights = new InsightOptions
                {
                    Filter = CommonOptions.ParseFilter(result.GetValue(filter)),
                    Metric = result.GetValue(metric) is { } word && !StudyOptionsSet.IsName(word, "cosine") ? LearnedMetric.Load(word)
                    : null,
                },
                Groups = new GroupOptions { Count = result.GetValue(groups), MaxDistance = result.GetValue(groupDistance) },
                Duplicates = near with { MaxDistance = result.GetValue(duplicateDistance) ?? near.MaxDistance },
                MaxGarments = result.GetValue(most) ?? defaults.MaxGarments,
            };
            await ProgressPrinter.RunAsync(terminal, writing.IsQuiet(result), progress => Task.Run(() =>
            {
                GarmentReport.WriteCatalog(file, opened, content, writing.Options(result), progress, cancellationToken);
                return 0;
            }, cancellationToken)).ConfigureAwait(false);
            writing.Tell(terminal, result);
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Evaluation(Terminal terminal)
    {
        var saved = new Argument<string>("FILE.json") { Description = "What 'garment evaluate --json' printed." };
        var baseline = new Option<string?>("--baseline")
        {
            Description = "What it printed for the same queries before, to compare with.",
            HelpName = "FILE.json"
        };
        var photos = new Option<string?>("--photos")
        {
            Description =
            "The folder that the names of the queries are relative to: that of the pairs file, or the catalog's. Default: the folder of " +
            "FILE.json.",
            HelpName = "FOLDER"
        };
        var writing = new ReportOptionsSet();
        var command = new CommandWithExamples("evaluation",
            "Writes an evaluation: figures with intervals, curves, categories, worst queries as pictures, and what changed.")
        {
            Examples =
            [
                ("garment evaluate --pairs pairs.csv --json > now.json", "measure first"),
                ("garment report evaluation now.json --photos . -o evaluation.html", "then write the page"),
                ("garment report evaluation now.json --baseline before.json -o evaluation.md", "for a pull request"),
            ],
        };
        command.Arguments.Add(saved);
        foreach (var option in new Option[] { baseline, photos }) command.Options.Add(option);
        writing.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var (file, json) = (writing.File(result), result.GetRequiredValue(saved));
            var (report, before) = (Read(json), result.GetValue(baseline) is { } other ? Read(other) : null);
            var folder = result.GetValue(photos) ?? Path.GetDirectoryName(Path.GetFullPath(json));
            await ProgressPrinter.RunAsync(terminal, writing.IsQuiet(result), progress => Task.Run(() =>
            {
                GarmentReport.WriteEvaluation(file, report, before, folder, writing.Options(result), progress, cancellationToken);
                return 0;
            }, cancellationToken)).ConfigureAwait(false);
            writing.Tell(terminal, result);
            return ExitCode.Done;
        });
        return command;

        static RetrievalReport Read(string path) => File.Exists(path)
            ? RetrievalReport.FromJson(File.ReadAllText(path))
            : throw new CommandException($"'{path}' does not exist, expected what 'garment evaluate --json' printed (looked in " +
                $"{Environment.CurrentDirectory}).");
    }
}
