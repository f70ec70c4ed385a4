namespace GarmentTools.Interactive;

/// <summary>HTML that is shown as it is. What comes from elsewhere (names of files, values of attributes) must be encoded in it.</summary>
/// <param name="Html">The HTML.</param>
public sealed record HtmlText(string Html)
{
    /// <inheritdoc/>
    public override string ToString() => Html;
}
