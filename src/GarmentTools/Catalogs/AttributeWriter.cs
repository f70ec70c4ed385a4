namespace GarmentTools;

/// <summary>Sets attributes and the fields <c>product</c> and <c>domain</c>. Called inside a transaction.</summary>
internal static class AttributeWriter
{
    private static readonly string[] s_reserved = ["id", "path", "file", "and", "or", "in"];

    public static void Set(CatalogConnection connection, long id, IEnumerable<KeyValuePair<string, string?>> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            CheckName(name);
            var text = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
            switch (name.ToLowerInvariant())
            {
                case "product":
                    connection.Execute("UPDATE garments SET product = $value WHERE id = $id", ("$value", text), ("$id", id));
                    break;
                case "domain":
                    connection.Execute("UPDATE garments SET domain = $value WHERE id = $id", ("$value", text ?? "shop"), ("$id", id));
                    break;
                default:
                    if (text is null) connection.Execute("DELETE FROM attributes WHERE garment_id = $id AND name = $name", ("$id", id), ("$name", name));
                    else connection.Execute("INSERT OR REPLACE INTO attributes VALUES ($id, $name, $value)", ("$id", id), ("$name", name), ("$value", text));
                    break;
            }
        }
    }

    /// <summary>Refuses names that a filter could not speak of.</summary>
    public static void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100 || name.Any(char.IsControl) || s_reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"'{name}' cannot be the name of an attribute: expected 1 to 100 characters and none of {string.Join(", ", s_reserved.Select(r => $"'{r}'"))}.");
    }
}
