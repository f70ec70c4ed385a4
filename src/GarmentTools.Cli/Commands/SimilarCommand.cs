using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GarmentTools.Cli.Printing;
using GarmentTools.Distances;
using GarmentTools.Learning;
using GarmentTools.Regions;
using GarmentTools.Reports.Results;
using GarmentTools.Search;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment similar</c>: the garments most similar to a photo.</summary>
internal static class SimilarCommand
{
    public static Command Create(Terminal terminal)
    {
        var photos = new Argument<string[]>("PHOTO")
        {
            Description = "A photo, or several photos of one garment.",
            Arity =
            ArgumentArity.ZeroOrMore
        };
        var ids = new Option<long[]>("--id")
        {
            Description = "A garment of the catalog, by its id; may be repeated.",
            HelpName = "N",
            CustomParser = ParseIds
        };
        var unlike = new Option<string[]>("--unlike") { Description = "A photo to stay away from; may be repeated.", HelpName = "PHOTO" };
        var catalog = CommonOptions.Catalog();
        var count = new Option<int>("--count", "-n") { Description = "How many garments.", HelpName = "N", DefaultValueFactory = _ => 10 };
        var filter = CommonOptions.Filter();
        var maxDistance = new Option<float?>("--max-distance", "-d") { Description = "The largest distance, 0 to 2.", HelpName = "D" };
        var metric = StudyOptionsSet.Metric("How embeddings are compared; a learned metric also tells probabilities. Default: cosine.",
            "cosine", "euclidean");
        var minProbability = new Option<double?>("--min-probability", "-p")
        {
            Description =
            "Only results that are the query's product with this probability, 0 to 1; needs a learned metric.",
            HelpName = "P"
        };
        var region = StudyOptionsSet.Region("--region", "The part of a photo from outside that is compared. Default: Auto for street " +
            "photos.");
        var domain = StudyOptionsSet.Domain("Where photos from outside come from: street (default) or shop.");
        var matrix = new Option<string?>("--matrix")
        {
            Description =
            "Take the distances from this distance matrix, for a garment in it (its name, id or path); the catalog tells what was found.",
            HelpName = "FILE.npz"
        };
        var output = CommonOptions.Output("Which stored output is compared: embedding (default) or features.");
        var onePerProduct = new Option<bool>("--one-per-product") { Description = "Of each product only the nearest garment." };
        var after = new Option<string?>("--after")
        {
            Description = "The next page: only garments behind this last result of the page " +
            "before. Ranks begin at 1 on each page.",
            HelpName = "DISTANCE,ID"
        };
        var approximate = new Option<bool>("--approximate")
        {
            Description =
            "By the approximate index of a Postgres server, which may miss garments; elsewhere exact all the same."
        };
        var (json, csv, show, noThumbnails, quiet) = (CommonOptions.Json(), CommonOptions.Csv(), CommonOptions.Show(),
            CommonOptions.NoThumbnails(), CommonOptions.Quiet());
        var command = new CommandWithExamples("similar", "Finds the garments most similar to a photo.")
        {
            Examples =
            [
                ("garment similar shirt.jpg", "the ten most similar garments of the nearest catalog"),
                ("garment similar front.jpg back.jpg", "two photos of one garment"),
                ("garment similar --id 17 --unlike red.jpg --count 20", "like garment 17, but away from red.jpg"),
                ("garment similar shirt.jpg --filter \"category = shirt and price 20..50\"", "only garments that pass"),
                ("garment similar street.jpg --region Lower", "by the trousers of the person in the photo"),
                ("garment similar street.jpg --metric metric.npz --min-probability 0.5", "by a learned metric, and only what is likely"),
                ("garment similar shirt.jpg --after 0.7776984,9", "the ten that come after the last of the first ten"),
                ("garment similar shirt.jpg --json | jq -r '.[].Path'", "for other programs"),
            ],
        };
        command.AddFiles(photos);
        foreach (var option in new Option[] { ids, unlike, catalog, count, filter, maxDistance, metric, minProbability, region, domain,
            matrix, output, onePerProduct, after, approximate, json, csv, show, noThumbnails, quiet }) command.Options.Add(option);
        command.Exclusive(json, csv);
        command.Exclusive(show, noThumbnails);
        command.Validators.Add(result =>
        {
            if (result.GetResult(photos) is not { Tokens.Count: > 0 } && result.GetResult(ids) is null)
                result.AddError("Name a photo, or a garment with --id.");
            if (result.GetResult(minProbability) is not null && (result.GetValue(metric) is not { } word
                || StudyOptionsSet.IsName(word, "cosine", "euclidean")))
                result.AddError("--min-probability needs a learned metric: name its file with --metric. 'garment metric learn' makes one " +
                    "from pairs.");
            if (result.GetValue(matrix) is not null)
            {
                if ((result.GetValue(photos)?.Length ?? 0) + (result.GetValue(ids)?.Length ?? 0) != 1
                    || result.GetResult(unlike) is not null) result.AddError("--matrix answers for one garment: name its path or --id.");
                foreach (var option in new Option[] { filter, metric, minProbability, region, domain, output, onePerProduct, after,
                    approximate }.Where(option => result.GetResult(option) is { Implicit: false }))
                    result.AddError($"{option.Name} has no meaning with --matrix, which holds distances alone. Leave one of them out.");
            }
        });

        command.SetAction(async (result, cancellationToken) =>
        {
            var named = result.GetValue(photos) ?? [];
            using var opened = await CatalogChoice.OpenForQueryAsync(result.GetValue(catalog), named, terminal, result.GetValue(quiet),
                cancellationToken).ConfigureAwait(false);
            var word = result.GetValue(metric) ?? "cosine";
            var learned = StudyOptionsSet.IsName(word, "cosine", "euclidean") ? null : LearnedMetric.Load(word);
            var query = new GarmentQuery(
                [.. named.Select(path => (QueryPhoto)path), .. (result.GetValue(ids) ?? []).Select(id => (QueryPhoto)id)],
                [.. (result.GetValue(unlike) ?? []).Select(path => (QueryPhoto)path)]);
            var options = new SimilarOptions
            {
                Count = result.GetValue(count),
                Filter = CommonOptions.ParseFilter(result.GetValue(filter)),
                MaxDistance = result.GetValue(maxDistance),
                Metric = word.Equals("euclidean", StringComparison.OrdinalIgnoreCase) ? DistanceMetric.Euclidean : DistanceMetric.Cosine,
                LearnedMetric = learned,
                MinProbability = result.GetValue(minProbability),
                Region = result.GetValue(region),
                Domain = result.GetValue(domain),
                Output = result.GetValue(output),
                OnePerProduct = result.GetValue(onePerProduct),
                After = result.GetValue(after) is { } place ? SearchPosition.Parse(place) : null,
                Approximate = result.GetValue(approximate),
            };
            var found = result.GetValue(matrix) is { } file ? ByMatrix(opened, file, query.Like[0], options, cancellationToken)
                : opened.FindSimilar(query, options, cancellationToken);
            IReadOnlyList<NeighborRow> rows = [.. found.Neighbors.Select(NeighborRow.From)];
            if (result.GetValue(json)) JsonPrinter.Print(terminal, rows);
            else if (result.GetValue(csv)) CsvPrinter.Print(terminal, writer => ResultCsv.Write(writer, rows));
            else
            {
                if (ThumbnailGrid.IsWanted(terminal, result.GetValue(show), result.GetValue(noThumbnails)))
                    PrintPictures(terminal, opened, query, rows, cancellationToken);
                PrintTable(terminal, rows);
                Comment(terminal, opened, found, options.Filter is not null, isLast: options.OnePerProduct
                    || options.MinProbability is not null || found.Neighbors.Count < options.Count);
            }
            Remark(terminal, query, found, options);
            if (result.GetValue(show) && !terminal.OutIsTerminal)
                terminal.WriteError("warning", "--show has no effect here: pictures are shown in a terminal, never in a pipe.");
            return ExitCode.Done;
        });
        return command;
    }

