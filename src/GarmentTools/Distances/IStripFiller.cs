namespace GarmentTools.Distances;

/// <summary>Fills the elements of the pairs of some rows. Made once per thread.</summary>
internal interface IStripFiller : IDisposable
{
    /// <summary>Fills the elements of the rows from <paramref name="first"/> up to <paramref name="end"/>, in condensed order.</summary>
    void Fill(int first, int end, Span<byte> elements, CancellationToken cancellation);
}
