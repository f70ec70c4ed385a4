using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace GarmentTools.Kernel;

/// <summary>
/// Answers requests, one JSON object a line, from standard input: <c>execute</c>, <c>interrupt</c>, <c>complete</c>, <c>inspect</c>,
/// <c>is_complete</c>.
/// Ends when the input ends, whatever a cell does then.
/// </summary>
internal static class KernelHost
{
    public static int Run()
    {
        // Jupyter sends SIGINT to the whole group of processes; an interrupt comes as a request.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        using var writer = new MessageWriter(Console.OpenStandardOutput());
        using var output = new CellOutput(writer.Send);
        using var runner = new CellRunner(output);
        while (input.ReadLine() is { } line)
        {
            var request = JsonNode.Parse(line)!.AsObject();
            try { Answer(request, runner, output); }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                output.Reply(Id(request),
                CellError.Failure(e.GetType().Name, e.Message));
            }
        }
        Environment.Exit(0); // a cell that is still running must not keep the process
        return 0;
    }

    private static void Answer(JsonObject request, CellRunner runner, CellOutput output)
    {
        var (id, code, position) = (Id(request), Text(request, "code"), (int?)request["position"] ?? 0);
        switch (Text(request, "type"))
        {
            case "execute": runner.Start(new CellRequest(id, code, (int?)request["number"] ?? 0)); break;
            case "interrupt": runner.Interrupt(); break;
            case "complete": output.Reply(id, runner.Session.Assistance.Complete(code, position)); break;
            case "inspect": output.Reply(id, runner.Session.Assistance.Inspect(code, position)); break;
            case "is_complete": output.Reply(id, CellAssistance.IsComplete(code)); break;
            case var other: output.Reply(id, CellError.Failure("UnknownRequest", $"'{other}' is no request.")); break;
        }
    }

    private static long Id(JsonObject request) => (long?)request["id"] ?? 0;

    private static string Text(JsonObject request, string name) => (string?)request[name] ?? "";
}
