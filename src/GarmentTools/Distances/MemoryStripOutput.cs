using GarmentTools.Common;

namespace GarmentTools.Distances;

/// <summary>Strips go straight to their place in memory.</summary>
internal sealed class MemoryStripOutput(NativeBytes memory, int count, int elementSize) : IStripOutput
{
    public object Make(IStripFiller filler, int first, int end, CancellationToken cancellation)
    {
        long start = PairLayout.Start(first, count), stop = PairLayout.Start(end, count);
        filler.Fill(first, end, memory.Span(start * elementSize, checked((int)((stop - start) * elementSize))), cancellation);
        return this;
    }

    public void Accept(object strip) { }
}
