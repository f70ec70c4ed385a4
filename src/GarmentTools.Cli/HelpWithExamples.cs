using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GarmentTools.Cli;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class CommandWithExamples(string name, string description) : Command(name, description)
{
    /// <summary>Command lines, each with what it does.</summary>
    public IReadOnlyList<(string Line, string What)> Examples { get; init; } = [];

    /// <summary>Lines that end the help.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The usual help, and examples after it.</summary>
internal sealed class HelpWithExamples(HelpAction usual, Terminal terminal) : SynchronousCommandLineAction
{
    private static readonly (string, string)[] s_start =
    [
        ("garment index photos", "make a catalog of a folder of photos (and keep it up to date)"),
        ("garment similar shirt.jpg", "the ten most similar garments"),
        ("garment similar shirt.jpg --filter \"category = shirt\" --json", "of one category, for a program"),
    ];

    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = terminal.Width;
        var code = usual.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command switch
        {
            CommandWithExamples command => command.Examples,
            RootCommand => s_start,
            _ => [],
        };
        if (examples.Count == 0) return code;
        terminal.Out.WriteLine("Examples:");
        foreach (var (line, what) in examples) terminal.Out.WriteLine($"  {line}\n      {what}");
        terminal.Out.WriteLine();
        if (parseResult.CommandResult.Command is CommandWithExamples { Notes.Count: > 0 } noted)
        {
            foreach (var line in noted.Notes) terminal.Out.WriteLine(line);
            terminal.Out.WriteLine();
        }
        if (parseResult.CommandResult.Command is RootCommand)
        {
            terminal.Out.WriteLine("The catalog is the one that --catalog names, else GARMENT_CATALOG, else the nearest *.garments file " +
                "upward.");
            terminal.Out.WriteLine("Exit codes: 0 done, 1 done with rejected files, 2 wrong usage, 3 failed, 130 stopped.");
        }
        return code;
    }
}
