using System.Globalization;
using System.Text;

namespace GarmentTools;

/// <summary>
/// Which garments may be found: equality, sets and ranges over attributes and the fields <c>id</c>, <c>path</c>, <c>domain</c> and <c>product</c>,
/// joined by <c>and</c> and <c>or</c> (<c>and</c> binds tighter) and parentheses.
/// <code>
/// category = dress
/// color in (red, 'dark blue') and price 20..50
/// domain = shop and (sleeve = long or season >= 2024)
/// </code>
/// Text is compared without regard to the case of A–Z. <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c> and <c>a..b</c> (both ends in) compare numbers
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
    public static GarmentFilter Equal(string name, string value) => new($"{(name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') ? name : Quote(name))} = {Quote(value)}", new OneOf(name, [value]));

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The garments that pass both filters.</summary>
    public static GarmentFilter operator &(GarmentFilter left, GarmentFilter right) => new($"({left.Text}) and ({right.Text})", new Group(true, [left._root, right._root]));

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
    internal (string Sql, (string Name, object? Value)[] Parameters) ToSql()
    {
        var sql = new StringBuilder();
        var parameters = new List<(string, object?)>();
        _root.Write(sql, parameters);
        return (sql.ToString(), [.. parameters]);
    }

    internal abstract record Node
    {
        public abstract void Write(StringBuilder sql, List<(string, object?)> parameters);
        public abstract void Collect(HashSet<string> names);

        protected static string Bind(List<(string, object?)> parameters, object value)
        {
            parameters.Add(($"$f{parameters.Count}", value));
            return parameters[^1].Item1;
        }

        /// <summary>Wraps a condition on one value, written with <c>{0}</c> for it, into a condition on a garment.</summary>
        protected static void WriteField(StringBuilder sql, List<(string, object?)> parameters, string name, string condition)
        {
            var field = name.ToLowerInvariant();
            if (field is "id" or "path" or "domain" or "product") sql.Append('(').AppendFormat(CultureInfo.InvariantCulture, condition, "garments." + field).Append(')');
            else sql.Append("garments.id IN (SELECT garment_id FROM attributes WHERE name = ").Append(Bind(parameters, name)).Append(" AND ").AppendFormat(CultureInfo.InvariantCulture, condition, "value").Append(')');
        }
    }

    /// <summary>Equality (one value) or a set.</summary>
    internal sealed record OneOf(string Name, IReadOnlyList<string> Values) : Node
    {
        public override void Collect(HashSet<string> names) => names.Add(Name);
        public override void Write(StringBuilder sql, List<(string, object?)> parameters) =>
            WriteField(sql, parameters, Name, $"{{0}} COLLATE NOCASE IN ({string.Join(", ", Values.Select(value => Bind(parameters, value)))})");
    }

    /// <summary>A range; a bound that is null is open.</summary>
    internal sealed record Range(string Name, string? Low, bool LowIn, string? High, bool HighIn) : Node
    {
        public override void Collect(HashSet<string> names) => names.Add(Name);

        public override void Write(StringBuilder sql, List<(string, object?)> parameters)
        {
            var numeric = new[] { Low, High }.All(bound => bound is null || Number(bound) is not null);
            var conditions = new List<string>();
            if (numeric) conditions.Add(IsNumber);
            if (Low is not null) conditions.Add($"{Value(numeric)} {(LowIn ? ">=" : ">")} {Bound(parameters, Low, numeric)}");
            if (High is not null) conditions.Add($"{Value(numeric)} {(HighIn ? "<=" : "<")} {Bound(parameters, High, numeric)}");
            WriteField(sql, parameters, Name, string.Join(" AND ", conditions));
        }

        // Attributes are text: what is not a number all through ('20..50', '2024-05-01', '1e') is in no range of numbers, though SQLite would take its beginning for one.
        private static readonly string IsNumber = "trim({0}) GLOB '[-+0-9.]*' AND trim({0}) GLOB '*[0-9]*' AND NOT trim({0}) GLOB '*[^-+0-9.eE]*'"
            + string.Concat(new[] { "*[^eE][-+]*", "*.*.*", "*[eE]*[eE.]*", "*[-+eE]", "[-+.][eE]*", "[-+].[eE]*" }.Select(fault => $" AND NOT trim({{0}}) GLOB '{fault}'"));

        private static string Value(bool numeric) => numeric ? "CAST({0} AS REAL)" : "{0} COLLATE NOCASE";
        private static string Bound(List<(string, object?)> parameters, string bound, bool numeric) => Bind(parameters, numeric ? Number(bound)! : bound);
        private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    /// <summary>Several conditions that must all hold, or of which one must.</summary>
    internal sealed record Group(bool All, IReadOnlyList<Node> Parts) : Node
    {
        public override void Collect(HashSet<string> names)
        {
            foreach (var part in Parts) part.Collect(names);
        }

        public override void Write(StringBuilder sql, List<(string, object?)> parameters)
        {
            sql.Append('(');
            for (var i = 0; i < Parts.Count; i++)
            {
                if (i > 0) sql.Append(All ? " AND " : " OR ");
                Parts[i].Write(sql, parameters);
            }
            sql.Append(')');
        }
    }
}
