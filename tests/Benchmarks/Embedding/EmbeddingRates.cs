using System.Diagnostics;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;

namespace Benchmarks.Embedding;

/// <summary>How fast one model embeds: whole, and in its parts.</summary>
internal sealed class EmbeddingRates(string model) : IDisposable
{
    private readonly Dictionary<int, Embedder> _byThreads = [];

    public GarmentModel Model { get; } = ModelRegistry.Default.Find(model);

    /// <summary>An embedder for a number of threads, loaded once.</summary>
    public Embedder With(int threads) => _byThreads.TryGetValue(threads, out var embedder)
        ? embedder
        : _byThreads[threads] = new Embedder(Model, new EmbedderOptions { Threads = threads });

    /// <summary>
    /// Files to embeddings as a user would: reading, SHA-256, decoding, inference; photos per second, and how many cores were busy.
    /// </summary>
    public async Task<(double Rate, double Cores)> WholeAsync(string[] photos, int threads)
    {
        var embedder = With(threads);
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        await foreach (var result in embedder.EmbedAsync(photos.Select(ImageSource.FromFile)))
            if (result.Error is { } error) throw error;
        var seconds = clock.Elapsed.TotalSeconds;
        return (photos.Length / seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / seconds);
    }

    /// <summary>Seconds per photo of reading + decoding, and of inference, one thread doing nothing else.</summary>
    public (double Decode, double Inference) OneCore(string[] photos)
    {
        var embedder = With(1);
        var (decode, inference) = (new Stopwatch(), new Stopwatch());
        foreach (var photo in photos)
        {
            decode.Start();
            var prepared = Prepare(photo);
            decode.Stop();
            inference.Start();
            embedder.Infer(prepared.Inputs);
            inference.Stop();
        }
        return (decode.Elapsed.TotalSeconds / photos.Length, inference.Elapsed.TotalSeconds / photos.Length);
    }

    /// <summary>Seconds per photo of inference alone.</summary>
    public double Inference(RgbImage[] pictures)
    {
        var embedder = With(1);
        var clock = Stopwatch.StartNew();
        foreach (var picture in pictures) embedder.Infer([picture]);
        return clock.Elapsed.TotalSeconds / pictures.Length;
    }

    public PreparedPhoto Prepare(string photo) =>
        WholePhotoView.Instance.Prepare(File.ReadAllBytes(photo), photo, Model.Card.Input, ImageLimits.Default);

    public void Dispose()
    {
        foreach (var embedder in _byThreads.Values) embedder.Dispose();
    }
}
