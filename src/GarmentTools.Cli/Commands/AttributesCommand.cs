using System.CommandLine;
using GarmentTools.Catalogs;
using GarmentTools.Cli.Completion;
using GarmentTools.Cli.Printing;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment attributes</c>: sets, imports and lists what filters speak of.</summary>
internal static class AttributesCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new CommandWithExamples("attributes", "Sets, imports and lists attributes of garments.")
        {
            Examples =
            [
                ("garment attributes import attributes.csv", "from a table whose column 'file' or 'path' names the photos"),
                ("garment attributes set 17 color=red product=A-100", "of one garment; an empty value removes"),
                ("garment attributes list color", "the values of an attribute, with counts"),
            ],
        };
        command.Subcommands.Add(Set(terminal));
        command.Subcommands.Add(Import(terminal));
        command.Subcommands.Add(List(terminal));
        return command;
    }

    private static CommandWithExamples Set(Terminal terminal)
    {
        var word = new Argument<string>("ID|PATH") { Description = "A garment." };
        var pairs = new Argument<string[]>("NAME=VALUE")
        {
            Description =
            "What to set; an empty value removes. 'product' and 'domain' set those fields.",
            Arity = ArgumentArity.OneOrMore
        };
        pairs.HelpName = "NAME=VALUE"; // else the completions would stand in the help
        pairs.CompletionSources.Add(Suggestions.AttributePairs);
        var catalog = CommonOptions.Catalog();
        var command = new CommandWithExamples("set", "Sets attributes of a garment.")
        {
            Examples = [("garment attributes set 17 color=red \"brand=Ivy & Oak\"", "two attributes"),
                ("garment attributes set 17 color=", "removes one")],
        };
        command.Arguments.Add(word);
        command.Arguments.Add(pairs);
        command.Options.Add(catalog);
        pairs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') < 1))
                result.AddError($"'{token.Value}' is not NAME=VALUE, for instance color=red.");
        });
        command.SetAction(result =>
        {
            using var opened = CatalogChoice.Open(result, catalog, result.GetRequiredValue(word));
            var garment = CatalogChoice.Find(opened, result.GetRequiredValue(word));
            var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var pair in result.GetRequiredValue(pairs)) values[pair[..pair.IndexOf('=')].Trim()] = pair[(pair.IndexOf('=') + 1)..];
            opened.SetAttributes(garment.Id, values);
            var after = opened.Find(garment.Id)!;
            terminal.Out.WriteLine(Printable.Line($"{after.Id}  {after.Path}  " +
                $"{string.Join(", ", after.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"))}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Import(Terminal terminal)
    {
        var file = new Argument<string>("FILE.csv")
        {
            Description =
            "UTF-8 with a header; column 'file' or 'path' names the photo, the others are attributes."
        };
        var (catalog, json) = (CommonOptions.Catalog(), CommonOptions.Json());
        var command = new CommandWithExamples("import", "Sets attributes from a CSV file: all of it, or nothing.")
        {
            Examples = [("garment attributes import photos/attributes.csv --catalog photos/catalog.garments",
                "files are looked for beside the CSV and beside the catalog")],
        };
        command.Arguments.Add(file);
        command.Options.Add(catalog);
        command.Options.Add(json);
        command.SetAction((result, cancellationToken) =>
        {
            using var opened = CatalogChoice.Open(result, catalog, result.GetRequiredValue(file));
            var summary = Import(opened, result.GetRequiredValue(file), cancellationToken);
            if (result.GetValue(json)) JsonPrinter.Print(terminal, AttributeImportRow.From(summary));
            else Print(terminal, summary);
            return Task.FromResult(Reject(terminal, summary, result.GetRequiredValue(file), silent: result.GetValue(json)));
        });
        return command;
    }

    /// <summary>Imports a CSV file that must be there.</summary>
    public static AttributeImportSummary Import(GarmentCatalog catalog, string csv, CancellationToken cancellationToken) =>
        File.Exists(csv) ? catalog.ImportAttributes(csv, cancellationToken)
            : throw CommandException.NotFound(csv, "a CSV file of attributes");

    public static void Print(Terminal terminal, AttributeImportSummary summary) =>
        terminal.Out.WriteLine($"Attributes of {summary.Garments:N0} garments from {summary.Rows:N0} rows: " +
            $"{Printable.Line(string.Join(", ", summary.Names))}");

    /// <summary>Names the rows that belong to no garment, and chooses the exit code.</summary>
    public static int Reject(Terminal terminal, AttributeImportSummary summary, string csv, bool silent = false)
    {
        terminal.Flush();
        if (!silent)
            foreach (var (line, name) in summary.NotFound)
                terminal.WriteError("rejected", $"'{csv}', line {line}: '{name}' is no photo of the catalog. Correct the name, or index " +
                    "the photo first.");
        return summary.NotFound.Count > 0 ? ExitCode.DoneWithRejected : ExitCode.Done;
    }

    private static CommandWithExamples List(Terminal terminal)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "An attribute, or 'product' or 'domain'; without it, the names of all.",
            Arity = ArgumentArity.ZeroOrOne
        };
        name.HelpName = "NAME";
        name.CompletionSources.Add(Suggestions.AttributeNames);
        var (catalog, json) = (CommonOptions.Catalog(), CommonOptions.Json());
        var command = new CommandWithExamples("list", "Lists names of attributes, or the values of one, with the number of garments.")
        {
            Examples = [("garment attributes list", "all names"), ("garment attributes list color", "the values of one")],
        };
        command.Arguments.Add(name);
        command.Options.Add(catalog);
        command.Options.Add(json);
        command.SetAction(result =>
        {
            using var opened = CatalogChoice.Open(result, catalog);
            var asked = result.GetValue(name);
            var info = opened.GetInfo();
            if (asked is not null && !asked.Equals("product", StringComparison.OrdinalIgnoreCase)
                && !asked.Equals("domain", StringComparison.OrdinalIgnoreCase)
                && !info.Attributes.Keys.Contains(asked, StringComparer.OrdinalIgnoreCase))
                throw new CommandException($"No garment of '{opened.Path}' has the attribute '{asked}'. Attributes: " +
                    $"{(info.Attributes.Count == 0 ? "none yet" : string.Join(", ", info.Attributes.Keys))}.");
            var counts = asked is null ? info.Attributes : opened.GetValues(asked);
            if (result.GetValue(json)) JsonPrinter.Print(terminal, counts);
            else
            {
                var table = new TextTable(new(asked is null ? "Attribute" : "Value", Wrapped: true), new("Garments", Right: true));
                foreach (var (value, count) in counts) table.Add(value, $"{count:N0}");
                if (table.Count > 0) table.Print(terminal);
                else terminal.Error.WriteLine("No attributes yet. Import some with 'garment attributes import FILE.csv'.");
            }
            return ExitCode.Done;
        });
        return command;
    }
}
