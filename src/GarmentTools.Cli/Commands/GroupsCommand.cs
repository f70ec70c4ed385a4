using System.CommandLine;
using System.Globalization;
using GarmentTools.Cli.Printing;
using GarmentTools.Learning;
using GarmentTools.Reports.Results;
using GarmentTools.Studies;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment groups</c>: garments that look alike, each group with its medoid.</summary>
internal static class GroupsCommand
{
    public static Command Create(Terminal terminal)
    {
        var (catalog, filter) = (CommonOptions.Catalog(), CommonOptions.Filter());
        var count = new Option<int?>("--count", "-n")
        {
            Description = "How many groups. Default: the square root of half the number of photos, at most 60.",
            HelpName = "N"
        };
        var maxDistance = new Option<float?>("--max-distance",
            "-d")
        { Description = "The largest distance of any two garments of a group, 0 to 2, instead of a number of groups.", HelpName = "D" };
        var method = StudyOptionsSet.Choice("--method", "How groups are made. Default: complete-link, in catalogs of more than 8,000 " +
            "photos medoids.",
            ("complete-link", GroupMethod.CompleteLink), ("medoids", GroupMethod.Medoids));
        var metric = StudyOptionsSet.Metric("How embeddings are compared. Default: cosine.", "cosine");
        var output = CommonOptions.Output("Which stored output is compared: embedding (default) or features.");
        var (json, csv, quiet) = (CommonOptions.Json(), CommonOptions.Csv(), CommonOptions.Quiet());
        var command = new CommandWithExamples("groups", "Puts garments that look alike into groups.")
        {
            Examples =
            [
                ("garment groups --count 20", "20 groups, the largest first"),
                ("garment groups --max-distance 0.3 --csv", "however many it takes; a row for each garment"),
            ],
            Notes = ["The medoid is the garment nearest to all others of its group. 'Least' is the similarity of the two garments of the " +
            "group that are farthest apart."],
        };
        foreach (var option in new Option[] { catalog, filter, count, maxDistance, method, metric, output, json, csv, quiet })
            command.Options.Add(option);
        command.Exclusive(json, csv);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var opened = CatalogChoice.Open(result, catalog);
            var insights = new InsightOptions
            {
                Filter = CommonOptions.ParseFilter(result.GetValue(filter)),
                Output = result.GetValue(output),
                Metric = result.GetValue(metric) is { } word && !StudyOptionsSet.IsName(word, "cosine") ? LearnedMetric.Load(word) : null,
            };
            var options = new GroupOptions
            {
                Count = result.GetValue(count),
                MaxDistance = result.GetValue(maxDistance),
                Method =
                result.GetValue(method)
            };
            var groups = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress =>
                Task.Run(() => opened.GetInsights(insights, progress, cancellationToken).Group(options, progress, cancellationToken),
                    cancellationToken))
                    .ConfigureAwait(false);
            if (result.GetValue(json)) JsonPrinter.Print(terminal, groups);
            else if (result.GetValue(csv)) CsvPrinter.Print(terminal, writer => ResultCsv.Write(writer, groups));
            else
            {
                var table = new TextTable(new("Group", Right: true), new("Garments", Right: true), new("Least", Right: true),
                    new("Id", Right: true),
                    new("Medoid", IsPath: true), new("More often than elsewhere", Optional: true));
                foreach (var group in groups)
                    table.Add(group.Number.ToString(CultureInfo.InvariantCulture),
                        group.Members.Count.ToString("N0", CultureInfo.InvariantCulture),
                        StudyOptionsSet.Text(group.MinSimilarity),
                        group.Medoid.Id.ToString(CultureInfo.InvariantCulture), group.Medoid.CatalogPath,
                            string.Join(", ", group.Traits.Select(t => string.Create(CultureInfo.InvariantCulture,
                            $"{t.Value} {t.Share:P0}"))));
                if (table.Count > 0) table.Print(terminal);
            }
            return ExitCode.Done;
        });
        return command;
    }
}
