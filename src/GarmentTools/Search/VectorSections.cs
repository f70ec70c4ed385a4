namespace GarmentTools.Search;

/// <summary>Pointers to the sections of a vector file that is mapped or held in memory; valid while its owner holds the memory.</summary>
internal readonly unsafe struct VectorSections
{
    public VectorSections(byte* origin, VectorFileLayout layout)
    {
        Ids = (long*)(origin + layout.Offset(VectorSection.Ids));
        Halves = (ushort*)(origin + layout.Offset(VectorSection.Halves));
        InverseNorms = (float*)(origin + layout.Offset(VectorSection.InverseNorms));
        Codes = (sbyte*)(origin + layout.Offset(VectorSection.Codes));
        Scales = (float*)(origin + layout.Offset(VectorSection.Scales));
        Errors = (float*)(origin + layout.Offset(VectorSection.Errors));
        (Count, HalfStride, CodeStride) = (layout.Count, layout.HalfStride, layout.CodeStride);
    }

    public readonly int Count;
    public readonly int HalfStride;
    public readonly int CodeStride;
    public readonly long* Ids;
    public readonly ushort* Halves;
    public readonly float* InverseNorms;
    public readonly sbyte* Codes;
    public readonly float* Scales;
    public readonly float* Errors;

    public ushort* Half(int row) => Halves + (long)row * HalfStride;
    public sbyte* Code(int row) => Codes + (long)row * CodeStride;
}
