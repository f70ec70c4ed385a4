using System.CommandLine;
using GarmentTools.Catalogs;
using GarmentTools.Cli.Printing;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment catalog</c>: what a catalog is and holds.</summary>
internal static class CatalogCommand
{
    public static Command Create(Terminal terminal)
    {
        var (catalog, json) = (CommonOptions.Catalog(), CommonOptions.Json());
        var index = new Option<bool>("--build-approximate-index")
        {
            Description =
            "First make the index for 'similar --approximate' (on a Postgres server with pgvector: HNSW)."
        };
        var command = new CommandWithExamples("catalog", "Tells what the catalog is and holds.")
        {
            Examples =
            [
                ("garment catalog", "which catalog is used here, its model and its numbers"),
                ("garment catalog --build-approximate-index --catalog postgres://me@db.example/shop",
                "make what 'similar --approximate' needs"),
            ],
        };
        command.Options.Add(catalog);
        command.Options.Add(json);
        command.Options.Add(index);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var opened = CatalogChoice.Open(result, catalog);
            if (result.GetValue(index))
                await Task.Run(() => opened.BuildApproximateIndex(cancellationToken), cancellationToken).ConfigureAwait(false);
            var info = opened.GetInfo();
            if (result.GetValue(json)) JsonPrinter.Print(terminal, info);
            else Print(terminal, info);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, CatalogInfo info)
    {
        Line("Path", info.Path);
        Line("Garments", info.Garments == info.DistinctPhotos ? $"{info.Garments:N0}"
            : $"{info.Garments:N0} ({info.DistinctPhotos:N0} different photos)");
        if (info.Products > 0) Line("Products", $"{info.Products:N0}");
        Line("Domains", Counts(info.Domains));
        Line("Attributes", info.Attributes.Count == 0 ? "none yet; see 'garment attributes import --help'" : Counts(info.Attributes));
        Line("Rejected files", $"{info.RejectedFiles:N0}{(info.RejectedFiles > 0 ? "; see 'garment list --rejected'" : "")}");
        Line("Model", info.Model);
        Line("Outputs", string.Join(", ", info.Outputs.Select(output => $"{output.Key} ({output.Value})")));
        Line("Region", info.Region);
        Line("Fingerprint", info.Fingerprint);
        Line("Schema", $"{info.SchemaVersion}, generation {info.Generation}, change {info.LastChange}");
        Line("Size", $"{info.FileBytes / 1e6:N1} MB");

        void Line(string name, string value) => terminal.Out.WriteLine($"{name,-15} {Printable.Line(value)}");
        static string Counts(IReadOnlyDictionary<string, long> counts) =>
            counts.Count == 0 ? "none" : string.Join(", ", counts.Select(count => $"{count.Key} ({count.Value:N0})"));
    }
}
