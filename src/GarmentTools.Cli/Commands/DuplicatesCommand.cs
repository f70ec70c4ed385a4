using System.CommandLine;
using System.Globalization;
using GarmentTools.Cli.Printing;
using GarmentTools.Reports.Results;
using GarmentTools.Studies;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment duplicates</c>: copies of equal bytes and near-duplicates, with the one to keep.</summary>
internal static class DuplicatesCommand
{
    public static Command Create(Terminal terminal)
    {
        var (catalog, filter) = (CommonOptions.Catalog(), CommonOptions.Filter());
        var maxDistance = new Option<float?>("--max-distance", "-d")
        {
            Description = "The largest distance of near-duplicates, 0 to 2. Default: 0.02.",
            HelpName = "D"
        };
        var undecided = new Option<bool>("--undecided") { Description = "Leave out near-duplicates that were decided to be the same." };
        var (json, csv, quiet) = (CommonOptions.Json(), CommonOptions.Csv(), CommonOptions.Quiet());
        var command = new CommandWithExamples("duplicates",
            "Finds photos of equal bytes and near-duplicates, and proposes which copy to keep. Nothing is removed.")
        {
            Examples =
            [
                ("garment duplicates", "in the nearest catalog"),
                ("garment duplicates --max-distance 0.05 --csv > duplicates.csv", "less strict, for a spreadsheet"),
                ("garment decide different 17 23", "two that look like duplicates and are not"),
            ],
            Notes = ["Every two photos of a group are within the largest distance: there are no chains. The copy to keep has the most " +
            "pixels, then the most bytes, a product, the most attributes."],
        };
        foreach (var option in new Option[] { catalog, filter, maxDistance, undecided, json, csv, quiet }) command.Options.Add(option);
        command.Exclusive(json, csv);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var opened = CatalogChoice.Open(result, catalog);
            var options = new DuplicateOptions { Undecided = result.GetValue(undecided) };
            if (result.GetValue(maxDistance) is { } distance) options = options with { MaxDistance = distance };
            var insights = new InsightOptions { Filter = CommonOptions.ParseFilter(result.GetValue(filter)) };
            var groups = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress =>
                Task.Run(() => opened.GetInsights(insights, progress, cancellationToken)
                    .FindDuplicates(options, progress, cancellationToken),
                    cancellationToken)).ConfigureAwait(false);
            if (result.GetValue(json)) JsonPrinter.Print(terminal, groups);
            else if (result.GetValue(csv)) CsvPrinter.Print(terminal, writer => ResultCsv.Write(writer, groups));
            else Print(terminal, groups);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, IReadOnlyList<DuplicateGroup> groups)
    {
        var table = new TextTable(new("Group", Right: true), new("Kind"), new("Similarity", Right: true), new(""), new("Id", Right: true),
            new("Name", IsPath: true), new("Pixels", Right: true), new("Why", Optional: true));
        foreach (var group in groups)
            foreach (var member in group.Members)
                table.Add(
                    member.Keep ? group.Number.ToString(CultureInfo.InvariantCulture) : "",
                    !member.Keep ? "" : group.Kind == DuplicateKind.SameBytes ? "same bytes" : group.Confirmed ? "near, decided" : "near",
                    member.Keep ? StudyOptionsSet.Text(group.MinSimilarity, "0.0000") : "", member.Keep ? "keep" : "",
                        member.Garment.Id.ToString(CultureInfo.InvariantCulture),
                    member.Garment.CatalogPath, member.Width > 0 ? $"{member.Width}x{member.Height}" : "", member.Keep ? group.Reason : "");
        if (table.Count > 0) table.Print(terminal);
        terminal.Flush();
        if (groups.Count == 0) terminal.Error.WriteLine("No duplicates were found.");
    }
}
