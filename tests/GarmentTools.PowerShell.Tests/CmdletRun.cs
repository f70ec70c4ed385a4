namespace GarmentTools.PowerShell.Tests;

/// <summary>Runs cmdlets as PowerShell would, with a sink in its place.</summary>
internal static class CmdletRun
{
    /// <summary>Without a pipeline: one record.</summary>
    public static TestSink Run<T>(this TestSink sink, T cmdlet) where T : GarmentCmdlet => sink.Pipe(cmdlet, [_ => { }]);

    /// <summary>With a pipeline: each step binds the next object.</summary>
    public static TestSink Pipe<T>(this TestSink sink, T cmdlet, IEnumerable<Action<T>> records) where T : GarmentCmdlet
    {
        cmdlet.Sink = sink;
        try
        {
            cmdlet.Run(CmdletStep.Begin);
            foreach (var bind in records)
            {
                bind(cmdlet);
                cmdlet.Run(CmdletStep.Process);
            }
            cmdlet.Run(CmdletStep.End);
        }
        finally { cmdlet.Dispose(); }
        return sink;
    }

    /// <summary>The error that ends the command.</summary>
    public static CmdletError Fails<T>(this TestSink sink, T cmdlet) where T : GarmentCmdlet => Assert.Throws<TerminatingException>(() => sink.Run(cmdlet)).Error;
}
