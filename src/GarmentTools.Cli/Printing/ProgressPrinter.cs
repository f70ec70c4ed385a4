using System.Globalization;
using GarmentTools.Common;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GarmentTools.Cli.Printing;

/// <summary>
/// Shows how far work has come, on standard error: a bar in a terminal, a line every few seconds elsewhere, nothing when told to be quiet.
/// </summary>
internal static class ProgressPrinter
{
    /// <summary>Runs work that reports its progress.</summary>
    public static async Task<T> RunAsync<T>(Terminal terminal, bool quiet, Func<IProgress<WorkProgress>?, Task<T>> work)
    {
        if (quiet) return await work(null).ConfigureAwait(false);
        if (!terminal.ErrorIsTerminal || !terminal.HasAnsi) return await work(new Lines(terminal.Error)).ConfigureAwait(false);
        return await terminal.Ansi(error: true).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new WorkColumn())
            .StartAsync(context => work(new Bars(context))).ConfigureAwait(false);
    }

    /// <summary>Progress as a person says it: <c>120 of 1,234, 56/s, 0:20 left</c>.</summary>
    private static string Describe(WorkProgress progress)
    {
        var text = progress.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {total:N0}")
            : progress.Done.ToString("N0", CultureInfo.InvariantCulture);
        if (progress.Done > 0 && progress.Rate > 0) text += string.Create(CultureInfo.InvariantCulture, $", {progress.Rate:N0}/s");
        if (progress.Done > 0 && progress.Remaining is { } left && left > TimeSpan.FromSeconds(1))
            text += string.Create(CultureInfo.InvariantCulture, $", {(int)left.TotalMinutes}:{left.Seconds:00} left");
        return text;
    }

    private sealed class Lines(TextWriter error) : IProgress<WorkProgress>
    {
        private const long Every = 5000;
        private readonly Lock _lock = new();
        private long _next = Environment.TickCount64 + Every; // never goes back, as the time of day may

        public void Report(WorkProgress value)
        {
            lock (_lock)
            {
                if (Environment.TickCount64 < _next) return;
                _next = Environment.TickCount64 + Every;
                error.WriteLine($"{value.Activity}: {Describe(value)}");
            }
        }
    }

    private sealed class Bars(ProgressContext context) : IProgress<WorkProgress>
    {
        private readonly Lock _lock = new();
        private ProgressTask? _task;

        public void Report(WorkProgress value)
        {
            lock (_lock)
            {
                var description = Markup.Escape(Printable.Line(value.Activity));
                if (_task?.Description != description)
                {
                    _task?.StopTask();
                    _task = context.AddTask(description);
                }
                _task.MaxValue = Math.Max(1, value.Total ?? 1);
                _task.IsIndeterminate = value.Total is null;
                _task.Value = value.Total is null ? 0 : value.Total == 0 ? 1 : value.Done;
                _task.State.Update<WorkProgress>("work", _ => value);
            }
        }
    }

    private sealed class WorkColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(Describe(task.State.Get<WorkProgress>("work")));
    }
}
