using GarmentTools.Common;

namespace GarmentTools.Catalogs.Filters;

/// <summary>
/// Which garments may be found: equality, sets and ranges over attributes and the fields <c>id</c>, <c>path</c>, <c>domain</c> and
/// <c>product</c>,
/// joined by <c>and</c> and <c>or</c> (<c>and</c> binds tighter) and parentheses.
/// <code>
/// category = dress
/// color in (red, 'dark blue') and price 20..50
/// domain = shop and (sleeve = long or season >= 2024)
/// </code>
/// Text is compared without regard to the case of A–Z. <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c> and <c>a..b</c> (both ends in)
/// compare numbers
/// when the bound is a number, and then only garments whose value is a number; else they compare text.
/// </summary>
public sealed class GarmentFilter
{
    private readonly Node _root;

    private GarmentFilter(string text, Node root) => (Text, _root) = (text, root);

    /// <summary>The filter as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a filter.</summary>
    /// <exception cref="UsageException">It cannot be understood; the message says where and shows an example.</exception>
    public static GarmentFilter Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, new FilterParser(text).Parse());
    }

    /// <summary>The garments whose attribute (or field) has this value.</summary>
    public static GarmentFilter Equal(string name, string value) =>
        new($"{(name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') ? name : Quote(name))} = {Quote(value)}",
        new OneOf(name, [value]));

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The garments that pass both filters.</summary>
    public static GarmentFilter operator &(GarmentFilter left, GarmentFilter right) =>
        new($"({left.Text}) and ({right.Text})", new Group(true, [left._root, right._root]));

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The names of attributes that the filter speaks of; fields are not among them.</summary>
    internal IReadOnlySet<string> AttributeNames
    {
        get
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            _root.Collect(names);
            names.ExceptWith(["id", "path", "domain", "product"]);
            return names;
        }
    }

    /// <summary>A condition on the table <c>garments</c>; the values travel as parameters.</summary>
    internal (string Sql, (string Name, object? Value)[] Parameters) ToSql(CatalogDialect dialect)
    {
        var writer = new FilterSql(dialect);
        _root.Write(writer);
        return (writer.Text, writer.Parameters);
    }

    internal abstract record Node
    {
        public abstract void Write(FilterSql sql);
        public abstract void Collect(HashSet<string> names);
    }

    /// <summary>Equality (one value) or a set.</summary>
    internal sealed record OneOf(string Name, IReadOnlyList<string> Values) : Node
    {
        public override void Collect(HashSet<string> names) => names.Add(Name);
        public override void Write(FilterSql sql) => sql.OneOf(Name, Values);
    }

    /// <summary>A range; a bound that is null is open.</summary>
    internal sealed record Range(string Name, string? Low, bool LowIn, string? High, bool HighIn) : Node
    {
        public override void Collect(HashSet<string> names) => names.Add(Name);

        public override void Write(FilterSql sql)
        {
            var bounds = new List<(string, string)>();
            if (Low is not null) bounds.Add((LowIn ? ">=" : ">", Low));
            if (High is not null) bounds.Add((HighIn ? "<=" : "<", High));
            sql.Range(Name, bounds);
        }
    }

    /// <summary>Several conditions that must all hold, or of which one must.</summary>
    internal sealed record Group(bool All, IReadOnlyList<Node> Parts) : Node
    {
        public override void Collect(HashSet<string> names)
        {
            foreach (var part in Parts) part.Collect(names);
        }

        public override void Write(FilterSql sql)
        {
            sql.Append("(");
            for (var i = 0; i < Parts.Count; i++)
            {
                if (i > 0) sql.Append(All ? " AND " : " OR ");
                Parts[i].Write(sql);
            }
            sql.Append(")");
        }
    }
}
