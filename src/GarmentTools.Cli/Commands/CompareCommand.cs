using System.CommandLine;
using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Cli.Printing;
using GarmentTools.Embedding;
using GarmentTools.Models;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment compare</c>: how far two photos are from each other.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        var first = new Argument<string>("PHOTO1") { Description = "A photo." };
        var second = new Argument<string>("PHOTO2") { Description = "Another photo." };
        var catalog = CommonOptions.Catalog();
        catalog.Description = "Use this catalog's model and stored embeddings. Default: no catalog is needed.";
        var (model, output, json) = (CommonOptions.Model(), CommonOptions.Output("Which output of the model is compared. Default: the " +
            "first."), CommonOptions.Json());
        model.Description = $"A model's name or the path of its card. Default: {ModelRegistry.DefaultModel}.";
        var command = new CommandWithExamples("compare", "Tells the distance of two photos.")
        {
            Examples = [("garment compare street.jpg shop.jpg", "0 for the same, about 1 for unrelated")],
        };
        command.AddFiles(first);
        command.AddFiles(second);
        foreach (var option in new Option[] { catalog, model, output, json }) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(catalog) is not null && result.GetValue(model) is not null)
                result.AddError("--catalog and --model exclude each other: a catalog has its own model.");
        });
        command.SetAction((result, cancellationToken) =>
        {
            var comparison = Compare(result.GetRequiredValue(first), result.GetRequiredValue(second));
            if (result.GetValue(json)) JsonPrinter.Print(terminal, comparison);
            else
            {
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cosine     {comparison.Cosine:0.0000}"));
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"euclidean  {comparison.Euclidean:0.0000}"));
                if (comparison.Duplicate) terminal.Out.WriteLine("duplicate  both files have the same bytes");
            }
            return Task.FromResult(ExitCode.Done);

            GarmentComparison Compare(string a, string b)
            {
                if (result.GetValue(catalog) is { } named)
                {
                    using var opened = GarmentCatalog.Open(CatalogLocator.Find(named));
                    return opened.Compare(a, b, result.GetValue(output), cancellationToken: cancellationToken);
                }
                var found = ModelRegistry.Default.Find(result.GetValue(model) ?? ModelRegistry.DefaultModel);
                using var embedder = new Embedder(found, new EmbedderOptions
                {
                    Outputs = result.GetValue(output) is { } one ? [one]
                    : null
                });
                return GarmentComparison.Of(embedder, a, b, result.GetValue(output));
            }
        });
        return command;
    }
}
