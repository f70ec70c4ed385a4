namespace GarmentTools.Regions;

/// <summary>Which part of a photo is embedded.</summary>
public enum RegionKind
{
    /// <summary>
    /// The upper garment of the person in the photo, its background made white; the whole photo where there is no person.
    /// </summary>
    Auto,

    /// <summary>The whole photo.</summary>
    Whole,

    /// <summary>A person's upper garment, from the shoulders to the hips.</summary>
    Upper,

    /// <summary>A person's lower garment, from the hips to the ankles.</summary>
    Lower,

    /// <summary>Both, from the shoulders to the ankles: dresses, coats, suits.</summary>
    Full,

    /// <summary>A rectangle of the user's.</summary>
    Rectangle,
}
