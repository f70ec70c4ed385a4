namespace GarmentTools;

/// <summary>What a query photo turned out to be.</summary>
/// <param name="Vector">Its vector of length 1, rounded as stored vectors are.</param>
/// <param name="Id">The garment that it is, by path or id; null for a photo from outside.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Region">The part that was embedded.</param>
internal sealed record ResolvedPhoto(float[] Vector, long? Id, string? Sha256, PhotoRegion? Region);

/// <summary>Finds the vector of a query photo: the stored one where the catalog knows the bytes, else by embedding it.</summary>
internal sealed class QueryResolver(CatalogStore store, CatalogModel model, string? output, CancellationToken cancellationToken)
{
    public ResolvedPhoto Resolve(QueryPhoto photo)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Read();
        return connection.Transaction(write: false, () => photo.Id is { } id ? ById(connection, id) : FromPicture(connection, photo.Source!));
    }

    private ResolvedPhoto ById(CatalogConnection connection, long id)
    {
        var hash = connection.Scalar<byte[]>("SELECT sha256 FROM garments JOIN contents ON contents.id = content_id WHERE garments.id = $id", ("$id", id))
            ?? throw new UsageException($"The catalog '{store.Path}' has no garment with the id {id}. 'garment list' shows the ids.");
        return new(Stored(connection, hash)!, id, Convert.ToHexStringLower(hash), null);
    }

    private ResolvedPhoto FromPicture(CatalogConnection connection, ImageSource source)
    {
        var id = source.Path is null ? null : new GarmentReader(store, connection).FindId(source.Path);
        if (id is { } known && !File.Exists(source.Path)) return ById(connection, known); // named as in the catalog, or the photo has gone: its vector is still here
        var bytes = source.ReadBytes();
        var hash = Sha256Hash.Of(bytes);
        if (Stored(connection, hash.ToBytes()) is { } stored) return new(stored, id, hash.ToString(), null);
        var embedding = model.Get().Embed(bytes, source.Name);
        return new(HalfVector.Rounded(embedding[OutputName(connection)]), id, hash.ToString(), embedding.Region);
    }

    private float[]? Stored(CatalogConnection connection, byte[] sha256)
    {
        var outputs = CatalogMeta.Outputs(connection);
        var index = outputs.FindIndex(o => o.Name == OutputName(connection));
        var blob = connection.Scalar<byte[]>($"SELECT vector FROM vectors_{index + 1} JOIN contents ON contents.id = content_id WHERE sha256 = $sha", ("$sha", sha256));
        if (blob is null) return null;
        var vector = new float[outputs[index].Dimensions];
        HalfVector.FromBytes(blob, vector);
        return vector;
    }

    private string OutputName(CatalogConnection connection)
    {
        var outputs = CatalogMeta.Outputs(connection);
        if (output is null) return outputs[0].Name;
        return outputs.Any(o => o.Name == output) ? output
            : throw new UsageException($"The catalog '{store.Path}' has no output '{output}', only {string.Join(", ", outputs.Select(o => $"'{o.Name}'"))}.");
    }
}
