namespace GarmentTools.Catalogs.Updates;

/// <summary>A file that could not be embedded; it is tried again only when it changes.</summary>
/// <param name="Path">Its path relative to the catalog's folder, with <c>/</c>.</param>
/// <param name="Reason">Why, and what to do.</param>
/// <param name="RejectedAt">When.</param>
public sealed record RejectedFile(string Path, string Reason, DateTimeOffset RejectedAt);
