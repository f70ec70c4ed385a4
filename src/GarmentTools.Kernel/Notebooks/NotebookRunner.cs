using System.Diagnostics;
using System.Text.Json.Nodes;
using GarmentTools.Common;
using GarmentTools.Interactive.Rendering;

namespace GarmentTools.Kernel;

/// <summary>How a notebook is run.</summary>
internal sealed record NotebookRunOptions
{
    /// <summary>Values for the parameters, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>How long one cell may take; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether later cells are run though one failed.</summary>
    public bool AllowErrors { get; init; }
}

/// <summary>A cell that failed.</summary>
/// <param name="Number">The number in the brackets before it.</param>
/// <param name="Message">What went wrong.</param>
internal sealed record CellFailure(int Number, string Message);

/// <summary>Runs a notebook from top to bottom, without Jupyter; its outputs take the place of those that were there.</summary>
internal sealed class NotebookRunner(NotebookFile notebook, NotebookRunOptions options)
{
    private const int PatienceSeconds = 20; // a busy machine may need some of them to reach the cell at all
    private readonly Dictionary<string, List<JsonObject>> _shown = [];

    /// <summary>Runs it.</summary>
    /// <returns>The cells that failed; empty when all went well.</returns>
    public async Task<IReadOnlyList<CellFailure>> RunAsync(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken =
        default)
    {
        NotebookParameters.Inject(notebook, options.Parameters);
        var code = notebook.Cells.Where(cell => NotebookFile.Kind(cell!) == "code").Select(cell => cell!.AsObject()).ToList();
        foreach (var cell in code) (cell["outputs"], cell["execution_count"]) = (new JsonArray(), null);
        var (failures, clock, number) = (new List<CellFailure>(), Stopwatch.StartNew(), 0);
        using var host = new HostProcess(Path.GetDirectoryName(notebook.Path)!);
        foreach (var (cell, i) in code.Select((cell, i) => (cell, i)))
        {
            progress?.Report(new WorkProgress("Running cells", i, code.Count, clock.Elapsed));
            if (string.IsNullOrWhiteSpace(NotebookFile.Source(cell))) continue;
            cell["execution_count"] = ++number;
            if (await RunAsync(host, cell, number, cancellationToken).ConfigureAwait(false) is not { } failure) continue;
            failures.Add(failure);
            // Some cells say themselves that they may fail.
            if (!options.AllowErrors && !NotebookFile.HasTag(cell, "raises-exception")) return failures;
        }
        progress?.Report(new WorkProgress("Running cells", code.Count, code.Count, clock.Elapsed));
        return options.AllowErrors ? failures : [];
    }

    private async Task<CellFailure?> RunAsync(HostProcess host, JsonObject cell, int number, CancellationToken cancellationToken)
    {
        var outputs = cell["outputs"]!.AsArray();
        var id = host.Execute(NotebookFile.Source(cell), number);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var late = options.Timeout is { } limit ? new Timer(_ => Stop(), null, limit, Timeout.InfiniteTimeSpan) : null;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            JsonObject? message;
            try { message = await host.ReadAsync(patience.Token).ConfigureAwait(false); }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new KernelException($"Cell {number} took longer than {options.Timeout} and could not be interrupted. Allow more " +
                    "time with --timeout.", asked: false);
            }
            if (message is null)
                throw new KernelException($"The program that runs the cells ended in cell {number}. {host.TakeErrors()}".TrimEnd(),
                    asked: false);
            if (host.TakeErrors() is { Length: > 0 } printed)
                Add(outputs, new JsonObject { ["type"] = "stream", ["name"] = "stderr", ["text"] = printed });
            if ((string?)message["type"] != "reply") Add(outputs, message, number);
            else if ((long?)message["id"] == id)
            {
                var content = message["content"]!.AsObject();
                if ((string?)content["status"] == "ok") return null;
                var timedOut = options.Timeout is { } most && clock.Elapsed >= most;
                if (timedOut)
                    content["evalue"] = $"The cell took longer than {options.Timeout} and was interrupted. Allow more time with --timeout.";
                var error = new JsonObject { ["output_type"] = "error" };
                foreach (var part in new[] { "ename", "evalue", "traceback" }) error[part] = content[part]!.DeepClone();
                outputs.Add(error);
                return new(number, $"{(string?)content["ename"]}: {(string?)content["evalue"]}");
            }
        }

        void Stop()
        {
            host.Interrupt();
            patience.CancelAfter(TimeSpan.FromSeconds(PatienceSeconds));
        }
    }

    // As Jupyter keeps outputs: what a stream brings in pieces is one, and an update changes what was shown before, wherever that is.
    private void Add(JsonArray outputs, JsonObject message, int number = 0)
    {
        var type = (string?)message["type"];
        if (type == "stream")
        {
            var text = NotebookFile.Text(message["text"]);
            if (outputs.LastOrDefault() is JsonObject last && (string?)last["output_type"] == "stream"
                && (string?)last["name"] == (string?)message["name"])
                last["text"] = NotebookFile.Lines(NotebookFile.Text(last["text"]) + text);
            else outputs.Add(new JsonObject
            {
                ["output_type"] = "stream",
                ["name"] = message["name"]!.DeepClone(),
                ["text"] =
                NotebookFile.Lines(text)
            });
            return;
        }
        var data = new JsonObject();
        foreach (var (form, value) in message["data"]!.AsObject())
            data[form] = MimeTypes.IsJson(form) ? value!.DeepClone() : NotebookFile.Lines(NotebookFile.Text(value));
        var display = (string?)message["display_id"];
        if (type == "update")
        {
            foreach (var shown in _shown.GetValueOrDefault(display ?? "") ?? []) shown["data"] = data.DeepClone();
            return;
        }
        var output = new JsonObject
        {
            ["output_type"] = type == "result" ? "execute_result" : "display_data",
            ["data"] = data,
            ["metadata"] = new JsonObject()
        };
        if (type == "result") output["execution_count"] = number;
        outputs.Add(output);
        if (display is not null) (_shown.TryGetValue(display, out var list) ? list : _shown[display] = []).Add(output);
    }
}
