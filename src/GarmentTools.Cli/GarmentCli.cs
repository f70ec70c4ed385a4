using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using GarmentTools.Cli.Commands;

namespace GarmentTools.Cli;

/// <summary>The program: builds the commands, runs one, and turns whatever happens into one line and an exit code.</summary>
internal static class GarmentCli
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        var terminal = new Terminal();
        using var interrupt = StopOn(PosixSignal.SIGINT, stop, terminal);
        using var terminate = StopOn(PosixSignal.SIGTERM, stop, terminal);
        int code;
        try { code = await InvokeAsync(args, terminal, stop.Token).ConfigureAwait(false); }
        catch (Exception e) { code = Failure.Report(e, terminal, stop.IsCancellationRequested); }
        if (code == ExitCode.Stopped) return code;
        try { terminal.Flush(); }
        catch (IOException e) { code = Failure.Report(e, terminal, stopped: false); } // the disk that the output goes to is full
        return code;
    }

    /// <summary>All commands.</summary>
    public static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand("Finds visually similar garments: a photo goes in, the ten most similar garments of a catalog come " +
            "out.");
        root.Subcommands.Add(IndexCommand.Create(terminal));
        root.Subcommands.Add(WorkCommand.Create(terminal));
        root.Subcommands.Add(SimilarCommand.Create(terminal));
        root.Subcommands.Add(ListCommand.Create(terminal));
        root.Subcommands.Add(ShowCommand.Create(terminal));
        root.Subcommands.Add(CatalogCommand.Create(terminal));
        root.Subcommands.Add(CopyCommand.Create(terminal));
        root.Subcommands.Add(RemoveCommand.Create(terminal));
        root.Subcommands.Add(AttributesCommand.Create(terminal));
        root.Subcommands.Add(ModelsCommand.Create(terminal));
        root.Subcommands.Add(EmbedCommand.Create(terminal));
        root.Subcommands.Add(CompareCommand.Create(terminal));
        root.Subcommands.Add(RegionCommand.Create(terminal));
        root.Subcommands.Add(MatrixCommand.Create(terminal));
        root.Subcommands.Add(MetricCommand.Create(terminal));
        root.Subcommands.Add(EvaluateCommand.Create(terminal));
        root.Subcommands.Add(DuplicatesCommand.Create(terminal));
        root.Subcommands.Add(DecideCommand.Create(terminal));
        root.Subcommands.Add(GroupsCommand.Create(terminal));
        root.Subcommands.Add(ReportCommand.Create(terminal));
        root.Subcommands.Add(KernelCommand.Create(terminal));
        root.Subcommands.Add(NotebookCommand.Create(terminal));
        root.Subcommands.Add(VerifyCommand.Create(terminal));
        root.Subcommands.Add(CompletionCommand.Create(terminal));
        // Without the usual '/h' and '/?', which are paths here.
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        var help = new HelpOption("--help", "-h", "-?");
        help.Action = new HelpWithExamples((HelpAction)help.Action!, terminal);
        root.Options.Add(help);
        return root;
    }

    private static async Task<int> InvokeAsync(string[] args, Terminal terminal, CancellationToken stop)
    {
        var root = Build(terminal);
        // No response files: '@' may begin the name of a photo.
        var result = root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // An empty word is a variable that was not set; what it would mean differs from place to place.
        if (result.Action is not ParseErrorAction && result.UnmatchedTokens.Count == 0 && EmptyValue(result) is { } empty)
        {
            terminal.WriteError("error", $"{empty} is empty: a variable of the script may not be set. Give it a value, or leave it out.");
            return ExitCode.WrongUsage;
        }
        if (result.Action is ParseErrorAction) return WrongUsage.Report(result, terminal);
        // Signals are ours (see StopOn), and so are exceptions.
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false
        };
        // What has no use for the token is short or only reads: it is simply left behind.
        if (result.Action is SynchronousCommandLineAction)
            return await Task.Run(() => result.Invoke(configuration), CancellationToken.None).WaitAsync(stop).ConfigureAwait(false);
        return await result.InvokeAsync(configuration, stop).ConfigureAwait(false);
    }

    private static string? EmptyValue(ParseResult result) =>
        result.CommandResult.Children.Where(child => child.Tokens.Any(token => token.Value.Length == 0)).Select(child => child switch
    {
        ArgumentResult argument => argument.Argument.HelpName ?? argument.Argument.Name,
        OptionResult option when option.Option.Name != "--filter" => option.Option.Name,
        _ => null,
    }).FirstOrDefault(name => name is not null);

    // The first signal asks the work to stop where the catalog is whole; the second one ends the process as it would without us.
    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop, Terminal terminal) =>
        PosixSignalRegistration.Create(signal, context =>
    {
        if (stop.IsCancellationRequested)
        {
            terminal.ShowCursor();
            return;
        }
        context.Cancel = true;
        stop.Cancel();
    });
}
