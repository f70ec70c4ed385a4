namespace GarmentTools.Rendering;

/// <summary>HTML that is shown as it is. What comes from elsewhere (names of files, values of attributes) must be encoded in it.</summary>
/// <param name="Html">The HTML.</param>
[TypeFormatterSource(typeof(GarmentFormatters))]
public sealed record HtmlText(string Html)
{
    /// <inheritdoc/>
    public override string ToString() => Html;
}
