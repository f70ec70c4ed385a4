namespace GarmentTools.Distances;

/// <summary>Where strips go.</summary>
internal interface IStripOutput
{
    /// <summary>Computes a strip and makes it ready, on any thread.</summary>
    object Make(IStripFiller filler, int first, int end, CancellationToken cancellation);

    /// <summary>Takes a strip in its turn; one at a time.</summary>
    void Accept(object strip);
}
