using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>
    /// Sets attributes of a garment; a null or empty value removes one. The names <c>product</c> and <c>domain</c> set those fields.
    /// </summary>
    /// <exception cref="UsageException">There is no such garment, or a name cannot be.</exception>
    public void SetAttributes(long id, IReadOnlyDictionary<string, string?> attributes)
    {
        using var connection = _store.Write();
        connection.Transaction(() =>
        {
            if (connection.Scalar<long?>("SELECT id FROM garments WHERE id = $id", ("$id", id)) is null)
                throw new UsageException($"The catalog '{Path}' has no garment with the id {id}.",
                    new Remedy(RemedyKind.ListGarments, Catalog: Path));
            AttributeWriter.Set(connection, id, attributes);
        });
    }

    /// <summary>Sets attributes of a garment, as with its id.</summary>
    /// <exception cref="GarmentOfOtherCatalogException">It is of another catalog.</exception>
    /// <exception cref="UsageException">It is no longer in the catalog, or a name cannot be.</exception>
    public void SetAttributes(Garment garment, IReadOnlyDictionary<string, string?> attributes) =>
        SetAttributes(OwnId(garment), attributes);

    /// <summary>
    /// Sets attributes from a CSV file: a column <c>file</c> or <c>path</c> names the photo (relative to the CSV's folder, to the
    /// catalog's, or absolute),
    /// every other column is an attribute; <c>product</c> and <c>domain</c> set those fields. An empty cell leaves what is there. All or
    /// nothing is stored.
    /// </summary>
    /// <param name="csvPath">UTF-8, comma or semicolon separated, with a header.</param>
    /// <param name="cancellationToken">Stops the import; nothing is changed then.</param>
    /// <exception cref="UsageException">The file is missing, has no such column, or is not CSV; the message names the line.</exception>
    public AttributeImportSummary ImportAttributes(string csvPath, CancellationToken cancellationToken = default) =>
        AttributeImport.Run(_store, csvPath, cancellationToken);
}
