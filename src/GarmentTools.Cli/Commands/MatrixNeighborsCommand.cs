using System.CommandLine;
using System.Globalization;
using GarmentTools.Cli.Printing;
using GarmentTools.Distances;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment matrix neighbors</c>: the nearest garments by a matrix alone.</summary>
internal static class MatrixNeighborsCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = MatrixCommand.FileArgument();
        var garment = new Argument<string>("NAME|ID")
        {
            Description =
            "A garment of the matrix: its id, its name (the path in the catalog), or the path of its photo."
        };
        var names = MatrixCommand.NamesOption();
        var count = new Option<int>("--count", "-n") { Description = "How many garments.", HelpName = "N", DefaultValueFactory = _ => 10 };
        var maxDistance = new Option<float?>("--max-distance", "-d") { Description = "The largest distance.", HelpName = "D" };
        var (json, csv) = (CommonOptions.Json(), CommonOptions.Csv());
        var command = new CommandWithExamples("neighbors", "Finds the nearest garments of a garment from the matrix alone: no catalog, " +
            "no model.")
        {
            Examples =
            [
                ("garment matrix neighbors shop.npz 17", "by id"),
                ("garment matrix neighbors shop.npz shirts/red.jpg --count 20 --json", "by name, for a program"),
                ("garment matrix neighbors original.npz 0042.jpg --names files.txt", "a matrix of the original project"),
            ],
        };
        command.Arguments.Add(file);
        command.Arguments.Add(garment);
        foreach (var option in new Option[] { names, count, maxDistance, json, csv }) command.Options.Add(option);
        command.Exclusive(json, csv);
        command.Validators.Add(result =>
        {
            if (result.GetResult(count) is { Tokens.Count: > 0 } && result.GetValue(count) < 1)
                result.AddError($"--count is {result.GetValue(count)}, expected at least 1.");
        });
        command.SetAction((result, cancellationToken) =>
        {
            using var matrix = MatrixCommand.Open(result.GetRequiredValue(file), result.GetValue(names), cancellationToken);
            IReadOnlyList<MatrixNeighbor> found = matrix.Neighbors(matrix.Find(result.GetRequiredValue(garment)), result.GetValue(count),
                result.GetValue(maxDistance));
            if (result.GetValue(json)) terminal.Out.WriteLine(ResultJson.Serialize(found));
            else if (result.GetValue(csv)) CsvPrinter.Print(terminal, writer => ResultCsv.Write(writer, found));
            else
            {
                var table = new TextTable(new("Rank", Right: true), new("Distance", Right: true), new("Id", Right: true),
                    new("Name", IsPath: true));
                foreach (var row in found)
                    table.Add(row.Rank.ToString(CultureInfo.InvariantCulture), StudyOptionsSet.Text(row.Distance, "0.0000"),
                        row.Id.ToString(CultureInfo.InvariantCulture), row.Name);
                if (table.Count > 0) table.Print(terminal);
                else terminal.Error.WriteLine($"No match among {matrix.Count - 1:N0} garments.");
            }
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
