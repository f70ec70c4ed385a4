namespace GarmentTools.Search;

/// <summary>One row that a search found.</summary>
/// <param name="Row">Its row in the index, from 0; valid for that index only.</param>
/// <param name="Id">The garment's id, which never changes.</param>
/// <param name="Distance">How far it is from the query, 0 to 2; exactly 0 for equal vectors. See <see cref="DistanceMetric"/>.</param>
public readonly record struct SearchHit(int Row, long Id, float Distance) : IComparable<SearchHit>
{
    /// <summary>The order of results: by distance, then by id.</summary>
    public int CompareTo(SearchHit other) => Distance != other.Distance ? Distance.CompareTo(other.Distance) : Id.CompareTo(other.Id);
}
