namespace GarmentTools.Interactive.Rendering;

/// <summary>A value in the forms that it can be shown in.</summary>
/// <param name="Forms">By their type (see <see cref="MimeTypes"/>); plain text is always among them.</param>
/// <param name="BringsScript">Whether the HTML carries a script, which later values of the same page can do without.</param>
public sealed record RenderedValue(IReadOnlyDictionary<string, string> Forms, bool BringsScript = false);
