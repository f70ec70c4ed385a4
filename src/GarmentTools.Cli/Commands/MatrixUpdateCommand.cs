using System.CommandLine;
using System.Diagnostics;
using GarmentTools.Cli.Printing;
using GarmentTools.Distances;
using GarmentTools.Embedding;
using GarmentTools.Learning;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment matrix update</c>: brings a matrix in step with its catalog.</summary>
internal static class MatrixUpdateCommand
{
    private const string RawMark = "+raw", LearnedMark = "metric:"; // of fingerprints

    public static Command Create(Terminal terminal)
    {
        var (file, catalog) = (MatrixCommand.FileArgument(), CommonOptions.Catalog());
        var metric = new Option<string?>("--metric")
        {
            Description =
            "The learned metric that the matrix was built with. Everything else is in the matrix.",
            HelpName = "FILE.npz"
        };
        var filter = CommonOptions.Filter();
        filter.Description = "The filter that the matrix was built with: garments that do not pass are taken out of it.";
        var (memory, threads, json, quiet) = (MatrixCommand.MemoryOption(), MatrixCommand.ThreadsOption(), CommonOptions.Json(),
            CommonOptions.Quiet());
        var command = new CommandWithExamples("update", "Adds new garments of the catalog to a matrix and removes those that went; equal " +
            "to building it again, byte for byte.")
        {
            Examples = [("garment matrix update shop.npz --catalog shop.garments", "costs the distances of the new garments only")],
        };
        command.Arguments.Add(file);
        foreach (var option in new Option[] { catalog, metric, filter, memory, threads, json, quiet }) command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var path = result.GetRequiredValue(file);
            var info = DistanceMatrix.ReadInfo(path);
            using var opened = CatalogChoice.Open(result, catalog);
            var learned = result.GetValue(metric) is { } metricFile ? LearnedMetric.Load(metricFile) : null;
            if (learned is null && info.Fingerprint.StartsWith(LearnedMark, StringComparison.Ordinal))
                throw new CommandException($"'{path}' was built with a learned metric; name its file with --metric.");
            var passing = CommonOptions.ParseFilter(result.GetValue(filter));
            var options = new MatrixUpdateOptions
            {
                MemoryBudget = MatrixCommand.Bytes(result.GetValue(memory)),
                Threads =
                result.GetValue(threads)
            };
            var clock = Stopwatch.StartNew();
            var update = await ProgressPrinter.RunAsync(terminal, result.GetValue(quiet), progress => Task.Run(() =>
            {
                // A catalog may store several outputs; the matrix has the numbers of one of them.
                var output = opened.GetInfo().Outputs.FirstOrDefault(o => o.Value == info.Dimensions).Key;
                using var stored = learned is null ? opened.GetEmbeddings(output,
                    info.Fingerprint.EndsWith(RawMark, StringComparison.Ordinal), passing) : null;
                var source = stored ?? (IEmbeddingSource)opened.GetEmbeddings(learned!, passing, progress, cancellationToken);
                return DistanceMatrix.Update(path, source, options, progress, cancellationToken);
            }, cancellationToken)).ConfigureAwait(false);
            if (result.GetValue(json)) terminal.Out.WriteLine(ResultJson.Serialize(update));
            else if (!update.Written) terminal.Out.WriteLine($"{Printable.Line(path)}: in step with the catalog, left as it was");
            else terminal.Out.WriteLine($"{Printable.Line(path)}: {update.Added:N0} added, {update.Removed:N0} removed, " +
                $"{update.Changed:N0} changed, {update.Kept:N0} kept; {update.PairsComputed:N0} distances computed " +
                $"({clock.Elapsed.TotalSeconds:N1} s)");
            return ExitCode.Done;
        });
        return command;
    }
}
