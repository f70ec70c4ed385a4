using System.CommandLine;
using GarmentTools.Cli.Completion;

namespace GarmentTools.Cli.Commands;

/// <summary>
/// <c>garment completion</c>: prints a script that makes the Tab key complete commands, options, models, attributes and their values.
/// </summary>
internal static class CompletionCommand
{
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        var command = new CommandWithExamples("completion", "Prints a script for the shell that completes commands, options, models, " +
            "attributes and values.")
        {
            Examples =
            [
                ("eval \"$(garment completion bash)\"", "in ~/.bashrc"),
                ("eval \"$(garment completion zsh)\"", "in ~/.zshrc, after compinit"),
                ("garment completion fish > ~/.config/fish/completions/garment.fish", "fish"),
                ("garment completion pwsh | Out-String | Invoke-Expression", "in $PROFILE"),
            ],
        };
        command.Arguments.Add(shell);
        command.SetAction(result =>
        {
            terminal.Out.Write(CompletionScripts.For(result.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return command;
    }
}
