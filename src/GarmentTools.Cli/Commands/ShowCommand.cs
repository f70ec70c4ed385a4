using System.CommandLine;
using GarmentTools.Catalogs;
using GarmentTools.Cli.Printing;
using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Regions;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment show</c>: all that a catalog knows of a garment, with its picture.</summary>
internal static class ShowCommand
{
    private const int PictureWidth = 36, PictureHeight = 24;

    public static Command Create(Terminal terminal)
    {
        var words = new Argument<string[]>("ID|PHOTO")
        {
            Description = "Ids of garments, or paths of their photos.",
            Arity =
            ArgumentArity.OneOrMore
        };
        var catalog = CommonOptions.Catalog();
        var region = new Option<bool>("--region")
        {
            Description = "Draw the part of the photo that was embedded; of one embedded whole, " +
            "the part that Auto would find."
        };
        var (json, show, noThumbnails) = (CommonOptions.Json(), CommonOptions.Show(), CommonOptions.NoThumbnails());
        var command = new CommandWithExamples("show", "Shows garments of the catalog: picture, fields and attributes.")
        {
            Examples = [("garment show 17", "by id"), ("garment show photos/shirt.jpg --json", "by path, for a program"),
                ("garment show 17 --region", "with its region drawn")],
        };
        command.AddFiles(words);
        foreach (var option in new Option[] { catalog, region, json, show, noThumbnails }) command.Options.Add(option);
        command.Exclusive(show, noThumbnails);

        command.SetAction(result =>
        {
            using var opened = CatalogChoice.Open(result, catalog, result.GetRequiredValue(words));
            IReadOnlyList<Garment> garments = [.. result.GetRequiredValue(words).Select(word => CatalogChoice.Find(opened, word))];
            if (result.GetValue(json))
            {
                JsonPrinter.Print(terminal, garments);
                return ExitCode.Done;
            }
            var pictures = ThumbnailGrid.IsWanted(terminal, result.GetValue(show), result.GetValue(noThumbnails));
            for (var i = 0; i < garments.Count; i++)
            {
                if (i > 0) terminal.Out.WriteLine();
                var part = RegionOf(garments[i], result.GetValue(region));
                if (pictures)
                    foreach (var line in Thumbnail.Lines(result.GetValue(region) ? Boxed(garments[i], part) : garments[i].Path,
                        Math.Min(PictureWidth, terminal.Width), PictureHeight)) terminal.Out.WriteLine(line);
                Print(terminal, garments[i], part);
            }
            return ExitCode.Done;
        });
        return command;
    }

    // The stored region; of a garment that was embedded whole, if asked for, the one that would be found.
    private static PhotoRegion? RegionOf(Garment garment, bool find)
    {
        if (garment.Region is not null || !find) return garment.Region;
        try { return new RegionFinder().Find(garment.Path, RegionRequest.Auto)[0].Region; }
        catch (ImageException) { return null; } // gone or damaged, which the picture's place says
    }

    private static ImageSource Boxed(Garment garment, PhotoRegion? region)
    {
        if (region is not { Found: true }) return garment.Path;
        try
        {
            return ImageSource.FromBytes(ImageReader.Read(garment.Path).DrawRegion(region).Encode(ImageFormat.Png),
            garment.CatalogPath);
        }
        catch (ImageException) { return garment.Path; }
    }

    private static void Print(Terminal terminal, Garment garment, PhotoRegion? region)
    {
        List<(string, string?)> fields =
        [
            ("Id", garment.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("CatalogPath", garment.CatalogPath),
                ("Path", garment.Path), ("Catalog", garment.Catalog),
            ("Domain", garment.Domain), ("Product", garment.Product), ("Sha256", garment.Sha256),
            ("Region", region is null ? null : garment.Region is not null ? RegionCommand.Describe(region) : region.Found
            ? $"Whole; {RegionCommand.Describe(region)} would be found" : "Whole; Auto finds no person"),
            .. garment.Attributes.Select(attribute => (attribute.Key, (string?)attribute.Value)),
        ];
        var width = fields.Max(field => Printable.Width(Printable.Line(field.Item1)));
        foreach (var (name, value) in fields.Where(field => field.Item2 is not null))
            terminal.Out.WriteLine($"{Printable.Pad(Printable.Line(name), width)}  {Printable.Line(value!)}");
        if (!File.Exists(garment.Path))
            terminal.WriteError("warning", $"'{garment.Path}' is gone; 'garment index FOLDER --remove-missing' removes such garments.");
    }
}
