using GarmentTools.Common;
using GarmentTools.Imaging;
using Microsoft.Extensions.AI;

namespace GarmentTools.Embedding;

/// <summary>
/// An <see cref="Embedder"/> as an embedding generator of Microsoft.Extensions.AI, for one batch of photos and one output.
/// </summary>
/// <remarks>Safe for any number of threads. The batch is held in memory: for many photos use <see cref="Embedder.EmbedAsync"/>.</remarks>
public sealed class PhotoEmbeddingGenerator : IEmbeddingGenerator<ImageSource, Embedding<float>>
{
    private readonly Embedder _embedder;
    private readonly string _output;

    /// <param name="embedder">The embedder; stays the caller's to dispose.</param>
    /// <param name="output">Which output of the model is given. Default: the first of its card.</param>
    public PhotoEmbeddingGenerator(Embedder embedder, string? output = null)
    {
        _embedder = embedder;
        _output = output ?? embedder.Outputs[0].Name;
        Metadata = new EmbeddingGeneratorMetadata("GarmentTools", defaultModelId: embedder.Model.Card.Name,
            defaultModelDimensions: embedder.Model.Card.Output(_output).Dimensions);
    }

    /// <summary>The model's name and dimensions.</summary>
    public EmbeddingGeneratorMetadata Metadata { get; }

    /// <summary>Embeds a batch of photos; one embedding per photo, in order.</summary>
    /// <exception cref="ImageException">A photo cannot be read; the message names it.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<ImageSource> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var results = new GeneratedEmbeddings<Embedding<float>>();
        await foreach (var result in _embedder.EmbedAsync(values, cancellationToken).ConfigureAwait(false))
        {
            if (result.Error is { } error) throw error;
            results.Add(new Embedding<float>(result.Embedding![_output]) { ModelId = _embedder.Model.Card.Name });
        }
        return results;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(_embedder) ? _embedder
            : serviceType.IsInstanceOfType(Metadata) ? Metadata : null;
    }

    /// <summary>Does nothing: the embedder is its owner's to dispose.</summary>
    public void Dispose() { }
}
