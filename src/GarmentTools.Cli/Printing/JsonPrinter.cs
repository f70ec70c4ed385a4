using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Printing;

/// <summary>
/// Prints JSON: as it is into a pipe; in a terminal, what could turn the direction of writing is escaped, which means the same to a
/// program.
/// </summary>
internal static class JsonPrinter
{
    public static void Print<T>(Terminal terminal, T result) => Print(terminal, ResultJson.Serialize(result));

    public static void Print(Terminal terminal, string json) =>
        terminal.Out.WriteLine(terminal.OutIsTerminal ? Printable.Lines(json) : json);
}
