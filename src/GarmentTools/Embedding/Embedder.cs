using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Inference;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Embedding;

/// <summary>
/// Turns photos into embeddings with one model. Any number of threads may use one embedder at once; the same photo gives the same
/// bits on one kind of processor, whatever the number of threads.
/// </summary>
public sealed class Embedder : IDisposable
{
    /// <summary>The version of decoding, color and resizing; part of the fingerprint, raised when any of them changes a result.</summary>
    internal const string PreprocessingVersion = "1";

    private readonly OnnxSession _session;
    private readonly IReadOnlyList<ModelOutput> _outputs;
    private readonly IPhotoView _view;
    private readonly bool _ownsSession;

    /// <summary>Checks a model's weights against its card and loads them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How photos are embedded.</param>
    /// <exception cref="ModelException">The weights are missing, changed, or do not fit the card.</exception>
    /// <exception cref="UsageException">The options cannot be.</exception>
    public Embedder(GarmentModel model, EmbedderOptions? options = null) : this(model, WholePhotoView.Instance, options) { }

    /// <summary>Checks a model's weights against its card and loads them, to embed a region of each photo.</summary>
    /// <param name="model">The model.</param>
    /// <param name="region">The part of each photo that is embedded; the whole photo where it is not found.</param>
    /// <param name="options">How photos are embedded.</param>
    /// <exception cref="ModelException">The weights, or those of the person models, are missing, changed, or do not fit the
    /// card.</exception>
    /// <exception cref="UsageException">The options cannot be.</exception>
    public Embedder(GarmentModel model, RegionRequest region, EmbedderOptions? options = null)
        : this(model, RegionView.For(region), options) { }

    internal Embedder(GarmentModel model, IPhotoView view, EmbedderOptions? options)
    {
        if (model.Card.Kind != ModelKind.Embedding)
            throw new ModelException($"'{model.Card.Name}' is a model of the kind '{model.Card.Kind}', expected '{ModelKind.Embedding}'.",
                new Remedy(RemedyKind.ListModels));
        Model = model;
        Options = (options ?? new()).Validate();
        _view = view;
        var verified = model.LoadVerified();
        _outputs = Options.Outputs is { } wanted ? [.. wanted.Select(name =>
            verified.Outputs.First(o => o.Name == model.Card.Output(name).Name))] : verified.Outputs;
        _session = new OnnxSession(model.Card.Name, verified.Bytes, model.Card.Input.Name, [.. _outputs.Select(o => o.Tensor)]);
        _ownsSession = true;
        Fingerprint = FingerprintOf(model, view);
    }

    // The same loaded model, looking at another part of the photo.
    private Embedder(Embedder other, IPhotoView view)
    {
        (Model, Options, _view, _outputs, _session) = (other.Model, other.Options, view, other._outputs, other._session);
        Fingerprint = FingerprintOf(Model, view);
    }

    /// <summary>The model.</summary>
    public GarmentModel Model { get; }

    /// <summary>How photos are embedded.</summary>
    public EmbedderOptions Options { get; }

    /// <summary>
    /// Hash (32 hexadecimal digits) of the weights' SHA-256, the card, the preprocessing code's version and the view.
    /// Embeddings of two fingerprints are never compared.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>The names and dimensions of the outputs, in the order of the card.</summary>
    public IReadOnlyList<ModelOutput> Outputs => _outputs;

    /// <summary>The fingerprint that a model and a view have, without loading the model.</summary>
    internal static string FingerprintOf(GarmentModel model, IPhotoView view)
    {
        var text = $"{model.Card.Sha256}\n{model.Card.ContentHash()}\n{PreprocessingVersion}\n{view.Identity}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    /// <summary>Embeds one photo.</summary>
    /// <exception cref="ImageException">The photo cannot be read.</exception>
    public PhotoEmbedding Embed(ImageSource source)
    {
        var photos = new PhotoEmbedder(this);
        return photos.Embed(photos.Read(source));
    }

    /// <summary>Embeds one photo; one that cannot be read is a result with an <see cref="EmbeddingResult.Error"/>.</summary>
    public EmbeddingResult TryEmbed(ImageSource source) => Process(0, source);

    /// <summary>
    /// Embeds photos in parallel. Results come in the order of the input, one for each photo; a photo that cannot be read is a result with
    /// an <see cref="EmbeddingResult.Error"/>. At most a few photos per thread are in memory, however many there are.
    /// </summary>
    /// <param name="sources">The photos, enumerated once, as they are needed.</param>
    /// <param name="cancellationToken">Stops the run; results that were given stay valid.</param>
    public IAsyncEnumerable<EmbeddingResult> EmbedAsync(IEnumerable<ImageSource> sources, CancellationToken cancellationToken = default) =>
        EmbeddingPipeline.RunAsync(sources, Process, Options.EffectiveThreads, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsSession) _session.Dispose();
    }

    /// <summary>An embedder for another view that shares this one's loaded model, and lives no longer than it.</summary>
    internal Embedder WithView(IPhotoView view) => view.Identity == _view.Identity ? this : new Embedder(this, view);

    /// <summary>Runs the model on a photo that was read; for <see cref="PhotoEmbedder"/> alone.</summary>
    internal PhotoEmbedding EmbedBytes(PhotoBytes photo, ImageLimits limits)
    {
        var prepared = _view.Prepare(photo.Bytes, photo.Name, Model.Card.Input, limits);
        return new PhotoEmbedding(Infer(prepared.Inputs, prepared.Weights), prepared.Region);
    }

    /// <summary>Embeds pictures that already have the model's input size, and averages their normalized embeddings.</summary>
    internal IReadOnlyList<OutputVector> Infer(IReadOnlyList<RgbImage> views, IReadOnlyList<float>? weights = null)
    {
        var first = InputTensor.Run(_session, Model.Card.Input, views[0]);
        if (views.Count == 1) return [.. first.Select((values, i) => Normalize(_outputs[i], values))];
        var sums = first.Select(values => new float[values.Length]).ToArray();
        for (var view = 0; view < views.Count; view++) // in order: a sum of floats depends on it
        {
            var next = view == 0 ? first : InputTensor.Run(_session, Model.Card.Input, views[view]);
            for (var i = 0; i < sums.Length; i++)
                TensorPrimitives.MultiplyAdd(Normalize(_outputs[i], next[i]).Values, weights?[view] ?? 1, sums[i], sums[i]);
        }
        return [.. sums.Select((values, i) => Normalize(_outputs[i], values))];
    }

    private EmbeddingResult Process(int index, ImageSource source)
    {
        var (sha, embedding, refusal) = new PhotoEmbedder(this).TryEmbed(source);
        return new() { Source = source, Index = index, Sha256 = sha?.ToString(), Embedding = embedding, Error = refusal };
    }

    private OutputVector Normalize(ModelOutput output, float[] values)
    {
        if (values.Length != output.Dimensions)
            throw new ModelException($"The output '{output.Name}' of '{Model.Card.Name}' has {values.Length} numbers, its card says " +
                $"{output.Dimensions}. Correct 'dimensions' on the card.");
        // The sum of squares is taken in float64 and in one order, so that the length is the same on every path.
        double squares = 0;
        foreach (var v in values) squares += (double)v * v;
        if (!double.IsFinite(squares))
            throw new ModelException($"The output '{output.Name}' of '{Model.Card.Name}' holds numbers that are not finite. Check the " +
                "card's scale, mean and std.");
        var norm = (float)Math.Sqrt(squares);
        if (norm > 0) for (var i = 0; i < values.Length; i++) values[i] /= norm;
        return new OutputVector(output.Name, values, norm);
    }
}
