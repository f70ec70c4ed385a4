using System.CommandLine;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Copies;
using GarmentTools.Cli.Printing;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment copy</c>: a catalog into another file or onto a Postgres server, and back.</summary>
internal static class CopyCommand
{
    public static Command Create(Terminal terminal)
    {
        var source = new Argument<string>("SOURCE")
        {
            Description =
            "The catalog to copy: a file, the folder it lies in, or postgres://USER@HOST/DATABASE."
        };
        var destination = new Argument<string>("DESTINATION")
        {
            Description =
            "Where to; made where it is missing. A folder gets a file catalog.garments."
        };
        var since = new Option<string?>("--since")
        {
            Description = "Only garments changed after this: the number of a change (see " +
            "'garment catalog') or a time. Default: what the destination lacks.",
            HelpName = "N|TIME"
        };
        var overwrite = new Option<bool>("--overwrite")
        {
            Description =
            "Replace a destination that holds another catalog or went its own way."
        };
        var index = new Option<bool>("--approximate-index")
        {
            Description =
            "Then make the index for 'similar --approximate' on the server (pgvector's HNSW)."
        };
        var (json, quiet) = (CommonOptions.Json(), CommonOptions.Quiet());
        var command = new CommandWithExamples("copy", "Copies a catalog into another file or onto a Postgres server: ids, embeddings, " +
            "attributes, products, decisions.")
        {
            Examples =
            [
                ("garment copy shop.garments postgres://me@db.example/shop",
                    "from a file to a server; later again: only what is new or changed"),
                ("garment copy postgres://me@db.example/shop shop.garments", "and back"),
                ("garment copy shop.garments postgres://me@db.example/shop --since 2026-05-01",
                "all that was changed since then, whatever the server has"),
                ("garment copy shop.garments backup.garments", "a copy as a file"),
            ],
        };
        command.Arguments.Add(source);
        command.Arguments.Add(destination);
        foreach (var option in new Option[] { since, overwrite, index, json, quiet }) command.Options.Add(option);

        command.SetAction(async (result, cancellationToken) =>
        {
            var options = new CopyOptions
            {
                Since = result.GetValue(since) is { } text ? CopySince.Parse(text) : null,
                Overwrite =
                result.GetValue(overwrite)
            };
            var target = CatalogLocator.FindForIndexing([], result.GetRequiredValue(destination));
            using var opened = GarmentCatalog.Open(CatalogLocator.Find(result.GetRequiredValue(source)));
            var summary = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress =>
                Task.Run(() => opened.CopyTo(target, options, progress, cancellationToken), cancellationToken)).ConfigureAwait(false);
            if (result.GetValue(index))
            {
                using var copy = GarmentCatalog.Open(target);
                copy.BuildApproximateIndex(cancellationToken);
            }
            if (result.GetValue(json)) JsonPrinter.Print(terminal, summary);
            else Print(terminal, summary);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, CopySummary summary)
    {
        terminal.Out.WriteLine($"{Printable.Line(summary.Source)} to {Printable.Line(summary.Destination)}: {summary.Copied:N0} garments " +
            $"({summary.Elapsed.TotalSeconds:N1} s)");
        if (summary.Copied > 0) terminal.Out.WriteLine($"  embeddings {summary.Embeddings,9:N0}");
        if (summary.Removed > 0) terminal.Out.WriteLine($"  removed    {summary.Removed,9:N0}");
        terminal.Out.WriteLine($"  changes    {summary.Since,9:N0} to {summary.LastChange:N0}");
    }
}
