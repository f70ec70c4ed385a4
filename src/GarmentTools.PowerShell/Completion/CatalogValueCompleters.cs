namespace GarmentTools.PowerShell;

/// <summary>Completes the name of an attribute, or of the fields that are set like one.</summary>
internal sealed class AttributeNameCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) =>
        Matching(context, context.Ask(catalog => catalog.GetInfo().Attributes)
        .Select(attribute => (attribute.Key, $"{attribute.Value} garments have it"))
        .Concat([("product", "What is sold; several garments may belong to one product"),
            ("domain", "Where a photo comes from: shop or street")]));
}

/// <summary>Completes the value of the attribute that <c>-Name</c> names.</summary>
internal sealed class AttributeValueCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) =>
        context.Argument("Name") is { Length: > 0 } name ? Matching(context, CatalogValues.Of(context, name)) : [];
}

/// <summary>Completes a product.</summary>
internal sealed class ProductCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) => Matching(context, CatalogValues.Of(context, "product"));
}

/// <summary>Completes a domain: the usual ones, also where there is no catalog yet.</summary>
internal sealed class DomainCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) =>
        Matching(context, [("shop", "Photos of a shop: clean, even ground"), ("street", "Photos of worn garments, as people take them")]);
}

/// <summary>Completes the name of a region.</summary>
internal sealed class RegionCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) => Matching(context,
    [
        ("Auto", "The upper garment of the person in the photo; the whole photo where there is none"),
        ("Whole", "The whole photo"),
        ("Upper", "The person's upper garment"),
        ("Lower", "The person's lower garment"),
        ("Full", "The person from the shoulders to the ankles"),
    ]);
}

/// <summary>Completes the name of a stored output.</summary>
internal sealed class OutputCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) =>
        Matching(context, context.Ask(catalog => catalog.GetInfo().Outputs).Select(output => (output.Key, $"{output.Value} numbers")));
}

/// <summary>The values that garments of a catalog have.</summary>
internal static class CatalogValues
{
    /// <summary>Values of an attribute or field, most frequent first.</summary>
    public static IEnumerable<(string Value, string Tip)> Of(CompletionContext context, string name) =>
        context.Ask(catalog => catalog.GetValues(name)).Select(value => (value.Key, $"{value.Key} ({value.Value} garments)"));
}
