namespace GarmentTools.Regions;

/// <summary>What goes wrong with regions.</summary>
internal static class RegionErrors
{
    public static string Outside(RegionRectangle rectangle, string name, int width, int height)
    {
        var unit = rectangle.Percent ? "from 0% to 100%" : $"from 0,0 to {width},{height}";
        return $"The region '{rectangle}' lies outside '{name}', which has {width} × {height} pixels: expected x,y,w,h that meets the " +
            $"photo, {unit}. " +
            "Correct the rectangle, or use Whole.";
    }
}
