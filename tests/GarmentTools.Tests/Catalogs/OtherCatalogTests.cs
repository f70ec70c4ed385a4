using GarmentTools.Common;
using GarmentTools.Distances;

namespace GarmentTools.Tests;

/// <summary>Two catalogs number their garments alike. What one gave is nothing for the other.</summary>
public sealed class OtherCatalogTests
{
    private static readonly Dictionary<string, string?> s_color = new() { ["color"] = "red" };

    [Fact]
    public async Task A_garment_carries_its_catalog_and_its_full_path()
    {
        using var photos = await CatalogFixture.WithAsync(2);
        using var catalog = photos.Open();
        var garment = catalog.Find(1)!;
        Assert.Equal((photos["a.jpg"], "a.jpg", "a.jpg", photos.CatalogPath),
            (garment.Path, garment.CatalogPath, garment.Name, garment.Catalog));
        Assert.Equal("b.jpg", catalog.FindSimilar(garment).Neighbors.Single().Garment.Name);
        catalog.Decide(garment, catalog.Find(2)!, same: true);
        Assert.Equal(photos.CatalogPath, catalog.GetDecisions().Single().Catalog);
    }

    [Fact]
    public async Task Garments_of_another_catalog_are_refused_and_nothing_is_changed()
    {
        using var photos = await CatalogFixture.WithAsync(3);
        using var otherPhotos = await CatalogFixture.WithAsync(2);
        using var catalog = photos.Open();
        using var other = otherPhotos.Open();
        var (own, foreign) = (catalog.List(), other.List());
        Assert.Equal(own[1].Id, foreign[1].Id);
        var before = catalog.GetInfo();

        string[] messages =
        [
            Refused(() => catalog.Remove([own[0], foreign[1]])),
            Refused(() => catalog.SetAttributes(foreign[1], s_color)),
            Refused(() => catalog.Decide(own[0], foreign[1], same: true)),
            Refused(() => catalog.FindSimilar(foreign[1])),
            Refused(() => catalog.FindSimilar(new GarmentQuery([own[0]], Unlike: [foreign[1]]))),
            Refused(() => catalog.Compare(own[0], foreign[1])),
            Refused(() => catalog.CheckOwn(foreign[1])),
        ];
        Assert.All(messages, message => Assert.Equal(messages[0], message));
        Assert.Contains("'b.jpg'", messages[0], StringComparison.Ordinal);
        Assert.Contains(other.Path, messages[0], StringComparison.Ordinal);
        Assert.Contains(catalog.Path, messages[0], StringComparison.Ordinal);
        Assert.Equal((before.LastChange, 3L, 0), (catalog.GetInfo().LastChange, catalog.GetInfo().Garments, catalog.GetDecisions().Count));

        static string Refused(Action work)
        {
            var error = Assert.Throws<GarmentOfOtherCatalogException>(work);
            Assert.Equal(RemedyKind.NameCatalogOfGarment, error.Remedy!.Kind);
            return error.Message;
        }
    }

    [Fact]
    public async Task A_matrix_answers_for_garments_of_its_catalog_only()
    {
        using var photos = await CatalogFixture.WithAsync(3);
        using var otherPhotos = await CatalogFixture.WithAsync(3);
        using var catalog = photos.Open();
        using var other = otherPhotos.Open();
        using (var embeddings = catalog.GetEmbeddings()) DistanceMatrix.Build(embeddings, photos["m.npz"]);
        using var matrix = DistanceMatrix.Open(photos["m.npz"]);
        Assert.Equal(2, catalog.FindSimilar(matrix, catalog.Find(1)!).Neighbors.Count);
        Assert.Throws<GarmentOfOtherCatalogException>(() => catalog.FindSimilar(matrix, other.Find(1)!));
    }

    [Fact]
    public async Task Other_names_of_one_file_are_the_same_catalog()
    {
        using var photos = await CatalogFixture.WithAsync(2);
        using var elsewhere = new TempFolder();
        File.CreateSymbolicLink(elsewhere["link.garments"], photos.CatalogPath);
        Directory.CreateSymbolicLink(elsewhere["folder"], photos.Photos);
        using var catalog = photos.Open();
        foreach (var name in new[] { Path.GetRelativePath(Environment.CurrentDirectory, photos.CatalogPath), elsewhere["link.garments"],
            elsewhere["folder"] + "/catalog.garments" })
        {
            using var again = GarmentCatalog.Open(name);
            catalog.SetAttributes(again.Find(1)!, s_color);
            again.SetAttributes(catalog.Find(2)!, s_color);
        }
        Assert.Equal(2, catalog.GetInfo().Attributes["color"]);
        Assert.Equal(1, catalog.Remove([catalog.Find(1)!]));
    }
}
