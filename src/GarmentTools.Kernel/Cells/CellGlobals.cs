using GarmentTools.Interactive;

namespace GarmentTools.Kernel;

/// <summary>What every cell can use by name. The names are those of other notebooks for C#.</summary>
public sealed class CellGlobals
{
    private readonly CellOutput _output;
    private readonly Func<CancellationToken> _stop;
    private int _displays;

    internal CellGlobals(CellOutput output, Func<CancellationToken> stop) => (_output, _stop) = (output, stop);

    /// <summary>
    /// Canceled when the cell is interrupted: pass it to work that takes a token, and it stops where it leaves nothing half done.
    /// </summary>
    public CancellationToken Stop => _stop();

    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">Anything; garments, results, matrices and charts have a form of their own, sequences become tables.</param>
    /// <param name="mimeType">Null (the default) for all forms that it has; else a string is shown as this type.</param>
    /// <returns>What was shown; <see cref="DisplayedValue.Update"/> replaces it.</returns>
#pragma warning disable IDE1006 // the name that notebooks use
    public DisplayedValue display(object? value, string? mimeType = null)
#pragma warning restore IDE1006
    {
        var shown = new DisplayedValue(_output, $"garment-{Environment.ProcessId}-{Interlocked.Increment(ref _displays)}", mimeType);
        _output.Display(value, mimeType, shown.Id, update: false);
        return shown;
    }

    /// <summary>HTML to be shown as it is; what comes from elsewhere must be encoded before.</summary>
    public HtmlText HTML(string html) => new(html);
}

/// <summary>A value that is shown below a cell.</summary>
public sealed class DisplayedValue
{
    private readonly CellOutput _output;
    private readonly string? _mimeType;

    internal DisplayedValue(CellOutput output, string id, string? mimeType) => (_output, Id, _mimeType) = (output, id, mimeType);

    internal string Id { get; }

    /// <summary>Shows another value in its place.</summary>
    public void Update(object? value) => _output.Display(value, _mimeType, Id, update: true);
}
