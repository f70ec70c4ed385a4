using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Imaging;

namespace GarmentTools.Tests;

/// <summary>Each content is embedded once, and a failure is each file's own.</summary>
public sealed class KnownPhotosTests
{
    private static readonly PhotoEmbedding s_embedding = new([], null);
    private readonly List<string> _embedded = [];

    [Fact]
    public void What_is_stored_is_not_embedded()
    {
        Assert.Null(new KnownPhotos(new HashSet<Sha256Hash> { Photo("a", 1).Sha256 }).Embed(Photo("a", 1), Embed));
        Assert.Empty(_embedded);
    }

    [Fact]
    public void Equal_bytes_are_embedded_once_before_and_after_they_are_stored()
    {
        var known = new KnownPhotos(new HashSet<Sha256Hash>());
        Assert.Same(s_embedding, known.Embed(Photo("a", 1), Embed));
        Assert.Same(s_embedding, known.Embed(Photo("twin", 1), Embed));
        known.Release(Photo("a", 1).Sha256, isCommitted: true);
        Assert.Null(known.Embed(Photo("triplet", 1), Embed));
        Assert.Equal(["a"], _embedded);
    }

    [Fact]
    public void Equal_bytes_that_are_under_way_on_another_thread_are_waited_for()
    {
        var known = new KnownPhotos(new HashSet<Sha256Hash>());
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var first = new Thread(() => known.Embed(Photo("a", 1), photo =>
        {
            begun.Set();
            go.Wait();
            return Embed(photo);
        }));
        first.Start();
        begun.Wait(TestContext.Current.CancellationToken);
        PhotoEmbedding? twin = null;
        var second = new Thread(() => twin = known.Embed(Photo("twin", 1), Embed));
        second.Start();
        Assert.False(second.Join(50));
        go.Set();
        first.Join();
        second.Join();
        Assert.Same(s_embedding, twin);
        Assert.Equal(["a"], _embedded);
    }

    [Fact]
    public void A_failure_names_its_own_file_and_is_forgotten_when_it_is_released()
    {
        var known = new KnownPhotos(new HashSet<Sha256Hash>());
        Assert.Equal("a", Assert.Throws<ImageException>(() => known.Embed(Photo("a", 1), Refuse)).Message);
        Assert.Equal("twin", Assert.Throws<ImageException>(() => known.Embed(Photo("twin", 1), Refuse)).Message);
        known.Release(Photo("a", 1).Sha256, isCommitted: false);
        Assert.Same(s_embedding, known.Embed(Photo("a", 1), Embed));
    }

    private static PhotoBytes Photo(string name, byte content) =>
        PhotoEmbedder.Read(ImageSource.FromBytes(new[] { content }, name), ImageLimits.Default);

    private static PhotoEmbedding Refuse(PhotoBytes photo) => throw new ImageException(photo.Name);

    private PhotoEmbedding Embed(PhotoBytes photo)
    {
        _embedded.Add(photo.Name);
        return s_embedding;
    }
}
