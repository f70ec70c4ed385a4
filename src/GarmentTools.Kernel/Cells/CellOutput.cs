using System.Text.Json.Nodes;
using GarmentTools.Interactive;
using GarmentTools.Interactive.Rendering;

namespace GarmentTools.Kernel;

/// <summary>What cells print and show, in the order in which they do; the reply of a cell comes after all that it printed.</summary>
internal sealed class CellOutput : IDisposable
{
    private readonly Action<JsonObject> _send;
    private readonly CellConsole _out, _error;
    private readonly Timer _flush;
    private string _cell = "";
    private string? _plotlyOwner; // the text of the cell whose output has the chart script
    private bool _hasScript; // whether this run of it has it already

    public CellOutput(Action<JsonObject> send)
    {
        _send = send;
        (_out, _error) = (new CellConsole(text => Stream("stdout", text)), new CellConsole(text => Stream("stderr", text)));
        Console.SetOut(_out);
        Console.SetError(_error);
        Console.SetIn(TextReader.Null);
        _flush = new Timer(_ => Flush(), null, 50, 50);
    }

    /// <summary>Says which cell runs from now on.</summary>
    public void Begin(CellRequest cell) => (_cell, _hasScript) = (cell.Code, false);

    public void Result(object value) => Show("result", value, null, null);

    public void Display(object? value, string? mimeType, string? displayId, bool update) =>
        Show(update ? "update" : "display", value, mimeType, displayId);

    public void Reply(long id, JsonObject content)
    {
        Flush();
        _send(new JsonObject { ["type"] = "reply", ["id"] = id, ["content"] = content });
    }

    public void Dispose()
    {
        _flush.Dispose();
        Flush();
    }

    private void Flush()
    {
        _out.Flush();
        _error.Flush();
    }

    private void Stream(string name, string text) => _send(new JsonObject { ["type"] = "stream", ["name"] = name, ["text"] = text });

    private void Show(string type, object? value, string? mimeType, string? displayId)
    {
        Flush();
        // The chart script goes once into a notebook; the cell that brought it brings it again when it runs again.
        var withScript = !_hasScript && (_plotlyOwner is null || _plotlyOwner == _cell);
        var rendered = mimeType is null ? NotebookRenderer.Render(value, withScript)
            : new RenderedValue(new Dictionary<string, string> { [mimeType] = value as string ?? NotebookRenderer.PlainText(value) });
        if (rendered.BringsScript) (_plotlyOwner, _hasScript) = (_cell, true);
        var data = new JsonObject();
        foreach (var (form, text) in rendered.Forms) data[form] = MimeTypes.IsJson(form) ? JsonNode.Parse(text) : JsonValue.Create(text);
        var message = new JsonObject { ["type"] = type, ["data"] = data };
        if (displayId is not null) message["display_id"] = displayId;
        _send(message);
    }
}
