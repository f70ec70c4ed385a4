using System.Text.RegularExpressions;

namespace GarmentTools.Architecture.Tests;

/// <summary>Photos are read, hashed and embedded in one place: what needs their vectors asks PhotoEmbedder, or an Embedder.</summary>
public sealed class PhotoWayTests
{
    private const string Way = "src/GarmentTools/Embedding/PhotoEmbedder.cs";

    /// <summary>What only some files do: calls, and who may make them.</summary>
    public static TheoryData<string, string[]> Steps => new()
    {
        // Pictures are also looked at and cut; that gives no vectors.
        { @"\.ReadBytes\(", [Way, "src/GarmentTools/Imaging/ImageReader.cs", "src/GarmentTools/Regions/RegionFinder.cs"] },
        { @"\bSha256Hash\.Of\(", [Way] },
        { @"\.EmbedBytes\(", [Way] },
        { @"\b_view\.Prepare\(", ["src/GarmentTools/Embedding/Embedder.cs"] },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_of_a_photo_s_way_is_taken_in_its_place_alone(string call, string[] places) => Assert.Equal(
        places.Order(StringComparer.Ordinal),
        Repository.Files(".cs")
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && Regex.IsMatch(Repository.Read(file), call)));
}
