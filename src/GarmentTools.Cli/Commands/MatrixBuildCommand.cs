using System.CommandLine;
using System.Diagnostics;
using GarmentTools.Cli.Printing;
using GarmentTools.Distances;
using GarmentTools.Embedding;
using GarmentTools.Learning;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment matrix build</c>: computes a matrix and writes it.</summary>
internal static class MatrixBuildCommand
{
    public static Command Create(Terminal terminal)
    {
        var catalog = CommonOptions.Catalog();
        var output = new Option<string>("--output", "-o") { Description = "The file to write.", HelpName = "FILE.npz", Required = true };
        var metric = StudyOptionsSet.Metric("How vectors are compared, or a learned metric (then cosine). Default: cosine.", "cosine",
            "euclidean", "sqeuclidean");
        var vectors = new Option<string?>("--vectors")
        {
            Description =
            "Which stored output: embedding or features. Default: the one that is searched.",
            HelpName = "embedding|features"
        };
        vectors.CompletionSources.Add("embedding", "features");
        var raw = new Option<bool>("--raw") { Description = "Vectors with the length that the model gave, not of length 1." };
        var precision = StudyOptionsSet.Choice("--precision", "How each distance is stored. Default: float32.",
            ("float32", MatrixPrecision.Float32), ("float16", MatrixPrecision.Float16), ("uint16", MatrixPrecision.UInt16),
            ("uint8", MatrixPrecision.UInt8));
        var bits = new Option<int>("--bits")
        {
            Description = "Significant bits of a float32: 17 is within 1e-5 and makes the file " +
            "smaller, 24 keeps all; 8 to 24.",
            HelpName = "N",
            DefaultValueFactory = _ => 17
        };
        var neighbors = new Option<int?>("--neighbors", "-k")
        {
            Description =
            "Only the N nearest of each garment, as scipy.sparse.load_npz reads them. Default: all pairs.",
            HelpName = "N"
        };
        var (filter, memory, threads, json, quiet) = (CommonOptions.Filter(), MatrixCommand.MemoryOption(), MatrixCommand.ThreadsOption(),
            CommonOptions.Json(), CommonOptions.Quiet());
        var command = new CommandWithExamples("build", "Computes the distances of all pairs of garments and writes them into a " +
            "compressed file.")
        {
            Examples =
            [
                ("garment matrix build --catalog shop.garments --output shop.npz", "all pairs, cosine, float32 within 1e-5"),
                ("garment matrix build --output small.npz --precision uint8", "a quarter of the size, within 0.004"),
                ("garment matrix build --output near.npz --neighbors 50", "the 50 nearest of each garment, for large catalogs"),
                ("garment matrix build --output raw.npz --vectors features --raw --metric euclidean",
                "Euclidean distances of the raw features"),
                ("garment matrix build --output learned.npz --metric metric.npz", "by a learned metric"),
            ],
        };
        foreach (var option in new Option[] { catalog, output, metric, vectors, raw, precision, bits, neighbors, filter, memory, threads,
            json, quiet }) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(metric) is { } word && LearnedFile(word) && (result.GetValue(raw) || result.GetValue(vectors) is not null))
                result.AddError("A learned metric takes the vectors that it was learned from: leave --vectors and --raw out.");
        });

        command.SetAction(async (result, cancellationToken) =>
        {
            var path = result.GetRequiredValue(output);
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
                throw new CommandException($"The folder '{folder}' does not exist: expected one to write '{Path.GetFileName(path)}' " +
                    "into. Make it first, or name another file.");
            var word = result.GetValue(metric) ?? "cosine";
            using var opened = CatalogChoice.Open(result, catalog);
            var learned = LearnedFile(word) ? LearnedMetric.Load(word) : null;
            var options = new DistanceMatrixOptions
            {
                Metric = word.ToLowerInvariant() switch
                {
                    "euclidean" => MatrixMetric.Euclidean,
                    "sqeuclidean" =>
                    MatrixMetric.SquaredEuclidean,
                    _ => MatrixMetric.Cosine
                },
                Precision = result.GetValue(precision) ?? MatrixPrecision.Float32,
                MantissaBits = result.GetValue(bits),
                Neighbors = result.GetValue(neighbors),
                MemoryBudget = MatrixCommand.Bytes(result.GetValue(memory)),
                Threads = result.GetValue(threads),
            };
            var passing = CommonOptions.ParseFilter(result.GetValue(filter));
            var (info, time) = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress => Task.Run(() =>
            {
                using var stored = learned is null ? opened.GetEmbeddings(result.GetValue(vectors), result.GetValue(raw), passing) : null;
                var source = stored ?? (IEmbeddingSource)opened.GetEmbeddings(learned!, passing, progress, cancellationToken);
                var plan = DistanceMatrix.Plan(source, path, options, cancellationToken);
                if (!result.GetValue(quiet)) terminal.Error.WriteLine(Printable.Lines(plan.ToString()));
                var clock = Stopwatch.StartNew();
                DistanceMatrix.Build(source, path, options, progress, cancellationToken);
                return (DistanceMatrix.ReadInfo(path), clock.Elapsed);
            }, cancellationToken)).ConfigureAwait(false);
            if (result.GetValue(json)) terminal.Out.WriteLine(ResultJson.Serialize(info));
            else terminal.Out.WriteLine($"{Printable.Line(path)}: {info.Pairs:N0} distances of {info.Garments:N0} garments, " +
                $"{info.FileBytes:N0} bytes ({time.TotalSeconds:N1} s)");
            return ExitCode.Done;
        });
        return command;
    }

    private static bool LearnedFile(string word) => !StudyOptionsSet.IsName(word, "cosine", "euclidean", "sqeuclidean");
}
