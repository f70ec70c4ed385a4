namespace GarmentTools.Cli;

/// <summary>A command that cannot be done as it was written; the message says what was found, what was expected and what to do.</summary>
internal sealed class CommandException(string message, int code = ExitCode.WrongUsage) : Exception(message)
{
    /// <summary>What the shell is told.</summary>
    public int Code { get; } = code;

    /// <summary>A file or folder is missing: the command was right, the world is not.</summary>
    public static CommandException NotFound(string path, string expected) =>
        new($"'{path}' was not found: expected {expected}. Check the path (looked in {Environment.CurrentDirectory}).", ExitCode.Failed);
}
