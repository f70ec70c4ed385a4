using System.Runtime.ExceptionServices;

namespace GarmentTools.Common;

/// <summary>Parallel loops of learning and evaluation. No result depends on the number of threads.</summary>
internal static class WorkThreads
{
    /// <summary>The most at once; -1 for as many as there are processors. Tests set it.</summary>
    public static int Most { get; set; } = -1;

    /// <summary>Runs the body for 0…count−1; what it throws arrives as it is, not wrapped.</summary>
    public static void For(int count, CancellationToken token, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = token, MaxDegreeOfParallelism = Most }, body);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
