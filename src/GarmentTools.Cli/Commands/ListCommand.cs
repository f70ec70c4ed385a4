using System.CommandLine;
using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Cli.Printing;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment list</c>: the garments of a catalog, or its rejected files.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var catalog = CommonOptions.Catalog();
        var filter = CommonOptions.Filter();
        var skip = new Option<int>("--skip") { Description = "Leave out the first N.", HelpName = "N" };
        var take = new Option<int?>("--take") { Description = "At most N.", HelpName = "N" };
        var rejected = new Option<bool>("--rejected") { Description = "The files that could not be embedded, with the reason." };
        var (json, csv) = (CommonOptions.Json(), CommonOptions.Csv());
        var command = new CommandWithExamples("list", "Lists the garments of a catalog, in the order of their ids.")
        {
            Examples =
            [
                ("garment list --filter \"color = red\" --take 20", "the first twenty red garments"),
                ("garment list --csv > garments.csv", "all garments with their attributes, for a spreadsheet"),
                ("garment list --rejected", "files that could not be embedded, and why"),
            ],
        };
        foreach (var option in new Option[] { catalog, filter, skip, take, rejected, json, csv }) command.Options.Add(option);
        command.Exclusive(json, csv);
        command.Validators.Add(result =>
        {
            if (result.GetValue(skip) < 0) result.AddError($"--skip is {result.GetValue(skip)}, expected 0 or more.");
            if (result.GetValue(take) < 0) result.AddError($"--take is {result.GetValue(take)}, expected 0 or more.");
            if (result.GetValue(rejected) && result.GetValue(filter) is not null)
                result.AddError("--rejected and --filter exclude each other: rejected files have no attributes.");
        });

        command.SetAction(result =>
        {
            using var opened = CatalogChoice.Open(result, catalog);
            var (toJson, toCsv) = (result.GetValue(json), result.GetValue(csv));
            if (result.GetValue(rejected))
            {
                var files = opened.GetRejectedFiles().Skip(result.GetValue(skip));
                IReadOnlyList<RejectedFile> some = [.. result.GetValue(take) is { } most ? files.Take(most) : files];
                if (toJson) JsonPrinter.Print(terminal, some);
                else if (toCsv) CsvPrinter.Print(terminal, writer => ResultCsv.Write(writer, some));
                else foreach (var file in some) terminal.Out.WriteLine($"{Printable.Line(file.Path)}: {Printable.Line(file.Reason)}");
                return ExitCode.Done;
            }
            var garments = opened.List(CommonOptions.ParseFilter(result.GetValue(filter)), result.GetValue(skip), result.GetValue(take));
            if (toJson) JsonPrinter.Print(terminal, garments);
            else if (toCsv) CsvPrinter.Print(terminal, writer => ResultCsv.Write(writer, garments));
            else PrintTable(terminal, garments);
            if (garments.Count == 0 && !toJson && !toCsv)
                terminal.WriteError("note", result.GetValue(filter) is null ? "the catalog has no garments there."
                    : "no garment passes the filter.");
            return ExitCode.Done;
        });
        return command;
    }

    public static void PrintTable(Terminal terminal, IReadOnlyList<Garment> garments)
    {
        if (garments.Count == 0) return;
        var hasProducts = garments.Any(garment => garment.Product is not null);
        string[] names = [.. garments.SelectMany(garment => garment.Attributes.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)];
        List<TextColumn> columns = [new("Id", Right: true), new("Name", IsPath: true), new("Domain", Optional: true)];
        if (hasProducts) columns.Add(new("Product", Optional: true));
        columns.AddRange(names.Select(name => new TextColumn(Printable.Line(name), Optional: true)));
        var table = new TextTable([.. columns]);
        foreach (var garment in garments)
        {
            List<string> cells = [garment.Id.ToString(CultureInfo.InvariantCulture), garment.CatalogPath, garment.Domain];
            if (hasProducts) cells.Add(garment.Product ?? "");
            cells.AddRange(names.Select(name => garment.Attributes.GetValueOrDefault(name, "")));
            table.Add([.. cells]);
        }
        table.Print(terminal);
    }
}
