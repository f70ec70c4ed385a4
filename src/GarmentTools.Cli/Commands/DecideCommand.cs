using System.CommandLine;
using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Cli.Printing;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment decide</c>: notes whether photos show the same garment, and lists what was decided.</summary>
internal static class DecideCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new CommandWithExamples("decide",
            "Notes whether photos show the same garment. Decisions are kept by the photos' content and survive indexing again.")
        {
            Examples =
            [
                ("garment decide same 17 23", "two photos of one garment"),
                ("garment decide different 17 photos/red.jpg", "no duplicates, whatever they look like"),
                ("garment decide list --csv", "what was decided"),
            ],
            Notes = ["What is decided counts for 'duplicates', for 'evaluate --catalog' and for 'metric learn --catalog'."],
        };
        command.Subcommands.Add(Set(terminal, "same", "They show the same garment; of several, all of them.", true));
        command.Subcommands.Add(Set(terminal, "different", "They show different garments; of several, no two the same.", false));
        command.Subcommands.Add(Set(terminal, "forget", "Forgets what was decided about them.", null));
        command.Subcommands.Add(List(terminal));
        return command;
    }

    private static CommandWithExamples Set(Terminal terminal, string name, string description, bool? same)
    {
        var words = new Argument<string[]>("ID|PHOTO")
        {
            Description = "Garments of the catalog: ids, or paths of their photos.",
            Arity = new ArgumentArity(2, 1000)
        };
        var catalog = CommonOptions.Catalog();
        var command = new CommandWithExamples(name, description) { Examples = [($"garment decide {name} 17 23", "by id")] };
        command.AddFiles(words);
        command.Options.Add(catalog);
        command.SetAction(result =>
        {
            using var opened = CatalogChoice.Open(result, catalog, result.GetRequiredValue(words));
            var garments = result.GetRequiredValue(words).Select(word => CatalogChoice.Find(opened, word)).DistinctBy(garment => garment.Id)
                .ToList();
            if (garments.Count < 2) throw new CommandException("That is one garment, expected two or more.");
            var pairs = garments.SelectMany((first, i) => garments.Skip(i + 1).Select(second => (first, second))).ToList();
            var changed = opened.Decide(pairs, same);
            terminal.Out.WriteLine(same is null
                ? $"Forgot {changed} {(changed == 1 ? "decision" : "decisions")} in {Printable.Line(opened.Path)}"
                : $"{changed} of {pairs.Count} {(pairs.Count == 1 ? "pair" : "pairs")} newly decided to be {name} in " +
                    $"{Printable.Line(opened.Path)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples List(Terminal terminal)
    {
        var (catalog, json, csv) = (CommonOptions.Catalog(), CommonOptions.Json(), CommonOptions.Csv());
        var command = new CommandWithExamples("list", "Lists what was decided.")
        {
            Examples =
            [("garment decide list --json", "for a program")]
        };
        foreach (var option in new Option[] { catalog, json, csv }) command.Options.Add(option);
        command.Exclusive(json, csv);
        command.SetAction(result =>
        {
            using var opened = CatalogChoice.Open(result, catalog);
            var decisions = opened.GetDecisions();
            if (result.GetValue(json)) JsonPrinter.Print(terminal, decisions);
            else if (result.GetValue(csv)) CsvPrinter.Print(terminal, writer => ResultCsv.Write(writer, decisions));
            else
            {
                var table = new TextTable(new("Decided"), new("First"), new("Second", IsPath: true), new("When", Optional: true));
                foreach (var decision in decisions)
                    table.Add(decision.Same ? "same" : "different", Name(decision.First, decision.FirstSha256),
                        Name(decision.Second, decision.SecondSha256),
                        decision.DecidedAt.ToString("u", CultureInfo.InvariantCulture));
                if (table.Count > 0) table.Print(terminal);
                terminal.Flush();
                if (table.Count == 0) terminal.Error.WriteLine("Nothing was decided yet.");
            }
            return ExitCode.Done;
        });
        return command;

        static string Name(IReadOnlyList<Garment> garments, string hash) =>
            garments.Count > 0 ? garments[0].CatalogPath : $"not in the catalog ({hash[..8]})";
    }
}
