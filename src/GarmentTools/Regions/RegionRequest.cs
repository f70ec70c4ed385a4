using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Regions;

/// <summary>
/// What part of a photo is asked for: <c>Auto</c>, <c>Whole</c>, <c>Upper</c>, <c>Lower</c>, <c>Full</c>, or a rectangle <c>x,y,w,h</c>.
/// </summary>
public sealed record RegionRequest
{
    private const string Expected = "expected Auto, Whole, Upper, Lower, Full, or a rectangle x,y,w,h in pixels or in hundredths of the " +
        "photo, " +
        "for example 120,80,300,400 or 10%,15%,70%,60%";

    private RegionRequest(RegionKind kind, RegionRectangle? rectangle = null) => (Kind, Rectangle) = (kind, rectangle);

    /// <summary>The kind of region.</summary>
    public RegionKind Kind { get; }

    /// <summary>The rectangle, where <see cref="Kind"/> is <see cref="RegionKind.Rectangle"/>; else null.</summary>
    public RegionRectangle? Rectangle { get; }

    /// <summary>The person's upper garment, or the whole photo where there is no person.</summary>
    public static RegionRequest Auto { get; } = new(RegionKind.Auto);

    /// <summary>The whole photo.</summary>
    public static RegionRequest Whole { get; } = new(RegionKind.Whole);

    /// <summary>The person's upper garment.</summary>
    public static RegionRequest Upper { get; } = new(RegionKind.Upper);

    /// <summary>The person's lower garment.</summary>
    public static RegionRequest Lower { get; } = new(RegionKind.Lower);

    /// <summary>The person from the shoulders to the ankles.</summary>
    public static RegionRequest Full { get; } = new(RegionKind.Full);

    /// <summary>True where a person is looked for.</summary>
    internal bool NeedsPerson => Kind is not (RegionKind.Whole or RegionKind.Rectangle);

    /// <summary>True where the body's 33 points are needed.</summary>
    internal bool NeedsLandmarks => Kind is RegionKind.Lower or RegionKind.Full;

    /// <summary>A rectangle of the user's.</summary>
    /// <exception cref="UsageException">Its width or height is not greater than 0, or a number is not finite.</exception>
    public static RegionRequest Of(RegionRectangle rectangle) => Fault(rectangle) is { } fault
        ? throw new UsageException($"The region '{rectangle}' cannot be: {fault}; {Expected}.")
        : new(RegionKind.Rectangle, rectangle);

    /// <summary>Reads a region; capitals do not matter.</summary>
    /// <exception cref="UsageException">It is none; the message says why and gives examples.</exception>
    public static RegionRequest Parse(string text) => Read(text, out var request) is { } fault
        ? throw new UsageException($"The region '{text}' cannot be read: {fault}; {Expected}.")
        : request!;

    /// <summary>Reads a region; false where it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RegionRequest? request) =>
        Read(text, out request) is null;

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Rectangle?.ToString() ?? Kind.ToString();

    // Says what is wrong, or null.
    private static string? Read(string? text, out RegionRequest? request)
    {
        request = null;
        if (string.IsNullOrWhiteSpace(text)) return "it is empty";
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length == 1)
        {
            // Names only: Enum.TryParse would take numbers too, and 'Rectangle' alone says nothing.
            request = new[] { Auto, Whole, Upper, Lower, Full }.FirstOrDefault(r => r.Kind.ToString()
                .Equals(parts[0], StringComparison.OrdinalIgnoreCase));
            return request is null ? $"there is no region of the name '{parts[0]}'" : null;
        }
        if (parts.Length != 4) return $"it has {parts.Length} numbers, a rectangle has four";
        var percent = parts.Count(p => p.EndsWith('%'));
        if (percent is not (0 or 4)) return "it mixes pixels and hundredths (%)";
        Span<double> values = stackalloc double[4];
        for (var i = 0; i < 4; i++)
        {
            var number = percent == 4 ? parts[i][..^1].TrimEnd() : parts[i];
            var style = NumberStyles.AllowLeadingSign | (percent == 4 ? NumberStyles.AllowDecimalPoint : NumberStyles.None);
            if (!double.TryParse(number, style, CultureInfo.InvariantCulture, out values[i]))
                return percent == 4 ? $"'{parts[i]}' is not a percentage" : $"'{parts[i]}' is not a whole number of pixels";
        }
        var rectangle = new RegionRectangle(values[0], values[1], values[2], values[3], percent == 4);
        if (Fault(rectangle) is { } fault) return fault;
        request = new(RegionKind.Rectangle, rectangle);
        return null;
    }

    private static string? Fault(RegionRectangle r) =>
        !double.IsFinite(r.Left) || !double.IsFinite(r.Top) || !double.IsFinite(r.Width) || !double.IsFinite(r.Height)
            ? "its numbers are not finite"
        : r.Width > 0 && r.Height > 0 ? null : "its width and height are not greater than 0";
}
