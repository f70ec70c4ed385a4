using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GarmentTools.Cli.Printing;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment embed</c>: prints the embeddings of photos; nothing is stored.</summary>
internal static class EmbedCommand
{
    public static Command Create(Terminal terminal)
    {
        var photos = new Argument<string[]>("PHOTO") { Description = "Photos.", Arity = ArgumentArity.OneOrMore };
        var model = CommonOptions.Model();
        model.Description = $"A model's name or the path of its card. Default: {ModelRegistry.DefaultModel}.";
        var output = CommonOptions.Output("Which output of the model. Default: the first (embedding).");
        var threads = new Option<int>("--threads") { Description = "Photos worked on at once. Default: one per core.", HelpName = "N" };
        var (json, csv) = (CommonOptions.Json(), CommonOptions.Csv());
        var command = new CommandWithExamples("embed", "Prints embeddings of photos. Nothing is stored, no catalog is needed.")
        {
            Examples =
            [
                ("garment embed *.jpg --csv > embeddings.csv", "a row for each photo: Path, Sha256, Model, Fingerprint, Output, Norm, " +
                    "V0, V1, …"),
                ("garment embed shirt.jpg --output features --json", "the 1,280 pooled features"),
            ],
        };
        command.AddFiles(photos);
        foreach (var option in new Option[] { model, output, threads, json, csv }) command.Options.Add(option);
        command.Exclusive(json, csv);

        command.SetAction(async (result, cancellationToken) =>
        {
            var found = ModelRegistry.Default.Find(result.GetValue(model) ?? ModelRegistry.DefaultModel);
            var name = found.Card.Output(result.GetValue(output) ?? found.Card.Outputs[0].Name).Name;
            using var embedder = new Embedder(found, new EmbedderOptions { Outputs = [name], Threads = result.GetValue(threads) });
            var (toJson, toCsv) = (result.GetValue(json), result.GetValue(csv));
            if (toCsv) ResultCsv.WriteEmbeddingHeader(terminal.Out, embedder.Outputs[0].Dimensions);
            var (done, rejected) = (0, 0);
            await foreach (var photo in embedder.EmbedAsync(result.GetRequiredValue(photos).Select(ImageSource.FromFile), cancellationToken)
                .ConfigureAwait(false))
            {
                if (photo.Error is { } error)
                {
                    terminal.WriteError("rejected", error.Message);
                    rejected++;
                    continue;
                }
                var row = EmbeddingRow.Of(embedder, photo);
                if (toJson) terminal.Out.Write((done == 0 ? "[\n" : ",\n") + JsonSerializer.Serialize(row, Compact));
                else if (toCsv) CsvPrinter.Print(terminal, writer => ResultCsv.Write(writer, row));
                else terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{Printable.Line(row.Path)}  {row.Output}  " +
                    $"[{string.Join(' ', row.Values.Take(4).Select(value => value.ToString("0.0000", CultureInfo.InvariantCulture)))} … " +
                    $"{row.Values.Count} numbers]"));
                done++;
            }
            if (toJson) terminal.Out.WriteLine(done == 0 ? "[]" : "\n]");
            return rejected == 0 ? ExitCode.Done : done == 0 ? ExitCode.Failed : ExitCode.DoneWithRejected;
        });
        return command;
    }

    /// <summary>One line for each photo: a line for each number would be unreadable.</summary>
    private static JsonSerializerOptions Compact { get; } = new(ResultJson.Options) { WriteIndented = false };
}
