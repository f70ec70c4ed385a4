using System.CommandLine;
using GarmentTools.Catalogs;
using GarmentTools.Cli.Printing;
using GarmentTools.Learning;
using GarmentTools.Regions;
using GarmentTools.Reports.Results;
using GarmentTools.Studies;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment metric</c>: learns a metric from pairs, and shows one.</summary>
internal static class MetricCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new CommandWithExamples("metric", "Learns from pairs of a street and a shop photo how to compare the two, and " +
            "shows what was learned.")
        {
            Examples =
            [
                ("garment metric learn --pairs pairs.csv --output metric.npz", "on all pairs"),
                ("garment metric info metric.npz", "what it was learned from, and how well it does"),
                ("garment similar street.jpg --metric metric.npz --min-probability 0.5", "use it"),
            ],
        };
        command.Subcommands.Add(Learn(terminal));
        command.Subcommands.Add(Info(terminal));
        return command;
    }

    private static CommandWithExamples Learn(Terminal terminal)
    {
        var pairs = StudyOptionsSet.Pairs(required: false);
        var catalog = new Option<string?>("--catalog", "-c")
        {
            Description =
            "Learn from a catalog instead: street and shop garments of one product, or decided to be the same.",
            HelpName = "FILE"
        };
        var output = new Option<string>("--output", "-o") { Description = "The file to write.", HelpName = "FILE.npz", Required = true };
        var train = StudyOptionsSet.Rows("--train", "Rows of the pairs to learn from, counted from 0. Default: all.");
        var region = StudyOptionsSet.Region("--region", "The part of each street photo that is embedded. Default: Auto.");
        var shopRegion = StudyOptionsSet.Region("--shop-region", "The part of each shop photo. Default: Whole.");
        var outputs = StudyOptionsSet.Output("Which output of the model. Default: features.");
        var model = StudyOptionsSet.Model();
        var seed = new Option<ulong>("--seed")
        {
            Description = "Decides which products share a fold of the cross-validation.",
            HelpName =
            "N",
            DefaultValueFactory = _ => 1
        };
        var threads = new Option<int>("--threads") { Description = "Photos worked on at once. Default: one per core.", HelpName = "N" };
        var (json, quiet) = (CommonOptions.Json(), CommonOptions.Quiet());
        var command = new CommandWithExamples("learn", "Learns a metric; K and eps are chosen by cross-validation over products.")
        {
            Examples =
            [
                ("garment metric learn --pairs pairs.csv --output metric.npz",
                    "street photos by the person's upper garment, shop photos whole"),
                ("garment metric learn --catalog shop.garments --output metric.npz", "on its products and on what was decided"),
                ("garment metric learn --pairs pairs.csv --train 0..442 --output metric.npz",
                "the other rows are left for 'garment evaluate'"),
            ],
        };
        foreach (var option in new Option[] { pairs, catalog, output, train, region, shopRegion, outputs, model, seed, threads, json,
            quiet }) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(pairs) is not null == result.GetResult(catalog) is not null)
                result.AddError("Name what is learned from: --pairs FILE.csv, or --catalog FILE. One of them.");
        });
        command.SetAction(async (result, cancellationToken) =>
        {
            var path = result.GetRequiredValue(output);
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
                throw new CommandException($"The folder '{folder}' does not exist: expected one to write '{Path.GetFileName(path)}' " +
                    "into. Make it first, or name another file.");
            using var opened = result.GetValue(pairs) is null ? GarmentCatalog.Open(CatalogLocator.Find(result.GetValue(catalog))) : null;
            var file = opened is null ? PairsFile.Read(result.GetRequiredValue(pairs)) : opened.GetPairs();
            var options = new StudyOptions
            {
                Train = result.GetValue(train),
                StreetRegion = result.GetValue(region) ?? RegionRequest.Auto,
                ShopRegion = result.GetValue(shopRegion) ?? RegionRequest.Whole,
                Output = result.GetValue(outputs),
                Model = result.GetValue(model),
                Threads = result.GetValue(threads),
                MetricOptions = new MetricOptions { Seed = result.GetValue(seed) },
            };
            var fit = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress =>
                RetrievalStudy.LearnAsync(file, options, progress, cancellationToken)).ConfigureAwait(false);
            fit.Metric?.Save(path);
            var row = LearnedMetricRow.From(fit, path);
            if (result.GetValue(json)) terminal.Out.WriteLine(ResultJson.Serialize(row));
            else Print(terminal, row);
            terminal.Flush();
            foreach (var warning in fit.Warnings) terminal.WriteError("warning", warning);
            if (fit.Metric is not null) return ExitCode.Done;
            terminal.WriteError("error", $"'{path}' was not written: the metric would do worse than none.");
            return ExitCode.Failed;
        });
        return command;
    }

    private static CommandWithExamples Info(Terminal terminal)
    {
        var file = new Argument<string>("FILE.npz") { Description = "A learned metric." };
        var json = CommonOptions.Json();
        var command = new CommandWithExamples("info", "Shows what a learned metric was learned from, and how well it does.")
        {
            Examples =
            [("garment metric info metric.npz --json", "for a program")]
        };
        command.Arguments.Add(file);
        command.Options.Add(json);
        command.SetAction(result =>
        {
            var row = LearnedMetricRow.From(LearnedMetric.Load(result.GetRequiredValue(file)), result.GetRequiredValue(file));
            if (result.GetValue(json)) terminal.Out.WriteLine(ResultJson.Serialize(row));
            else Print(terminal, row);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, LearnedMetricRow row)
    {
        var p = row.Provenance;
        FieldList.Print(terminal, ("File", row.Path), ("Vectors", row.Output is null ? null : $"{row.Output}, {row.Dimensions} numbers"),
            ("K", $"{row.Components}"), ("eps", StudyOptionsSet.Text(row.Epsilon, "0.######")),
            ("Pairs", p is null ? null : $"{p.Pairs:N0} of {p.Products:N0} products"), ("Pairs' hash", p?.PairsHash),
            ("Fits", row.Fingerprints.Count == 0 ? null : string.Join(", ", row.Fingerprints.Select(f => $"{f.Key} {f.Value}"))));
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(p is null ? "Cross-validated" : $"Cross-validated: {p.Folds} folds over products, each held-out query " +
            $"against {p.GallerySize:N0} shop photos, seed {p.Seed}");
        var table = new TextTable(new(""), new("mrr", Right: true), new("hit@1", Right: true), new("hit@10", Right: true));
        foreach (var (name, figures) in new[] { ("learned", row.Learned), ("plain", row.Plain) })
            table.Add(name, StudyOptionsSet.Text(figures.Mrr), StudyOptionsSet.Text(figures.HitAt1), StudyOptionsSet.Text(figures.HitAt10));
        table.Print(terminal);
        if (row.Confidence is { } confidence) Print(terminal, confidence);
        else if (row.Used) terminal.Out.WriteLine("\nNot calibrated: there are no probabilities.");
    }

    private static void Print(Terminal terminal, Confidence confidence)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"Probability: from {confidence.Queries:N0} held-out queries, prior " +
            $"{StudyOptionsSet.Text(confidence.Prior, "0.##")} (the share whose product is in the gallery), gallery of " +
            $"{confidence.GallerySize:N0}");
        terminal.Out.WriteLine($"Brier score {StudyOptionsSet.Text(confidence.BrierScore, "0.0000")}; " +
            $"{StudyOptionsSet.Text(confidence.BrierOfBaseRate, "0.0000")} for always answering the base rate");
        var reliability = new TextTable(new("Probability"), new("Results", Right: true), new("Predicted", Right: true),
            new("Observed", Right: true));
        foreach (var bin in confidence.Reliability)
            reliability.Add($"{StudyOptionsSet.Text(bin.From, "0.0")} to {StudyOptionsSet.Text(bin.To, "0.0")}", $"{bin.Count:N0}",
                bin.Count == 0 ? "" : StudyOptionsSet.Text(bin.Predicted), bin.Count == 0 ? "" : StudyOptionsSet.Text(bin.Observed));
        reliability.Print(terminal);
        terminal.Out.WriteLine();
        var cutOffs = new TextTable(new("--min-probability"), new("Answered", Right: true), new("Correct", Right: true),
            new("False alarms", Right: true));
        foreach (var row in confidence.CutOffs)
            cutOffs.Add(StudyOptionsSet.Text(row.MinProbability, "0.0"), StudyOptionsSet.Text(row.Answered),
                StudyOptionsSet.Text(row.Correct), StudyOptionsSet.Text(row.FalseAlarms));
        cutOffs.Print(terminal);
    }
}
