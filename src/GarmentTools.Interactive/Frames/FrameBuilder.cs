using System.Globalization;
using System.Text.RegularExpressions;
using GarmentTools.Catalogs;
using Microsoft.Data.Analysis;

namespace GarmentTools.Interactive.Frames;

/// <summary>Makes the columns of a data frame of rows.</summary>
internal sealed partial class FrameBuilder<T>(IEnumerable<T> rows)
{
    private readonly IReadOnlyList<T> _rows = rows as IReadOnlyList<T> ?? [.. rows];
    private readonly List<DataFrameColumn> _columns = [];

    public FrameBuilder<T> Text(string name, Func<T, string?> value) => Add(new StringDataFrameColumn(name, _rows.Select(value)!));

    public FrameBuilder<T> Whole(string name, Func<T, int?> value) => Add(new Int32DataFrameColumn(name, _rows.Select(value)));

    public FrameBuilder<T> Long(string name, Func<T, long?> value) => Add(new Int64DataFrameColumn(name, _rows.Select(value)));

    public FrameBuilder<T> Single(string name, Func<T, float?> value) => Add(new SingleDataFrameColumn(name, _rows.Select(value)));

    public FrameBuilder<T> Real(string name, Func<T, double?> value) => Add(new DoubleDataFrameColumn(name, _rows.Select(value)));

    public FrameBuilder<T> Truth(string name, Func<T, bool?> value) => Add(new BooleanDataFrameColumn(name, _rows.Select(value)));

    /// <summary>What a garment is.</summary>
    public FrameBuilder<T> Garment(Func<T, Garment> garment) => Long("Id", row => garment(row).Id)
        .Text("Name", row => garment(row).Name)
        .Text("CatalogPath", row => garment(row).CatalogPath)
        .Text("Path", row => garment(row).Path)
        .Text("Catalog", row => garment(row).Catalog)
        .Text("Domain", row => garment(row).Domain)
        .Text("Product", row => garment(row).Product);

    /// <summary>A column for each attribute, after all others; <c>attribute:NAME</c> where a column has its name already.</summary>
    public FrameBuilder<T> Attributes(Func<T, Garment> garment)
    {
        var taken = _columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = _rows.SelectMany(row => garment(row).Attributes.Keys).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Order(StringComparer.OrdinalIgnoreCase))
        {
            var column = taken.Contains(name) ? "attribute:" + name : name;
            var values = _rows.Select(row => garment(row).Attributes.GetValueOrDefault(name)).ToArray();
            if (values.All(value => value is null || Number().IsMatch(value)))
                Add(new DoubleDataFrameColumn(column, values.Select(Value)));
            else Add(new StringDataFrameColumn(column, values!));
        }
        return this;
    }

    public DataFrame Build() => new(_columns);

    private FrameBuilder<T> Add(DataFrameColumn column)
    {
        _columns.Add(column);
        return this;
    }

    private static double? Value(string? number) => number is null ? null : double.Parse(number, CultureInfo.InvariantCulture);

    // Numbers as people write quantities. What begins with 0 or has more digits than a double is a code, and stays text.
    [GeneratedRegex(@"^(?=(\D*\d){1,15}\D*$)-?(0|[1-9]\d*)(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
