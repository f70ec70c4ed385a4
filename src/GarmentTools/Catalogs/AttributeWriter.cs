using GarmentTools.Common;

namespace GarmentTools.Catalogs;

/// <summary>Sets attributes and the fields <c>product</c> and <c>domain</c>. Called inside a transaction.</summary>
internal static class AttributeWriter
{
    private static readonly string[] s_reserved = ["id", "path", "file", "and", "or", "in"];

    public static void Set(CatalogConnection connection, long id, IEnumerable<KeyValuePair<string, string?>> attributes)
    {
        var named = $"{connection.Dialect.Folded("name")} = {connection.Dialect.FoldedValue("$name")}";
        var isTouched = false;
        foreach (var (name, value) in attributes)
        {
            CheckName(name);
            var text = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
            switch (name.ToLowerInvariant())
            {
                case "product":
                    connection.Execute("UPDATE garments SET product = $value, changed = $change WHERE id = $id", ("$value", text),
                        ("$change", connection.Change()), ("$id", id));
                    break;
                case "domain":
                    connection.Execute("UPDATE garments SET domain = $value, changed = $change WHERE id = $id", ("$value", text ?? "shop"),
                        ("$change", connection.Change()), ("$id", id));
                    break;
                default:
                    // The new spelling of a name counts.
                    connection.Execute($"DELETE FROM attributes WHERE garment_id = $id AND {named}", ("$id", id), ("$name", name));
                    if (text is not null)
                        connection.Execute("INSERT INTO attributes VALUES ($id, $name, $value)", ("$id", id), ("$name", name),
                            ("$value", text));
                    isTouched = true;
                    break;
            }
        }
        if (isTouched)
            connection.Execute("UPDATE garments SET changed = $change WHERE id = $id", ("$change", connection.Change()), ("$id", id));
    }

    /// <summary>Refuses names that a filter could not speak of.</summary>
    public static void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100 || name.Any(char.IsControl)
            || s_reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"'{name}' cannot be the name of an attribute: expected 1 to 100 characters and none of " +
                $"{string.Join(", ", s_reserved.Select(r => $"'{r}'"))}.");
    }
}
