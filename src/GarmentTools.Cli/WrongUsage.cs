using System.CommandLine;
using System.CommandLine.Invocation;
using GarmentTools.Cli.Printing;

namespace GarmentTools.Cli;

/// <summary>Tells what is wrong with a command line, and where help is.</summary>
internal static class WrongUsage
{
    public static int Report(ParseResult result, Terminal terminal)
    {
        var messages = result.Errors.Where(error => error.Message.Length > 0).Select(error => error.Message).Distinct().ToList();
        // "Required command was not provided" comes on top of every mistyped command.
        foreach (var message in messages.Count > 1 && result.UnmatchedTokens.Count > 0 ? messages.Skip(1) : messages)
            terminal.WriteError("error", message);
        if (result.UnmatchedTokens is [{ Length: > 2 }, ..])
            foreach (var suggestion in Suggestions(result)) terminal.Error.WriteLine(Printable.Line(suggestion));
        terminal.Error.WriteLine($"See '{NameOf(result.CommandResult.Command)} --help'.");
        return ExitCode.WrongUsage;
    }

    // The parser knows what a mistyped word may have been; its own way of saying it comes with the whole help.
    private static IEnumerable<string> Suggestions(ParseResult result)
    {
        if (result.Action is not ParseErrorAction action) yield break;
        (action.ShowHelp, action.ShowTypoCorrections) = (false, true);
        using var text = new StringWriter();
        result.Invoke(new InvocationConfiguration { Output = text, Error = TextWriter.Null });
        // of the first word
        foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .TakeWhile((line, i) => i == 0 || line[0] != '\'')) yield return line;
    }

    private static string NameOf(Symbol command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{NameOf(parent)} {command.Name}" : "garment";
}
