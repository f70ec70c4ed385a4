using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Cli.Printing;

/// <summary>
/// Tells what a worker does, in lines on standard error, since it may run for months: what goes wrong and right again at once, how far it
/// has come every
/// half minute. Quiet leaves the latter out.
/// </summary>
internal sealed class WorkPrinter(Terminal terminal, bool quiet) : IProgress<WorkProgress>, IProgress<string>
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private DateTime _next = DateTime.UtcNow + s_every;

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            if (quiet || DateTime.UtcNow < _next) return;
            _next = DateTime.UtcNow + s_every;
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Done:N0} photos done, {value.Rate:N1}/s"));
        }
    }

    /// <summary>A message: <c>kind: text</c>.</summary>
    public void Report(string value)
    {
        lock (_lock) terminal.Error.WriteLine(Printable.Line(value));
    }

    /// <summary>A message that only tells what is done.</summary>
    public void Note(string text)
    {
        if (!quiet) Report(text);
    }
}
