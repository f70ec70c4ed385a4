namespace GarmentTools.Catalogs;

/// <summary>
/// How a kind of database says what the kinds say differently. Statements are written in what all of them understand, and ask here for the
/// rest.
/// </summary>
internal abstract class CatalogDialect
{
    /// <summary>A text column as it is compared without regard to the case of A–Z; indexes are made for just this.</summary>
    public abstract string Folded(string column);

    /// <summary>A parameter to compare such a column with.</summary>
    public abstract string FoldedValue(string parameter);

    /// <summary>A condition: the text looks like a number all through.</summary>
    public abstract string IsNumber(string text);

    /// <summary>The number that a text begins with, for texts of which <see cref="IsNumber"/> is true.</summary>
    public abstract string Number(string text);

    /// <summary>The id of a garment as text.</summary>
    public abstract string IdText(string id);

    /// <summary>
    /// What has to be added for an index to be used, where it holds all texts that are looked for; empty where nothing has.
    /// </summary>
    public virtual string IndexedOnly(string column, IReadOnlyList<string> wanted) => "";

    /// <summary>What stands in VALUES for a parameter that is a vector.</summary>
    public abstract string VectorParameter(string parameter);

    /// <summary>A column of vectors as it is read; see <see cref="ReadVector"/>.</summary>
    public abstract string VectorColumn(string column);

    /// <summary>What is sent for a vector, whose values float16 holds exactly.</summary>
    public abstract object VectorValue(ReadOnlySpan<float> vector);

    /// <summary>Reads what <see cref="VectorColumn"/> gave.</summary>
    /// <returns>False where it is no vector of this length.</returns>
    public abstract bool ReadVector(object? stored, Span<float> vector);

    /// <summary>A statement that gives the names of the tables that begin with a word and go on with a number.</summary>
    public abstract string NumberedTables(string prefix);

    /// <summary>A statement that gives the highest id that a garment ever had.</summary>
    public abstract string HighestId { get; }

    /// <summary>A statement after which new garments have ids above <c>$garment</c>, and contents above those that are there.</summary>
    public abstract string RaiseIds { get; }

    /// <summary>A statement after which tables that were filled at once are searched well; null where none is needed.</summary>
    public virtual string? Analyze(string tables) => null;

    /// <summary>The definition of a table of vectors.</summary>
    public abstract string VectorTable(string name, int dimensions);
}
