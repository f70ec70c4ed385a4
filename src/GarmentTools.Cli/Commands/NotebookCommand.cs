using System.CommandLine;
using GarmentTools.Cli.Printing;
using GarmentTools.Kernel;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment notebook</c>: runs a notebook without Jupyter.</summary>
internal static class NotebookCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new CommandWithExamples("notebook", "Runs notebooks without Jupyter, for instance by a schedule.")
        {
            Examples = [("garment notebook run notebooks/01-find-similar.ipynb -o report.html", "top to bottom, into a page")],
        };
        command.Subcommands.Add(Run(terminal));
        return command;
    }

    private static CommandWithExamples Run(Terminal terminal)
    {
        var file = new Argument<string>("IN.ipynb") { Description = "A notebook in C#." };
        var output = new Option<string>("--output", "-o")
        {
            Description =
            "The file to write: .ipynb, or .html for a page that needs no other file.",
            HelpName = "FILE",
            Required = true
        };
        var parameters = new Option<string[]>("--parameter", "-p")
        {
            Description =
            "A value for a variable of the cell with the tag 'parameters'. Several times for several.",
            HelpName = "NAME=VALUE"
        };
        var timeout = new Option<int?>("--timeout")
        {
            Description = "The most seconds that a cell may take. Default: no limit.",
            HelpName =
            "SECONDS"
        };
        var allow = new Option<bool>("--allow-errors") { Description = "Goes on after a cell that fails." };
        var noCode = new Option<bool>("--no-code") { Description = "Leaves the code out of a page." };
        var quiet = CommonOptions.Quiet();
        var command = new CommandWithExamples("run", "Runs a notebook from top to bottom; paths in it are relative to its folder. Its " +
            "own file stays as it is.")
        {
            Examples =
            [
                ("garment notebook run in.ipynb -o out.ipynb -p photos=/data/shop -p count=5", "with other parameters"),
                ("garment notebook run in.ipynb -o out.html --no-code --timeout 600", "a report; a cell that takes ten minutes is stopped"),
            ],
        };
        command.AddFiles(file);
        foreach (var option in new Option[] { output, parameters, timeout, allow, noCode, quiet }) command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var target = result.GetRequiredValue(output);
            var asPage = Path.GetExtension(target).ToLowerInvariant() switch
            {
                ".ipynb" => false,
                ".html" or ".htm" => true,
                _ => throw new CommandException($"--output is '{target}', expected a name that ends with .ipynb or .html."),
            };
            if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder && !Directory.Exists(folder))
                throw CommandException.NotFound(folder, "a folder to write into");
            if (result.GetValue(timeout) is < 1)
                throw new CommandException($"--timeout is {result.GetValue(timeout)}, expected at least 1 second.");
            var notebook = NotebookFile.Read(result.GetRequiredValue(file));
            var options = new NotebookRunOptions
            {
                Parameters = Values(result.GetValue(parameters) ?? []),
                Timeout = result.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                AllowErrors = result.GetValue(allow),
            };
            var failures = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress =>
                 new NotebookRunner(notebook, options).RunAsync(progress, cancellationToken)).ConfigureAwait(false);
            // Also after a failure: the page shows how far it came and what went wrong.
            if (asPage) NotebookFile.Replace(target, NotebookHtml.Write(notebook, !result.GetValue(noCode)));
            else notebook.Write(target);
            foreach (var failure in failures)
                terminal.WriteError(options.AllowErrors ? "warning" : "error", $"cell {failure.Number} failed: {failure.Message}");
            return failures.Count == 0 || options.AllowErrors ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Dictionary<string, string> Values(string[] parameters)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var at = parameter.IndexOf('=');
            if (at < 1) throw new CommandException($"--parameter is '{parameter}', expected NAME=VALUE, such as count=5.");
            if (!values.TryAdd(parameter[..at].Trim(), parameter[(at + 1)..]))
                throw new CommandException($"--parameter names '{parameter[..at].Trim()}' twice. Leave one of them out.");
        }
        return values;
    }
}
