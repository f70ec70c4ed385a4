using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;

namespace GarmentTools.Tests;

public sealed class ClosedEmbedderTests
{
    // What fails here ends the process, as the runs of ONNX Runtime lost their memory.
    [Fact]
    public async Task A_model_that_is_closed_while_photos_are_embedded_lets_those_end_that_have_begun()
    {
        var photo = TestPictures.Jpeg(TestPictures.Random(1));
        for (var round = 0; round < 3; round++)
        {
            using var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel));
            using var begun = new CountdownEvent(4);
            var runs = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() =>
            {
                embedder.Embed(ImageSource.FromBytes(photo, "photo.jpg"));
                begun.Signal();
                while (true) embedder.Embed(ImageSource.FromBytes(photo, "photo.jpg"));
            }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
            begun.Wait(TestContext.Current.CancellationToken);
            embedder.Dispose();
            foreach (var run in runs) await Assert.ThrowsAsync<ObjectDisposedException>(() => run);
        }
    }
}
