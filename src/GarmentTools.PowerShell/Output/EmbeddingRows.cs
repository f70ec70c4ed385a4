using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Embedding;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Rows of embeddings, of photos and of garments alike.</summary>
internal static class EmbeddingRows
{
    /// <summary>Embeds a photo.</summary>
    public static EmbeddingRow EmbedRow(this Embedder embedder, string path) => EmbeddingRow.Of(embedder, embedder.TryEmbed(path));

    /// <summary>The stored embedding of a garment.</summary>
    public static EmbeddingRow GetEmbedding(this GarmentCatalog catalog, Garment garment, string? output)
    {
        var only = GarmentFilter.Equal("id", garment.Id.ToString(CultureInfo.InvariantCulture));
        using var unit = catalog.GetEmbeddings(output, raw: false, only);
        using var whole = catalog.GetEmbeddings(output, raw: true, only);
        var (values, raw) = (new float[unit.Dimensions], new float[unit.Dimensions]);
        unit.Read(0, values);
        whole.Read(0, raw);
        double squares = 0;
        foreach (var value in raw) squares += (double)value * value;
        return new(garment.Path, garment.Sha256, catalog.GetInfo().Model, unit.Fingerprint, unit.Output, (float)Math.Sqrt(squares), values);
    }
}
