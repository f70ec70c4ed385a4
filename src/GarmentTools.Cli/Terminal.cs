using System.Text;
using GarmentTools.Cli.Printing;
using Spectre.Console;

namespace GarmentTools.Cli;

/// <summary>Where output goes and what it can show. Results go to <see cref="Out"/> and nothing else does.</summary>
internal sealed class Terminal
{
    private const int UsualWidth = 80, LeastWidth = 20;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // On Windows a console must be told to; Spectre.Console does that when it looks.
    private readonly Lazy<bool> _hasAnsi = new(() => OperatingSystem.IsWindows() ? AnsiConsole.Profile.Capabilities.Ansi
        : Variable("TERM") is not (null or "" or "dumb"));

    public Terminal()
    {
        if (OperatingSystem.IsWindows() && !(Console.IsOutputRedirected && Console.IsErrorRedirected)) Console.OutputEncoding = s_utf8;
        Out = new StreamWriter(Console.OpenStandardOutput(), s_utf8, 1 << 14) { NewLine = "\n" };
        Error = new StreamWriter(Console.OpenStandardError(), s_utf8, 256) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Results.</summary>
    public TextWriter Out { get; }

    /// <summary>Progress, warnings and errors.</summary>
    public TextWriter Error { get; }

    public bool OutIsTerminal { get; } = !Console.IsOutputRedirected;
    public bool ErrorIsTerminal { get; } = !Console.IsErrorRedirected;
    public bool InputIsTerminal { get; } = !Console.IsInputRedirected;

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; } = FindWidth();

    /// <summary>Whether escape sequences are understood.</summary>
    public bool HasAnsi => _hasAnsi.Value;

    /// <summary>Whether the user wants no colors (no-color.org).</summary>
    public bool NoColor { get; } = Variable("NO_COLOR") is { Length: > 0 };

    /// <summary>Whether the terminal is known to show 16 million colors.</summary>
    public bool HasTrueColor { get; } = FindTrueColor();

    /// <summary>An <see cref="IAnsiConsole"/> on results or on messages.</summary>
    public IAnsiConsole Ansi(bool error = false)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(error ? Error : Out),
            Ansi = HasAnsi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = NoColor || !HasAnsi ? ColorSystemSupport.NoColors : ColorSystemSupport.EightBit,
            Interactive = error ? InteractionSupport.Yes : InteractionSupport.No, // progress is drawn over and over
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = HasAnsi;
        return console;
    }

    /// <summary>Writes a line such as <c>error: …</c>.</summary>
    public void WriteError(string kind, string message) => Error.WriteLine($"{kind}: {Printable.Line(message)}");

    /// <summary>Brings the cursor back that a progress bar hides.</summary>
    public void ShowCursor()
    {
        if (ErrorIsTerminal && HasAnsi) Error.Write("\e[?25h\n");
    }

    public void Flush() => Out.Flush();

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    private static int FindWidth()
    {
        try { return Console.WindowWidth is > 0 and var width ? Math.Max(width, LeastWidth) : UsualWidth; }
        catch (IOException) { return UsualWidth; } // no terminal at all
    }

    private static bool FindTrueColor()
    {
        var term = Variable("TERM") ?? "";
        return Variable("COLORTERM") is "truecolor" or "24bit" || Variable("WT_SESSION") is not null
            || Variable("TERM_PROGRAM") is "iTerm.app" or "vscode" or "WezTerm" or "ghostty"
            || term.EndsWith("-direct", StringComparison.Ordinal) || term is "xterm-kitty" or "alacritty" or "foot" or "xterm-ghostty";
    }
}
