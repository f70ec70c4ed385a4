namespace GarmentTools.Npz;

/// <summary>A member that has been found sound as far as its head goes.</summary>
internal sealed record NpzMember(ZipMember Zip, NpyHeader Header, int HeadLength)
{
    internal string Name => Zip.Name;
}
