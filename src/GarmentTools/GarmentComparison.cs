using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Numerics;
using GarmentTools.Search;

namespace GarmentTools;

/// <summary>How far two photos are from each other.</summary>
/// <param name="First">The first photo, as it was named.</param>
/// <param name="Second">The second photo, as it was named.</param>
/// <param name="Output">The model's output that was compared.</param>
/// <param name="Cosine">1 − cos, from 0 to 2.</param>
/// <param name="Euclidean">Distance of the vectors of length 1, from 0 to 2.</param>
/// <param name="Duplicate">Whether both have the same bytes.</param>
public sealed record GarmentComparison(string First, string Second, string Output, float Cosine, float Euclidean, bool Duplicate)
{
    /// <summary>Compares two photos with a model. The distances are the ones that a search in a catalog of that model would give.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="first">A photo.</param>
    /// <param name="second">Another photo.</param>
    /// <param name="output">Which of the model's outputs is compared; null for the first.</param>
    /// <exception cref="ImageException">A photo cannot be read.</exception>
    /// <exception cref="UsageException">The model has no such output.</exception>
    public static GarmentComparison Of(Embedder embedder, ImageSource first, ImageSource second, string? output = null)
    {
        var name = output ?? embedder.Outputs[0].Name;
        var photos = new PhotoEmbedder(embedder);
        return Of(Photo(first), Photo(second), first.Name, second.Name, name);

        ResolvedPhoto Photo(ImageSource source)
        {
            var photo = photos.Read(source);
            var embedding = photos.Embed(photo);
            return new(HalfVector.Rounded(embedding[name]), null, photo.Sha256.ToString(), embedding.Region);
        }
    }

    // Through an index of one row, so that the numbers are those of a search to the last bit.
    internal static GarmentComparison Of(ResolvedPhoto first, ResolvedPhoto second, string firstName, string secondName, string output)
    {
        using var index = VectorIndex.Create(new EmbeddingTable("", second.Vector.Length, [1], [secondName], second.Vector), 0);
        return new(firstName, secondName, output, Distance(DistanceMetric.Cosine), Distance(DistanceMetric.Euclidean),
            first.Sha256 is not null && first.Sha256 == second.Sha256);

        float Distance(DistanceMetric metric) =>
            index.Search(first.Vector, new VectorSearchOptions { Count = 1, Metric = metric })[0].Distance;
    }
}
