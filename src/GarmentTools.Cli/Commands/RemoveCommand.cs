using System.CommandLine;
using GarmentTools.Catalogs;
using GarmentTools.Cli.Printing;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment remove</c>: takes garments out of a catalog; their photos stay.</summary>
internal static class RemoveCommand
{
    private const int Shown = 5;

    public static Command Create(Terminal terminal)
    {
        var words = new Argument<string[]>("ID|PATH")
        {
            Description = "Ids of garments, or paths of their photos.",
            Arity =
            ArgumentArity.ZeroOrMore
        };
        var (catalog, filter) = (CommonOptions.Catalog(), CommonOptions.Filter());
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var command = new CommandWithExamples("remove", "Removes garments from the catalog. Their photos stay where they are.")
        {
            Examples =
            [
                ("garment remove 17 18", "two garments, by id"),
                ("garment remove --filter \"season < 2020\" --yes", "all that pass, without asking"),
                ("garment index photos --remove-missing", "all whose photo is gone"),
            ],
        };
        command.AddFiles(words);
        foreach (var option in new Option[] { filter, catalog, yes }) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var named = result.GetResult(words) is { Tokens.Count: > 0 };
            if (named == result.GetValue(filter) is not null)
                result.AddError(named ? "Name garments or a --filter, not both." : "Name garments by id or path, or with --filter.");
        });

        command.SetAction(async (result, cancellationToken) =>
        {
            using var opened = CatalogChoice.Open(result, catalog, result.GetValue(words) ?? []);
            var garments = CommonOptions.ParseFilter(result.GetValue(filter)) is { } wanted
                ? opened.List(wanted)
                : [.. result.GetRequiredValue(words).Select(word => CatalogChoice.Find(opened, word)).DistinctBy(garment => garment.Id)];
            if (garments.Count > 0 && !result.GetValue(yes) && !await ConfirmAsync(terminal, opened, garments, cancellationToken)
                .ConfigureAwait(false))
            {
                terminal.Error.WriteLine("Nothing was removed.");
                return ExitCode.Done;
            }
            var removed = garments.Count == 0 ? 0 : opened.Remove(garments);
            terminal.Out.WriteLine($"Removed {Garments(removed)} from {Printable.Line(opened.Path)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<bool> ConfirmAsync(Terminal terminal, GarmentCatalog catalog, IReadOnlyList<Garment> garments,
        CancellationToken cancellationToken)
    {
        if (!terminal.InputIsTerminal)
            throw new CommandException($"{Garments(garments.Count)} would be removed from '{catalog.Path}', and nobody can be asked " +
                "here. Add --yes if that is meant; nothing was removed.");
        foreach (var garment in garments.Take(Shown)) terminal.Error.WriteLine($"  {garment.Id}  {Printable.Line(garment.CatalogPath)}");
        if (garments.Count > Shown) terminal.Error.WriteLine($"  … and {garments.Count - Shown:N0} more");
        terminal.Error.Write($"Remove {Garments(garments.Count)} from {Printable.Line(catalog.Path)}? [y/N] ");
        // Reading a line cannot be stopped, but it need not be waited for.
        var answer = await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static string Garments(int count) => count == 1 ? "1 garment" : $"{count:N0} garments";
}
