namespace GarmentTools.Cli;

/// <summary>A command line that cannot be done as it was written; the message says what was found, what was expected and what to do.</summary>
internal sealed class CommandException(string message) : Exception(message);
