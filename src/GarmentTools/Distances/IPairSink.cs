namespace GarmentTools.Distances;

/// <summary>Takes the distances of one row to a run of columns, both counted within their blocks.</summary>
internal interface IPairSink
{
    void Accept(int row, int column, ReadOnlySpan<float> distances);
}
