using System.Globalization;
using System.Text;

namespace GarmentTools.Catalogs.Filters;

/// <summary>Writes a filter as a condition on the table <c>garments</c>; values travel as parameters.</summary>
internal sealed class FilterSql(CatalogDialect dialect)
{
    private readonly StringBuilder _text = new();
    private readonly List<(string, object?)> _parameters = [];

    public string Text => _text.ToString();
    public (string Name, object? Value)[] Parameters => [.. _parameters];

    public void Append(string text) => _text.Append(text);

    /// <summary>The field or attribute has one of these values, whatever the case of A–Z.</summary>
    public void OneOf(string name, IReadOnlyList<string> values)
    {
        // An id is asked for as a number: 17, 017 and 17.0 are the same.
        if (name.Equals("id", StringComparison.OrdinalIgnoreCase))
            Append($"garments.id IN ({string.Join(", ", values.Select(Id))})");
        else
            Field(name, value =>
                $"{dialect.Folded(value)} IN " +
                $"({string.Join(", ", values.Select(wanted => dialect.FoldedValue(Bind(wanted))))}){dialect.IndexedOnly(value, values)}");
    }

    /// <summary>The field or attribute lies within bounds: as a number where all bounds are numbers, else as text.</summary>
    public void Range(string name, IReadOnlyList<(string Operator, string Bound)> bounds)
    {
        var isNumeric = bounds.All(bound => Number(bound.Bound) is not null);
        Field(name, value =>
        {
            if (!isNumeric)
                return string.Join(" AND ", bounds.Select(bound => $"{dialect.Folded(value)} {bound.Operator} " +
                    $"{dialect.FoldedValue(Bind(bound.Bound))}"));
            // Attributes are text: what does not look like a number all through is in no range of numbers.
            return $"{dialect.IsNumber(value)} AND " +
                $"{string.Join(" AND ", bounds.Select(bound => $"{dialect.Number(value)} {bound.Operator} {Bind(Number(bound.Bound)!)}"))}";
        });
    }

    // Wraps a condition on one value into a condition on a garment.
    private void Field(string name, Func<string, string> condition)
    {
        var field = name.ToLowerInvariant();
        if (field is "id" or "path" or "domain" or "product")
            Append($"({condition(field == "id" ? dialect.IdText("garments.id") : "garments." + field)})");
        else Append($"garments.id IN (SELECT garment_id FROM attributes WHERE {dialect.Folded("name")} = " +
            $"{dialect.FoldedValue(Bind(name))} AND {condition("value")})");
    }

    // No garment has an id that is no whole number.
    private string Id(string value) =>
        Number(value) is { } number && number == Math.Floor(number) && Math.Abs(number) < 1e15 ? Bind((long)number) : "NULL";

    private string Bind(object value)
    {
        _parameters.Add(($"$f{_parameters.Count}", value));
        return _parameters[^1].Item1;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
