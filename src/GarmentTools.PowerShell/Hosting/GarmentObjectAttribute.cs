using System.Collections;
using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Studies;

namespace GarmentTools.PowerShell;

/// <summary>
/// Takes the garment out of a result that holds one. PowerShell would make a garment of any row that has some of its columns, and such a
/// garment knows
/// no catalog. What is refused here, PowerShell goes on to bind to other parameters.
/// </summary>
internal sealed class GarmentObjectAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Bare(inputData) is IEnumerable many and not string
        ? many.Cast<object?>().Select(GarmentOf).ToArray()
        : GarmentOf(inputData);

    private static Garment GarmentOf(object? item) => Bare(item) switch
    {
        Garment garment => garment,
        SimilarGarment similar => similar.Neighbor.Garment,
        Neighbor neighbor => neighbor.Garment,
        DuplicateMember member => member.Garment,
        GroupMember member => member.Garment,
        Outlier outlier => outlier.Garment,
        _ => throw new ArgumentTransformationMetadataException($"'{item}' is no garment.",
        new PSInvalidCastException($"'{item}' is no garment.")),
    };

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