    private static SimilarResult ByMatrix(GarmentCatalog catalog, string file, QueryPhoto photo, SimilarOptions options,
        CancellationToken cancellationToken)
    {
        using var matrix = DistanceMatrix.Open(file, cancellation: cancellationToken);
        var garment = photo.Id is { } id ? id.ToString(CultureInfo.InvariantCulture) : catalog.Find(photo.ToString())?.CatalogPath
            ?? photo.ToString();
        return catalog.FindSimilar(matrix, garment, options);
    }

    private static void PrintPictures(Terminal terminal, GarmentCatalog catalog, GarmentQuery query, IReadOnlyList<NeighborRow> rows,
        CancellationToken cancellationToken)
    {
        var asked = new ThumbnailGrid(terminal);
        foreach (var photo in query.Like)
        {
            var garment = photo.Id is { } id ? catalog.Find(id) : null;
            asked.Add(garment is null ? photo.Source! : garment.Path,
                Path.GetFileNameWithoutExtension(garment?.CatalogPath ?? photo.ToString()), "query");
        }
        asked.Print(cancellationToken);
        var grid = new ThumbnailGrid(terminal);
        foreach (var row in rows)
            grid.Add(row.Path, Path.GetFileNameWithoutExtension(row.Name),
                string.Create(CultureInfo.InvariantCulture, $"{row.Rank}  {row.Distance:0.0000}"));
        grid.Print(cancellationToken);
    }

