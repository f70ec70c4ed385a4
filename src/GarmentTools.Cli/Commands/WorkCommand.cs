using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GarmentTools.Cli.Printing;
using GarmentTools.Postgres;
using GarmentTools.Postgres.Queue;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment work</c>: works on the queue of a catalog on a Postgres server, or tells what it holds.</summary>
internal static class WorkCommand
{
    private const int LettersShown = 20;

    public static Command Create(Terminal terminal)
    {
        var catalog = CommonOptions.Catalog();
        catalog.Description = "The catalog: an address, postgres://USER@HOST/DATABASE. Default: GARMENT_CATALOG.";
        catalog.HelpName = "ADDRESS";
        var threads = new Option<int>("--threads") { Description = "Photos worked on at once. Default: one per core.", HelpName = "N" };
        var untilEmpty = new Option<bool>("--until-empty") { Description = "End when nothing is left in the queue; else wait for more." };
        var lease = new Option<TimeSpan?>("--lease")
        {
            Description =
            "After this time without a word from a worker its photos go to others. Default: 60s.",
            HelpName = "TIME",
            CustomParser =
            Lease
        };
        var attempts = new Option<int?>("--attempts")
        {
            Description = "How often a photo is tried before it is given up. Default: 5.",
            HelpName = "N"
        };
        var status = new Option<bool>("--status")
        {
            Description = "Only tell what the queue holds, who works on it, and what was given " +
            "up and why."
        };
        var retryDead = new Option<bool>("--retry-dead")
        {
            Description =
            "Put the photos that were given up into the queue again, then work."
        };
        var json = CommonOptions.Json();
        var quiet = CommonOptions.Quiet();
        var command = new CommandWithExamples("work", "Works on the queue of a catalog on a Postgres server: run it on as many machines " +
            "as you like.")
        {
            Examples =
            [
                ("garment index /mnt/photos --queue --catalog postgres://me@db/shop", "put the new and changed photos into the queue"),
                ("garment work --catalog 'postgres://me@db/shop?photos=/mnt/photos'",
                "on each machine that has the photos under /mnt/photos; ends with Ctrl-C"),
                ("garment work --until-empty", "end when the queue is empty (the catalog is GARMENT_CATALOG's)"),
                ("garment work --status", "queued, running and given up photos; each worker's rate"),
                ("garment work --retry-dead --until-empty", "once the cause is mended"),
            ],
            Notes =
            [
                "The password comes from PGPASSWORD or the pgpass file. A worker may be killed at any moment: nothing is lost, nothing " +
                    "is done twice.",
                "A file that is no picture is rejected at once; what cannot be read is tried again after 2, 4, 8, ... seconds, and then " +
                "given up.",
            ],
        };
        foreach (var option in new Option[] { catalog, threads, untilEmpty, lease, attempts, status, retryDead, json, quiet })
            command.Options.Add(option);
        command.Exclusive(status, untilEmpty);
        command.Exclusive(status, retryDead);

        command.SetAction(async (result, cancellationToken) =>
        {
            using var opened = CatalogChoice.Open(result, catalog);
            if (result.GetValue(status))
            {
                var queue = opened.GetQueue();
                if (result.GetValue(json)) JsonPrinter.Print(terminal, queue);
                else Print(terminal, queue);
                return ExitCode.Done;
            }
            var reporter = new WorkPrinter(terminal, result.GetValue(quiet));
            var usual = new WorkOptions();
            var options = usual with
            {
                Threads = result.GetValue(threads),
                UntilEmpty = result.GetValue(untilEmpty),
                Lease = result.GetValue(lease) ?? usual.Lease,
                Attempts = result.GetValue(attempts) ?? usual.Attempts,
                Messages = reporter,
            };
            if (result.GetValue(retryDead)) reporter.Note($"{opened.RetryDead():N0} photos that were given up are in the queue again");
            reporter.Note($"working on the queue of {opened.Path}, photos in {opened.Folder}");
            var summary = await opened.WorkAsync(options, reporter, cancellationToken).ConfigureAwait(false);
            if (result.GetValue(json)) JsonPrinter.Print(terminal, summary);
            else Print(terminal, opened, summary);
            return summary.Rejected + summary.Dead > 0 ? ExitCode.DoneWithRejected : ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, GarmentCatalog catalog, WorkSummary summary)
    {
        var rate = summary.Embedded > 0 ? $", {summary.Embedded / Math.Max(0.001, summary.Busy.TotalSeconds):N1} photos/s" : "";
        terminal.Out.WriteLine($"{Printable.Line(catalog.Path)}: the queue is empty ({summary.Elapsed.TotalSeconds:N1} s{rate})");
        (string What, long Count, string Hint)[] lines =
        [
            ("added", summary.Added, ""),
            ("changed", summary.Changed, ""),
            ("moved", summary.Moved, "their id and embedding stay"),
            ("unchanged", summary.Unchanged, ""),
            ("rejected", summary.Rejected, "see 'garment list --rejected'"),
            ("tried again", summary.Retried, ""),
            ("given up", summary.Dead, "see 'garment work --status'"),
            ("lost", summary.Lost, "another worker had taken over"),
        ];
        foreach (var (what, count, hint) in lines.Where(line => line.Count > 0 || line.What == "added"))
            terminal.Out.WriteLine($"  {what,-16} {count,9:N0}{(hint.Length > 0 ? "  " + hint : "")}");
    }

    private static void Print(Terminal terminal, QueueStatus queue)
    {
        FieldList.Print(terminal,
            ("Queued", $"{queue.Queued:N0}"), ("Running", $"{queue.Running:N0}"), ("To be tried again", $"{queue.Retrying:N0}"),
            ("Given up", $"{queue.Dead:N0}{(queue.Dead > 0 ? "; 'garment work --retry-dead' tries them again" : "")}"),
            ("Left", Left(queue)));
        if (queue.Workers.Count > 0)
        {
            terminal.Out.WriteLine();
            var table = new TextTable(new("Worker"), new("Threads", Right: true), new("Running", Right: true), new("Photos", Right: true),
                new("Photos/s", Right: true),
                new("Started", Right: true), new("Heard of", Right: true));
            foreach (var worker in queue.Workers)
                table.Add(worker.Name, $"{worker.Threads}", $"{worker.Running:N0}", $"{worker.Photos:N0}", $"{worker.Rate:N1}",
                    Ago(worker.Started), Ago(worker.Seen));
            table.Print(terminal);
        }
        if (queue.DeadLetters.Count == 0) return;
        terminal.Out.WriteLine();
        var letters = new TextTable(new("Given up", IsPath: true), new("Tries", Right: true), new("Reason", Wrapped: true));
        foreach (var letter in queue.DeadLetters.Take(LettersShown)) letters.Add(letter.Path, $"{letter.Attempts}", letter.Reason);
        letters.Print(terminal);
        if (queue.Dead > LettersShown) terminal.Out.WriteLine($"and {queue.Dead - LettersShown:N0} more; --json has the first 1,000");
    }

    private static string? Left(QueueStatus queue)
    {
        var left = queue.Queued + queue.Running + queue.Retrying;
        // Of those that were heard of lately: the others are gone.
        var rate = queue.Workers.Where(worker => worker.Running > 0).Sum(worker => worker.Rate);
        return left > 0 && rate > 0 ? string.Create(CultureInfo.InvariantCulture,
            $"about {Span(TimeSpan.FromSeconds(left / rate))} at {rate:N0} photos/s") : null;
    }

    private static string Ago(TimeSpan time) => Span(time) + " ago";

    private static string Span(TimeSpan time) => time switch
    {
        { TotalSeconds: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalMinutes: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
    };

    // 90, 90s, 5m, 1h.
    private static TimeSpan? Lease(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var unit = text.Length > 0 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 } : 0;
        if (double.TryParse(unit > 0 ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number < 1e6)
            return TimeSpan.FromSeconds(number * Math.Max(1, unit));
        result.AddError($"'{text}' is no time for --lease: expected seconds, or a number with s, m or h, such as 90s.");
        return null;
    }
}
