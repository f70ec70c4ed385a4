using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Regions;
using GarmentTools.Search;

namespace GarmentTools;

/// <summary>What a query photo turned out to be.</summary>
/// <param name="Vector">Its vector of length 1, rounded as stored vectors are; projected where a learned metric is used.</param>
/// <param name="Id">The garment that it is, by path or id; null for a photo from outside.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Region">The part that was embedded.</param>
internal sealed record ResolvedPhoto(float[] Vector, long? Id, string? Sha256, PhotoRegion? Region);

/// <summary>Finds the vector of a query photo: the stored one where the catalog knows the bytes, else by embedding it.</summary>
internal sealed class QueryResolver(CatalogStore store, CatalogModel model, SimilarOptions options, CancellationToken cancellationToken)
{
    public ResolvedPhoto Resolve(QueryPhoto photo)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (photo.Garment is { } garment) store.CheckOwn(garment);
        return photo.Id is { } id ? Read(connection => ById(connection, id)) : FromPicture(photo.Source!);
    }

    // Short transactions: none is open while a photo is embedded.
    private T Read<T>(Func<CatalogConnection, T> work)
    {
        using var connection = store.Read();
        return connection.Transaction(write: false, () => work(connection));
    }

    private ResolvedPhoto ById(CatalogConnection connection, long id)
    {
        var (hash, domain) = connection.Query("SELECT sha256, domain FROM garments JOIN contents ON contents.id = content_id WHERE " +
            "garments.id = $id",
            r => ((byte[])r.GetValue(0), r.GetString(1)), ("$id", id)).FirstOrDefault();
        if (hash is null)
            throw new UsageException($"The catalog '{store.Path}' has no garment with the id {id}.",
                new Remedy(RemedyKind.ListGarments, Catalog: store.Path));
        return new(Project(Stored(connection, hash)!, domain), id, Convert.ToHexStringLower(hash), null);
    }

    private ResolvedPhoto FromPicture(ImageSource source)
    {
        var (id, known) = source.Path is null ? default : Read(connection =>
        {
            var found = new GarmentReader(store, connection).FindId(source.Path);
            // Named as in the catalog, or the photo has gone: its vector is still here.
            return (found, found is { } garment && !File.Exists(source.Path) ? ById(connection, garment) : null);
        });
        if (known is not null) return known;
        var photo = PhotoEmbedder.Read(source, options.Limits);
        var hash = photo.Sha256;
        // Equal bytes are the same photo, whatever region a query has: their stored vector is at distance 0 from them.
        var (stored, own) = Read(connection => Stored(connection, hash.ToBytes()) is { } vector ? (vector, DomainOf(connection, hash))
            : default);
        if (stored is not null) return new(Project(stored, own!), id, hash.ToString(), null);

        var domain = options.Domain ?? "street";
        var learned = LearnedRegion(domain);
        var (region, output) = Read(connection => (CatalogModel.QueryRegion(connection, options.Region ?? learned, domain),
            OutputName(connection)));
        // The likeliest mistake by far; fingerprints would not tell what it is.
        if (learned is not null && region != learned)
            throw new UsageException(
                $"For {domain} photos the learned metric was fitted on the region '{learned}', and '{region}' was asked for, which would " +
                "shift every distance. " +
                $"Leave the region out, or learn a metric for '{region}'.");
        var embedder = model.Get().WithView(RegionView.For(region));
        options.LearnedMetric?.CheckFits(domain, embedder.Fingerprint, options.LearnedMetric.Dimensions);
        var embedding = new PhotoEmbedder(embedder, options.Limits).Embed(photo);
        var vector = new float[embedding[output].Length];
        VectorIndex.RoundAsStored(embedding[output], vector);
        return new(Project(vector, domain), id, hash.ToString(), embedding.Region);
    }

    private float[] Project(float[] vector, string domain)
    {
        if (options.LearnedMetric is not { } metric) return vector;
        var projected = new float[metric.Components];
        metric.Project(vector, domain, projected);
        VectorIndex.RoundAsStored(projected, projected);
        return projected;
    }

    // The region that a learned metric was fitted on for photos of a domain: another would shift every distance. Null where it is none with
    // a name.
    private RegionRequest? LearnedRegion(string domain) => options.LearnedMetric is not { } metric ? null
        : new[] { RegionRequest.Auto, RegionRequest.Whole, RegionRequest.Upper, RegionRequest.Lower, RegionRequest.Full }
            .FirstOrDefault(region => Embedder.FingerprintOf(model.Get().Model, RegionView.For(region)) == metric.Fingerprint(domain));

    private static string DomainOf(CatalogConnection connection, Sha256Hash hash) =>
        connection.Scalar<string>("SELECT domain FROM garments JOIN contents ON contents.id = content_id WHERE sha256 = $sha ORDER BY " +
            "garments.id LIMIT 1", ("$sha", hash.ToBytes()))!;

    private float[]? Stored(CatalogConnection connection, byte[] sha256)
    {
        var outputs = CatalogMeta.Outputs(connection);
        var name = OutputName(connection);
        var index = outputs.FindIndex(o => o.Name == name);
        var stored = connection.Scalar<object>($"SELECT {connection.Dialect.VectorColumn("vector")} FROM vectors_{index + 1} JOIN " +
            "contents ON contents.id = content_id WHERE sha256 = $sha", ("$sha", sha256));
        if (stored is null) return null;
        var vector = new float[outputs[index].Dimensions];
        return connection.Dialect.ReadVector(stored, vector) ? vector : throw CatalogErrors.DamagedVector(store.Path, name);
    }

    private string OutputName(CatalogConnection connection)
    {
        var outputs = CatalogMeta.Outputs(connection);
        var wanted = options.LearnedMetric?.Output ?? options.Output;
        if (wanted is null) return outputs[0].Name;
        return outputs.Any(o => o.Name == wanted) ? wanted
            : throw new UsageException($"The catalog '{store.Path}' has no output '{wanted}', only " +
                $"{string.Join(", ", outputs.Select(o => $"'{o.Name}'"))}.");
    }
}
