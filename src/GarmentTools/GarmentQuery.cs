using GarmentTools.Catalogs;
using GarmentTools.Imaging;

namespace GarmentTools;

/// <summary>One photo of a query: a picture from outside, or a garment of the catalog.</summary>
public sealed class QueryPhoto
{
    private QueryPhoto(ImageSource? source, long? id, Garment? garment = null) => (Source, Id, Garment) = (source, id, garment);

    /// <summary>The picture; null where a garment is meant. A file that is a garment of the catalog is found to be one.</summary>
    public ImageSource? Source { get; }

    /// <summary>The garment's id; null where a picture is meant.</summary>
    public long? Id { get; }

    /// <summary>The garment, where it was given as one and not by its bare id; only its own catalog takes it.</summary>
    public Garment? Garment { get; }

    /// <summary>A garment of the catalog that it is taken to.</summary>
    public static implicit operator QueryPhoto(Garment garment) => new(null, garment.Id, garment);

    /// <summary>A garment of the catalog, by its id.</summary>
    public static implicit operator QueryPhoto(long id) => new(null, id);

    /// <summary>A picture.</summary>
    public static implicit operator QueryPhoto(ImageSource source) => new(source, null);

    /// <summary>A picture in a file.</summary>
    public static implicit operator QueryPhoto(string path) => new(ImageSource.FromFile(path), null);

    /// <inheritdoc/>
    public override string ToString() => Source?.Name ?? $"#{Id}";
}

/// <summary>What is looked for: one or several photos of one garment, and photos to stay away from.</summary>
/// <param name="Like">Photos of the garment that is looked for, at least one. Of several, the mean of the unit vectors is looked
/// for.</param>
/// <param name="Unlike">Photos to stay away from; half of the mean of their unit vectors is taken away from the query (after
/// Rocchio).</param>
public sealed record GarmentQuery(IReadOnlyList<QueryPhoto> Like, IReadOnlyList<QueryPhoto>? Unlike = null)
{
    /// <summary>A query of one photo.</summary>
    public static implicit operator GarmentQuery(string path) => new([path]);

    /// <summary>A query of one photo.</summary>
    public static implicit operator GarmentQuery(ImageSource source) => new([source]);

    /// <summary>A query by a garment of the catalog that is asked.</summary>
    public static implicit operator GarmentQuery(Garment garment) => new([garment]);

    /// <summary>A query by a garment of the catalog, by its id.</summary>
    public static implicit operator GarmentQuery(long id) => new([id]);
}
