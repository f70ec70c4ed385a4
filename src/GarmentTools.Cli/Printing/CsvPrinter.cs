namespace GarmentTools.Cli.Printing;

/// <summary>Prints CSV: as it is into a pipe, without control characters in a terminal.</summary>
internal static class CsvPrinter
{
    public static void Print(Terminal terminal, Action<TextWriter> write)
    {
        if (!terminal.OutIsTerminal)
        {
            write(terminal.Out);
            return;
        }
        using var text = new StringWriter { NewLine = "\n" };
        write(text);
        terminal.Out.Write(Printable.Lines(text.ToString()));
    }
}
