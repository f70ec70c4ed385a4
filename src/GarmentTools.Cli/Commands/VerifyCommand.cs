using System.CommandLine;
using GarmentTools.Catalogs;
using GarmentTools.Cli.Printing;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment verify</c>: looks for damage in a catalog and mends what is derived.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var (catalog, json, quiet) = (CommonOptions.Catalog(), CommonOptions.Json(), CommonOptions.Quiet());
        var repair = new Option<bool>("--repair") { Description = "Mend what can be made again without the photos." };
        var command = new CommandWithExamples("verify", "Checks the catalog: the file, the tables against each other, every vector, and " +
            "what is derived.")
        {
            Examples = [("garment verify", "look only; exit code 3 where something is wrong"), ("garment verify --repair", "and mend")],
        };
        foreach (var option in new Option[] { catalog, repair, json, quiet }) command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var opened = CatalogChoice.Open(result, catalog);
            var check = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet),
                progress => Task.Run(() => opened.Verify(result.GetValue(repair), progress, cancellationToken), cancellationToken))
                .ConfigureAwait(false);
            if (result.GetValue(json)) JsonPrinter.Print(terminal, check);
            else Print(terminal, check);
            return check.IsHealthy ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Print(Terminal terminal, CatalogCheck check)
    {
        foreach (var finding in check.Findings)
            terminal.Out.WriteLine($"{(finding.Repaired ? "repaired" : "damaged")}: {finding.Kind}: {Printable.Line(finding.Message)}");
        var state = check.Findings.Count == 0 ? "all is well" : check.IsHealthy ? "mended"
            : check.Findings.All(finding => finding.Repairable || finding.Repaired) ? "damaged; 'garment verify --repair' mends it"
                : "damaged";
        terminal.Out.WriteLine($"{Printable.Line(check.Path)}: {check.Garments:N0} garments checked, {state}");
    }
}
