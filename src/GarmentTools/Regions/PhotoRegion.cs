namespace GarmentTools.Regions;

/// <summary>The part of a photo that was embedded, in pixels of the upright photo.</summary>
/// <param name="Name">What was asked for: <c>Auto</c>, <c>Upper</c>, <c>Lower</c>, <c>Full</c> or <c>Rectangle</c>.</param>
/// <param name="Found">Whether it was found; if not, the whole photo was embedded.</param>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Score">How sure the person detector was, 0 to 1; null where it was not asked.</param>
public sealed record PhotoRegion(string Name, bool Found, int Left, int Top, int Width, int Height, float? Score = null);
