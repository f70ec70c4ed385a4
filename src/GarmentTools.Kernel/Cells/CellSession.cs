using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using GarmentTools.Interactive;
using GarmentTools.Postgres;
using GarmentTools.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace GarmentTools.Kernel;

/// <summary>The state that cells share: each one sees what those before it declared.</summary>
internal sealed class CellSession
{
    // The rooms of the library that have something public, and its packages: a cell names no namespace.
    private static readonly Assembly[] s_libraries =
        [typeof(GarmentCatalog).Assembly, typeof(Charts).Assembly, typeof(GarmentReport).Assembly, typeof(PostgresCatalogs).Assembly];

    private static readonly string[] s_imports =
    [
        "System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Text", "System.Threading", "System.Threading.Tasks",
        .. s_libraries.SelectMany(library => library.GetExportedTypes()).Select(type => type.Namespace!).Distinct(),
    ];

    private readonly CellOutput _output;
    private readonly CellGlobals _globals;
    private readonly Lazy<ScriptState<object>> _start;
    private ScriptState<object>? _state;

    public CellSession(CellOutput output, Func<CancellationToken> stop)
    {
        (_output, _globals) = (output, new CellGlobals(output, stop));
        _start = new(Begin);
        Assistance = new CellAssistance(code => Next(code, 0));
    }

    public CellAssistance Assistance { get; }

    private ScriptState<object> State => _state ?? _start.Value;

    /// <summary>
    /// Compiles and runs a first cell of its own, so that the user's first one does not wait for the compiler to be ready.
    /// </summary>
    public void Warm() => _ = State;

    /// <summary>Runs a cell on this thread.</summary>
    /// <returns>The content of the reply.</returns>
    public JsonObject Run(CellRequest cell, CellStop stop)
    {
        var text = CellText.Read(cell.Code);
        if (text.Unsupported is { } magic) return CellError.Unsupported(magic);
        var clock = Stopwatch.StartNew();
        // The compiler is not aborted, only asked: what it keeps for the next cell must stay whole.
        var script = Next(text.Code, cell.Number);
        var faults = script.Compile(stop.Token).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        stop.Token.ThrowIfCancellationRequested();
        if (faults.Count > 0) return CellError.Compilation(faults, cell);

        Task<ScriptState<object>>? task = null;
        var before = SynchronizationContext.Current;
        var pump = new CellPump();
        SynchronizationContext.SetSynchronizationContext(pump);
        try
        {
            stop.Run(() =>
            {
                task = script.RunFromAsync(State, static _ => true, CancellationToken.None);
                pump.RunUntil(task, stop.Token);
                // may take long, too
                if (task.IsCompletedSuccessfully && task.Result is { Exception: null, ReturnValue: { } value }) _output.Result(value);
            });
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            if (task?.IsCompletedSuccessfully == true) _state = task.Result;
            if (text.Time)
                Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms"));
        }
        if (task?.IsFaulted == true) return CellError.Of(task.Exception!.InnerException!, cell, stop.IsRequested);
        return _state?.Exception is { } error ? CellError.Of(error, cell, stop.IsRequested) : new JsonObject { ["status"] = "ok" };
    }

    private Script<object> Next(string code, int number) => State.Script.ContinueWith<object>(code, Options(number));

    private static ScriptOptions Options(int number) => References.Options
        .WithImports(s_imports)
        .WithFilePath($"In [{number}]")
        .WithFileEncoding(Encoding.UTF8)
        .WithEmitDebugInformation(true);

    private ScriptState<object> Begin()
    {
        var loader = new InteractiveAssemblyLoader();
        foreach (var assembly in (Assembly[])[.. s_libraries, typeof(CellGlobals).Assembly]) loader.RegisterDependency(assembly);
        var start = CSharpScript.Create<object>("await Task.Yield(); $\"{1:0.0}\"", Options(0), typeof(CellGlobals), loader);
        var state = start.RunAsync(_globals).GetAwaiter().GetResult();
        // What a continued submission needs beyond a first one.
        return state.ContinueWithAsync<object>("new[] { 1 }.Select(x => x + 1).ToList()", Options(0)).GetAwaiter().GetResult();
    }
}
