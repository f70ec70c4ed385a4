namespace GarmentTools.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int DoneWithRejected = 1;
    public const int WrongUsage = 2;
    public const int Failed = 3;
    public const int Stopped = 130;
}
