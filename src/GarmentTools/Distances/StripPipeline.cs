using System.Diagnostics;
using GarmentTools.Common;

namespace GarmentTools.Distances;

/// <summary>
/// Computes strips of rows on several threads and hands them over in order. A thread that is far ahead waits, so that memory stays flat.
/// </summary>
internal static class StripPipeline
{
    /// <summary>Runs to the end, or throws the first fault after all threads have stopped.</summary>
    internal static void Run(int count, WorkLayout layout, Func<IStripFiller> filler, IStripOutput output,
        string activity, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var places = new SemaphoreSlim(layout.Window);
        var gate = new Lock();
        var waiting = new Dictionary<int, (int First, int End, object Strip)>();
        var clock = Stopwatch.StartNew();
        int nextRow = 0, nextStrip = 0, nextWritten = 0;
        Exception? fault = null;

        void Work()
        {
            try
            {
                using IStripFiller work = filler();
                while (true)
                {
                    places.Wait(stop.Token);
                    int first, end, strip;
                    lock (gate)
                    {
                        if (nextRow >= count) break;
                        (first, strip) = (nextRow, nextStrip++);
                        nextRow = end = Math.Min(first + layout.StripRows, count);
                    }
                    object made = output.Make(work, first, end, stop.Token);
                    lock (gate)
                    {
                        waiting.Add(strip, (first, end, made));
                        while (waiting.Remove(nextWritten, out var ready))
                        {
                            stop.Token.ThrowIfCancellationRequested();
                            output.Accept(ready.Strip);
                            nextWritten++;
                            places.Release();
                            progress?.Report(new(activity, PairLayout.Start(ready.End, count), PairLayout.Pairs(count), clock.Elapsed));
                        }
                    }
                }
                places.Release(); // whoever waits learns that there is no more
            }
            catch (Exception e)
            {
                // The first fault is the cause; the cancellations of the other threads follow from it.
                lock (gate) fault ??= e;
                stop.Cancel();
            }
        }

        Task[] threads = [.. Enumerable.Range(1, layout.Threads - 1)
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Work();
        Task.WaitAll(threads, CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (fault is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
    }
}
