using GarmentTools.Models;

namespace GarmentTools.PowerShell;

/// <summary>Completes the name of any model.</summary>
internal sealed class ModelCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) =>
        Matching(context, ModelRegistry.Default.List().Select(model => (model.Name, model.Problem ?? model.Description)));
}

/// <summary>Completes the name of a model that makes embeddings.</summary>
internal sealed class EmbeddingModelCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) =>
        Matching(context, ModelRegistry.Default.List().Where(model => model.Kind == ModelKind.Embedding)
            .Select(model => (model.Name, model.Description)));
}
