using GarmentTools.Common;
using GarmentTools.Kernel;

namespace GarmentTools.Cli;

/// <summary>Says in one line what went wrong, and chooses the exit code.</summary>
internal static class Failure
{
    private const string DebugVariable = "GARMENT_DEBUG";

    public static int Report(Exception exception, Terminal terminal, bool stopped)
    {
        try
        {
            if (!stopped) terminal.Flush(); // what was found before comes before
        }
        catch (IOException) { } // that is the failure to tell of, or the lesser one
        var code = Describe(exception, terminal, stopped);
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1") terminal.Error.WriteLine(exception);
        return code;
    }

    private static int Describe(Exception exception, Terminal terminal, bool stopped)
    {
        switch (exception)
        {
            case OperationCanceledException when stopped:
                terminal.Error.WriteLine("Stopped. What was stored before stays, and nothing is left half done; run the command again.");
                return ExitCode.Stopped;
            case UsageException wrong:
                terminal.WriteError("error", wrong.Worded(RemedyWords.Of));
                return ExitCode.WrongUsage;
            case CommandException command:
                terminal.WriteError("error", exception.Message);
                return command.Code;
            case KernelException kernel:
                terminal.WriteError("error", exception.Message);
                return kernel.AskedWrongly ? ExitCode.WrongUsage : ExitCode.Failed;
            case GarmentException ours:
                terminal.WriteError("error", ours.Worded(RemedyWords.Of));
                return ExitCode.Failed;
            case DllNotFoundException: // says what was tried and what to do
                terminal.WriteError("error", exception.Message);
                return ExitCode.Failed;
            case IOException or UnauthorizedAccessException:
                terminal.WriteError("error", $"{exception.Message} Check the disk, the path and its permissions, then run the command " +
                    "again.");
                return ExitCode.Failed;
            default:
                terminal.WriteError("error", $"unexpected {exception.GetType().Name}: {exception.Message} This is a fault of garment: " +
                    $"run the command again with {DebugVariable}=1 and report what it prints, with 'garment --version'.");
                return ExitCode.Failed;
        }
    }
}
