using System.CommandLine;
using GarmentTools.Cli.Completion;
using GarmentTools.Cli.Printing;
using GarmentTools.Models;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment models</c>: lists, shows, registers and fetches models.</summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new CommandWithExamples("models", "Lists, shows, registers and installs models.")
        {
            Examples =
            [
                ("garment models list", "what there is"),
                ("garment models show mobilenetv2-garment", "its card"),
                ("garment models register my-model.onnx", "drafts a card; run it again to register"),
                ("garment models install mobilenetv2-12", "fetch weights that are not shipped"),
            ],
        };
        command.Subcommands.Add(List(terminal));
        command.Subcommands.Add(Show(terminal));
        command.Subcommands.Add(Register(terminal));
        command.Subcommands.Add(Install(terminal));
        return command;
    }

    private static CommandWithExamples List(Terminal terminal)
    {
        var json = CommonOptions.Json();
        var command = new CommandWithExamples("list", "Lists the models that are known by name.")
        {
            Examples =
            [("garment models list --json", "for a program")]
        };
        command.Options.Add(json);
        command.SetAction(result =>
        {
            IReadOnlyList<ModelRow> rows = [.. ModelRegistry.Default.List().Select(ModelRow.From)];
            if (result.GetValue(json)) JsonPrinter.Print(terminal, rows);
            else
            {
                var table = new TextTable(new("Name"), new("Kind", Optional: true), new("State"), new("Outputs", Optional: true),
                    new("Description", Wrapped: true));
                foreach (var row in rows)
                    table.Add(row.Default ? row.Name + " *" : row.Name, row.Kind ?? "", row.Problem is not null ? "card has faults"
                        : row.Installed ? "installed" : "not installed",
                        string.Join(", ", row.Outputs.Select(output => $"{output.Key} {output.Value}")), row.Problem ?? row.Description);
                table.Print(terminal);
                if (terminal.OutIsTerminal) terminal.Out.WriteLine("* used where no model is named");
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Show(Terminal terminal)
    {
        var name = NameArgument();
        var command = new CommandWithExamples("show", "Shows a model's card.")
        {
            Examples =
            [("garment models show mobilenetv2-garment", "JSON, as in the card's file")]
        };
        command.Arguments.Add(name);
        command.SetAction(result =>
        {
            var model = ModelRegistry.Default.Find(result.GetRequiredValue(name));
            JsonPrinter.Print(terminal, model.Card.ToJson().TrimEnd());
            terminal.Flush();
            terminal.Error.WriteLine($"Card: {Printable.Line(model.CardPath)}");
            terminal.Error.WriteLine(model.IsInstalled ? $"Weights: {Printable.Line(model.Path)}"
                : $"Weights: not installed; fetch them with 'garment models install {Printable.Line(model.Card.Name)}'");
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Register(Terminal terminal)
    {
        var file = new Argument<string>("CARD.json|MODEL.onnx")
        {
            Description =
            "A card, or an ONNX file with its card beside it; without one, a card is drafted there first."
        };
        var name = new Option<string?>("--name")
        {
            Description = "What a drafted card calls the model. Default: as the file is called.",
            HelpName = "NAME"
        };
        var tensor = new Option<string?>("--tensor")
        {
            Description =
            "The tensor that a drafted card takes as output, also @last-pool and @last-gemm-input. Default: chosen.",
            HelpName = "NAME"
        };
        var dimensions = new Option<int?>("--dimensions")
        {
            Description = "How many numbers that tensor has, where the graph does not say.",
            HelpName = "N"
        };
        var replace = new Option<bool>("--replace") { Description = "Replace a model that was registered before under this name." };
        var quiet = CommonOptions.Quiet();
        var command = new CommandWithExamples("register", "Adds a model of your own, so that it is found by its name.")
        {
            Examples =
            [
                ("garment models register my-model.onnx", "drafts my-model.json where it is missing, for you to check"),
                ("garment models register my-model.json", "checks the card against the weights and registers them"),
            ],
        };
        command.Arguments.Add(file);
        foreach (var option in new Option[] { name, tensor, dimensions, replace, quiet }) command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var path = result.GetRequiredValue(file);
            var card = Path.ChangeExtension(path, ".json");
            if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) && !File.Exists(card))
            {
                var draft = ModelCard.CreateFor(path, result.GetValue(name), result.GetValue(tensor), result.GetValue(dimensions));
                draft.Card.Save(card);
                terminal.Out.WriteLine($"Drafted {Printable.Line(card)}. Not registered yet: check what was guessed, then run 'garment " +
                    $"models register {Printable.Line(card)}'.");
                foreach (var guess in draft.Guesses) terminal.Out.WriteLine($"  {Printable.Line(guess)}");
                return ExitCode.Done;
            }
            var model = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress =>
                ModelRegistry.Default.RegisterAsync(path, result.GetValue(replace), progress, cancellationToken)).ConfigureAwait(false);
            terminal.Out.WriteLine($"Registered {Printable.Line(model.Card.Name)} ({Printable.Line(model.Path)})");
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Install(Terminal terminal)
    {
        var name = NameArgument();
        var source = new Option<string?>("--source", "--from")
        {
            Description = "A file or an http(s) address. Default: the card's own.",
            HelpName = "URL"
        };
        var quiet = CommonOptions.Quiet();
        var command = new CommandWithExamples("install", "Fetches the weights of a known model; size and SHA-256 are checked.")
        {
            Examples = [("garment models install mobilenetv2-12", "from where its card says"),
                ("garment models install mobilenetv2-12 --source mobilenetv2-12.onnx", "from a file")],
        };
        command.Arguments.Add(name);
        command.Options.Add(source);
        command.Options.Add(quiet);
        command.SetAction(async (result, cancellationToken) =>
        {
            var from = result.GetValue(source) is { } text ? Address(text) : null;
            var model = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress =>
                ModelRegistry.Default.InstallAsync(result.GetRequiredValue(name), from, progress, cancellationToken)).ConfigureAwait(false);
            terminal.Out.WriteLine($"Installed {Printable.Line(model.Card.Name)} ({Printable.Line(model.Path)})");
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> NameArgument()
    {
        var name = new Argument<string>("NAME") { Description = "A model's name, or the path of its card." };
        name.HelpName = "NAME";
        name.CompletionSources.Add(_ => Suggestions.Models());
        return name;
    }

    private static Uri Address(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var address)) return address;
        return File.Exists(text) ? new Uri(Path.GetFullPath(text))
            : throw new CommandException($"'{text}' is neither a file nor an address. Give the path of the ONNX file, or an address that " +
                "begins with https://.");
    }
}
