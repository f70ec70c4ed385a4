using System.CommandLine;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Cli.Printing;
using GarmentTools.Common;
using GarmentTools.Postgres;
using GarmentTools.Regions;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment index</c>: brings a catalog up to date with folders and files.</summary>
internal static class IndexCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("FOLDER|FILE")
        {
            Description = "Folders of photos (recursively) and photos.",
            Arity =
            ArgumentArity.OneOrMore
        };
        var catalog = CommonOptions.Catalog();
        catalog.Description = $"The catalog; made where it is missing. Default: GARMENT_CATALOG, else " +
            $"FOLDER/{CatalogLocator.DefaultFileName}.";
        var model = CommonOptions.Model();
        var outputs = new Option<string?>("--outputs")
        {
            Description =
            "Outputs of the model that a new catalog stores, the searched one first: embedding,features. Default: all.",
            HelpName =
            "NAMES"
        };
        var domain = new Option<string>("--domain")
        {
            Description = "Where new photos come from: shop or street.",
            DefaultValueFactory =
            _ => "shop"
        };
        domain.CompletionSources.Add("shop", "street");
        var region = StudyOptionsSet.Region("--region", "The part of each photo that is embedded, for a new catalog or with --reembed. " +
            "Default: the catalog's, else Whole.");
        var removeMissing = new Option<bool>("--remove-missing")
        {
            Description =
            "Remove garments whose photo is gone; else they are reported and stay."
        };
        var reembed = new Option<bool>("--reembed") { Description = "Embed everything again, with the model that is named." };
        var retry = new Option<bool>("--retry-rejected")
        {
            Description =
            "Try files again that were rejected before though they have not changed."
        };
        var threads = new Option<int>("--threads") { Description = "Photos worked on at once. Default: one per core.", HelpName = "N" };
        var attributes = new Option<string?>("--attributes")
        {
            Description =
            "Then set attributes from this CSV (column 'file' or 'path' names the photo).",
            HelpName = "FILE.csv"
        };
        var queue = new Option<bool>("--queue")
        {
            Description = "Put new and changed photos into the queue of a catalog on a Postgres " +
            "server, for 'garment work' on any number of machines."
        };
        var json = CommonOptions.Json();
        var quiet = CommonOptions.Quiet();
        var command = new CommandWithExamples("index", "Makes or updates a catalog: new and changed photos are embedded, moved ones keep " +
            "their id.")
        {
            Examples =
            [
                ("garment index photos", "make photos/catalog.garments, or bring it up to date"),
                ("garment index shop street.jpg --catalog all.garments", "several folders and files into one catalog"),
                ("garment index photos --attributes photos/attributes.csv", "with attributes to filter by"),
                ("garment index /mnt/photos --queue --catalog postgres://me@db/shop",
                "leave the work to the machines that run 'garment work'"),
                ("garment index photos --reembed --model mobilenetv2-garment-int8", "change to another model"),
            ],
        };
        command.AddFiles(paths);
        foreach (var option in new Option[] { catalog, model, outputs, region, domain, removeMissing, reembed, retry, threads, attributes,
            queue, json, quiet }) command.Options.Add(option);
        command.Exclusive(queue, reembed);

        command.SetAction(async (result, cancellationToken) =>
        {
            var photos = result.GetRequiredValue(paths);
            CheckExist(photos, result.GetValue(attributes)); // before a catalog is made
            var options = new CatalogOptions
            {
                Model = result.GetValue(model),
                Region = result.GetValue(region),
                Outputs =
                result.GetValue(outputs)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            };
            using var opened = GarmentCatalog.OpenOrCreate(CatalogLocator.FindForIndexing(photos, result.GetValue(catalog)), options);
            var update = new UpdateOptions
            {
                Domain = result.GetValue(domain)!,
                RemoveMissing = result.GetValue(removeMissing),
                Reembed = result.GetValue(reembed),
                RetryRejected = result.GetValue(retry),
                Threads = result.GetValue(threads),
            };
            if (result.GetValue(queue))
            {
                if (result.GetValue(attributes) is not null)
                    throw new CommandException("--attributes sets what is known of garments, which --queue only makes later. Run " +
                        "'garment attributes import' when the queue is empty.");
                return await QueueAsync(terminal, opened, photos, update, result.GetValue(json), result.GetValue(quiet), cancellationToken)
                    .ConfigureAwait(false);
            }
            var summary = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress =>
                opened.UpdateAsync(photos, update, progress, cancellationToken)).ConfigureAwait(false);
            var csv = result.GetValue(attributes);
            var imported = csv is null ? null : AttributesCommand.Import(opened, csv, cancellationToken);
            if (result.GetValue(json)) JsonPrinter.Print(terminal, summary);
            else
            {
                Print(terminal, opened, summary);
                if (imported is not null) AttributesCommand.Print(terminal, imported);
                terminal.Flush();
                foreach (var file in summary.Rejected) terminal.WriteError("rejected", file.Reason);
                if (summary.Added > 0 && !result.GetValue(quiet)) SayHowToFind(terminal, opened);
            }
            if (summary.Embedded > 0) WarnOfRegions(terminal, opened);
            var code = summary.Rejected.Count > 0 ? ExitCode.DoneWithRejected : ExitCode.Done;
            return imported is null ? code : Math.Max(code, AttributesCommand.Reject(terminal, imported, csv!));
        });
        return command;
    }

    private static async Task<int> QueueAsync(Terminal terminal, GarmentCatalog catalog, string[] photos, UpdateOptions update, bool json,
        bool quiet, CancellationToken cancellationToken)
    {
        var summary = await ProgressPrinter.RunAsync(terminal, quiet, progress =>
            Task.Run(() => catalog.Queue(photos, update, progress, cancellationToken), cancellationToken)).ConfigureAwait(false);
        if (json) JsonPrinter.Print(terminal, summary);
        else
        {
            terminal.Out.WriteLine($"{Printable.Line(catalog.Path)}: {summary.Queued:N0} photos queued " +
                $"({summary.Elapsed.TotalSeconds:N1} s)");
            Lines(terminal, 20, summary.Missing,
                ("in the queue already", summary.AlreadyQueued, ""),
                ("given up", summary.StillDead, "unchanged since, so not queued again; see 'garment work --status'"),
                ("withdrawn", summary.Withdrawn, "from the queue; their photo is gone"),
                ("unchanged", summary.Unchanged, ""),
                ("removed", summary.Removed, ""),
                ("missing", summary.Missing.Count, "their photo is gone; --remove-missing removes them"),
                ("ignored", summary.Ignored, "not named like a photo"),
                ("rejected", summary.Rejected.Count, "see below"),
                ("rejected earlier", summary.StillRejected, "unchanged since, so not queued again; see 'garment list --rejected'"));
            terminal.Flush();
            foreach (var file in summary.Rejected) terminal.WriteError("rejected", file.Reason);
            if (summary.Queued > 0 && !quiet)
                terminal.WriteError("next", $"garment work --catalog '{Printable.Line(catalog.Path)}'   (on each machine that has the " +
                    "photos)");
        }
        return summary.Rejected.Count > 0 ? ExitCode.DoneWithRejected : ExitCode.Done;
    }

    // How many photos met which end, what met none left out, but for "added"; then the ones that are missing, by name.
    private static void Lines(Terminal terminal, int width, IReadOnlyList<string> missing,
        params (string What, long Count, string Hint)[] lines)
    {
        foreach (var (what, count, hint) in lines.Where(line => line.Count > 0 || line.What == "added"))
            terminal.Out.WriteLine($"  {what.PadRight(width)} {count,9:N0}{(hint.Length > 0 ? "  " + hint : "")}");
        foreach (var path in missing) terminal.Out.WriteLine($"missing: {Printable.Line(path)}");
    }

    // A catalog that lies elsewhere is not found by the next command, which would be the first thing that fails.
    private static void SayHowToFind(Terminal terminal, GarmentCatalog catalog)
    {
        string? found = null;
        try { found = CatalogLocator.TryFind(); }
        catch (CatalogException) { } // two in one folder: neither is found
        if (found is null || CatalogLocator.Shown(found) != catalog.Path)
            terminal.WriteError("next", $"garment similar PHOTO --catalog '{Printable.Line(catalog.Path)}'   (or set " +
                $"{CatalogLocator.Variable} to it once)");
    }

    // Of named regions only: Auto means the whole photo where there is no person.
    private static void WarnOfRegions(Terminal terminal, GarmentCatalog catalog)
    {
        if (!RegionRequest.TryParse(catalog.GetInfo().Region, out var region)
            || region.Kind is not (RegionKind.Upper or RegionKind.Lower or RegionKind.Full)) return;
        var garments = catalog.List();
        var missed = garments.Count(garment => garment.Region is { Found: false });
        if (missed == 0) return;
        terminal.Flush();
        terminal.WriteError("warning", $"in {missed:N0} of {garments.Count:N0} photos no person was found, so the whole photo stands for " +
            $"the region {region}.");
    }

    private static void CheckExist(string[] photos, string? csv)
    {
        if (photos.FirstOrDefault(path => !Path.Exists(path)) is { } missing)
            throw CommandException.NotFound(missing, "a folder of photos or a photo");
        if (csv is not null && !File.Exists(csv)) throw CommandException.NotFound(csv, "a CSV file of attributes");
    }

    private static void Print(Terminal terminal, GarmentCatalog catalog, UpdateSummary summary)
    {
        var garments = catalog.GetInfo().Garments;
        var rate = summary.Embedded > 0 ? $", {summary.Embedded / Math.Max(0.001, summary.Elapsed.TotalSeconds):N1} photos/s" : "";
        terminal.Out.WriteLine($"{Printable.Line(catalog.Path)}: {garments:N0} garments ({summary.Elapsed.TotalSeconds:N1} s{rate})");
        Lines(terminal, 16, summary.Missing,
            ("added", summary.Added, ""),
            ("changed", summary.Changed, ""),
            ("moved", summary.Moved, "their id and embedding stay"),
            ("unchanged", summary.Unchanged, ""),
            ("removed", summary.Removed, ""),
            ("missing", summary.Missing.Count, "their photo is gone; --remove-missing removes them"),
            ("ignored", summary.Ignored, "not named like a photo"),
            ("rejected", summary.Rejected.Count, "see below"),
            ("rejected earlier", summary.StillRejected, "unchanged since, so not tried again; see 'garment list --rejected'"));
    }
}