    private static void PrintTable(Terminal terminal, IReadOnlyList<NeighborRow> rows)
    {
        if (rows.Count == 0) return;
        var hasProducts = rows.Any(row => row.Product is not null);
        var hasDuplicates = rows.Any(row => row.Duplicate);
        var hasProbabilities = rows.Any(row => row.Probability is not null);
        string[] names = [.. rows.SelectMany(row => row.Attributes.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)];
        List<TextColumn> columns = [new("Rank", Right: true), new("Distance", Right: true), new("Id", Right: true),
            new("Name", IsPath: true)];
        if (hasProbabilities) columns.Insert(2, new("Probability", Right: true));
        if (hasDuplicates) columns.Add(new(""));
        if (hasProducts) columns.Add(new("Product", Optional: true));
        columns.AddRange(names.Select(name => new TextColumn(Printable.Line(name), Optional: true)));
        var table = new TextTable([.. columns]);
        foreach (var row in rows)
        {
            List<string> cells = [row.Rank.ToString(CultureInfo.InvariantCulture),
                row.Distance.ToString("0.0000", CultureInfo.InvariantCulture), row.Id.ToString(CultureInfo.InvariantCulture),
                row.CatalogPath];
            if (hasProbabilities) cells.Insert(2, row.Probability?.ToString("0.00", CultureInfo.InvariantCulture) ?? "");
            if (hasDuplicates) cells.Add(row.Duplicate ? "duplicate" : "");
            if (hasProducts) cells.Add(row.Product ?? "");
            cells.AddRange(names.Select(name => row.Attributes.GetValueOrDefault(name, "")));
            table.Add([.. cells]);
        }
        table.Print(terminal);
    }

    // Not a result: for the person in front of the screen.
    private static void Comment(Terminal terminal, GarmentCatalog catalog, SimilarResult found, bool hasFilter, bool isLast)
    {
        terminal.Flush();
        var of = hasFilter ? $"{found.Candidates:N0} garments that pass the filter, of {found.CatalogSize:N0},"
            : $"{found.Candidates:N0} garments";
        if (found.NoConfidentMatch) return; // said for every format
        if (found.Neighbors.Count == 0) terminal.Error.WriteLine($"No match among {of} in {Printable.Line(catalog.Path)}.");
        else if (terminal.OutIsTerminal)
        {
            var last = found.Neighbors[^1];
            var next = isLast ? "" : $"; the next: --after {new SearchPosition(last.Distance, last.Garment.Id)}";
            terminal.Error.WriteLine($"The nearest {found.Neighbors.Count} of {of} in {Printable.Line(catalog.Path)}{next}");
        }
    }

    // What a program's user must know too.
    private static void Remark(Terminal terminal, GarmentQuery query, SimilarResult found, SimilarOptions options)
    {
        terminal.Flush();
        if (options.Approximate)
            terminal.Error.WriteLine(found.Approximate ? "Approximate: nearer garments may have been missed."
                : "This answer is exact: it did not need the approximate index.");
        if (found.NoConfidentMatch)
            terminal.Error.WriteLine($"No confident match: no garment is the query's product with a probability of " +
                $"{StudyOptionsSet.Text(options.MinProbability!.Value, "0.###")} or more.");
        if (options.Region is not { Kind: not RegionKind.Whole } region) return;
        for (var i = 0; i < found.Regions.Count; i++)
        {
            if (found.Regions[i] is not { } part)
                terminal.WriteError("warning", $"'{query.Like[i]}' is a garment of the catalog, so its stored embedding is compared and " +
                    "--region has no effect.");
            else if (!part.Found && region.Kind != RegionKind.Auto) RegionCommand.WarnNotFound(terminal, query.Like[i].ToString(), region);
        }
    }

    private static long[] ParseIds(ArgumentResult result)
    {
        var ids = new List<long>();
        foreach (var word in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ids.Add(id);
            else result.AddError($"'{word}' is not an id, expected a whole number such as --id 17.");
        }
        return [.. ids];
    }
}
