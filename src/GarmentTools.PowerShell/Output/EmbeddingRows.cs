using System.Globalization;
using System.Security.Cryptography;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Rows of embeddings, of photos and of garments alike.</summary>
internal static class EmbeddingRows
{
    /// <summary>Embeds a photo.</summary>
    public static EmbeddingRow EmbedRow(this Embedder embedder, string path)
    {
        var bytes = ImageSource.FromFile(path).ReadBytes(embedder.Options.Limits);
        var output = embedder.Embed(ImageSource.FromBytes(bytes, path)).Outputs[0];
        return new(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), embedder.Model.Card.Name, embedder.Fingerprint, output.Name, output.Norm, output.Values);
    }

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
