using System.Collections;
using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>
/// Keeps a path from taking what is none: PowerShell turns any object into text before it tries the object's properties, so that a row of a
/// CSV file
/// (<c>@{Id=5}</c>) would become a path where its <c>Id</c> is meant. What is refused here, PowerShell goes on to bind by its properties.
/// </summary>
internal sealed class PathTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        foreach (var item in inputData is IEnumerable many and not string ? many.Cast<object?>() : [inputData])
            if (!IsText(item is PSObject wrapped ? wrapped.BaseObject : item))
                throw new ArgumentTransformationMetadataException($"'{item}' is no path.",
                    new PSInvalidCastException($"'{item}' is no path."));
        return inputData;
    }

    private static bool IsText(object? value) =>
        value is not (PSCustomObject or IDictionary or bool or IConvertible) || value is string or char;
}
