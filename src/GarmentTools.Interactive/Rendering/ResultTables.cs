using System.Collections;
using System.Globalization;
using System.Reflection;
using GarmentTools.Catalogs;
using GarmentTools.Distances;
using GarmentTools.Evaluation;
using GarmentTools.Imaging;

namespace GarmentTools.Interactive.Rendering;

/// <summary>Makes tables of values: of one its properties, of many a row for each.</summary>
internal static class ResultTables
{
    private const int MostRows = 100, ThumbnailSide = 64;
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    /// <summary>The table of a value; null where it is better said in one line.</summary>
    public static ResultTable? Of(object? value) => value switch
    {
        null => null,
        _ when IsPlain(value.GetType()) => null,
        GarmentCatalog catalog => Properties(catalog.GetInfo()),
        DistanceMatrix matrix => Properties(matrix.Info),
        RetrievalReport report => Report(report),
        RetrievalComparison comparison => Comparison(comparison),
        Garment garment => Garments([garment]),
        IEnumerable<Garment> garments => Garments(garments),
        IDictionary dictionary => Pairs(dictionary),
        IEnumerable sequence => Sequence(sequence),
        _ when SaysItself(value) => null,
        _ => Properties(value),
    };

    /// <summary>A value in one line.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        double number => Number(number),
        float number => Number(number),
        IFormattable formattable => formattable.ToString(null, s_culture),
        IDictionary pairs => string.Join(", ", Entries(pairs).Select(p => $"{Text(p.Key)}: {Text(p.Value)}")),
        IEnumerable many when IsReadOnlyDictionary(many.GetType()) =>
        string.Join(", ", many.Cast<object>().Select(p => $"{Text(Get(p, "Key"))}: {Text(Get(p, "Value"))}")),
        IEnumerable many => Some(many),
        _ => value.ToString() ?? "",
    };

    private static ResultTable Garments(IEnumerable<Garment> garments)
    {
        var (rows, more) = First(garments);
        var names = rows.SelectMany(g => g.Attributes.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase).ToList();
        var table = new ResultTable(["Photo", "Id", "CatalogPath", "Domain", "Product", .. names]) { Note = more };
        foreach (var g in rows)
        {
            var picture = Thumbnail.Address(g.Path, ThumbnailSide) is { } address ? Html.Image(address, g.CatalogPath)
                : "<em>no picture</em>";
            table.Add([new("", Html: picture), Cell(g.Id), new(g.CatalogPath), new(g.Domain), new(g.Product ?? ""),
                .. names.Select(n => new TableCell(g.Attributes.GetValueOrDefault(n) ?? ""))]);
        }
        return table;
    }

    private static ResultTable Report(RetrievalReport report)
    {
        var c = report.Conventions;
        var table = new ResultTable(["Figure", "Value", "95 % interval"])
        {
            Note = $"{c.Queries} queries, gallery of {c.GallerySize} ({c.Level} level); right: {c.Relevance}; " +
                $"left out: {c.LeftOutEqual} equal pairs, {c.QueriesWithoutRelevant} queries without a right answer.",
        };
        foreach (var (name, value) in report.Figures)
            table.Add(new(name), Figure(value), new(report.Intervals.TryGetValue(name, out var i)
                ? string.Create(s_culture, $"{i.Low:0.000} … {i.High:0.000}") : ""));
        return table;
    }

    private static ResultTable Comparison(RetrievalComparison comparison)
    {
        var table = new ResultTable(["Figure", "Before", "After", "Difference", "95 % interval"])
        {
            Note =
            $"{comparison.Queries} queries, compared in pairs."
        };
        foreach (var (name, f) in comparison.Figures)
            table.Add(new(name), Figure(f.Baseline), Figure(f.Value), new(f.Difference.ToString("+0.000;-0.000;0.000", s_culture), true),
                new(string.Create(s_culture, $"{f.Interval95.Low:0.000} … {f.Interval95.High:0.000}")));
        return table;
    }

    private static ResultTable Pairs(IDictionary dictionary)
    {
        var (rows, more) = First(Entries(dictionary));
        var table = new ResultTable(["Key", "Value"]) { Note = more };
        foreach (var pair in rows) table.Add(Cell(pair.Key), Cell(pair.Value));
        return table;
    }

    private static ResultTable Sequence(IEnumerable sequence)
    {
        var (rows, more) = First(sequence.Cast<object?>());
        var properties = rows.FirstOrDefault(row => row is not null)?.GetType() is { } type && !IsPlain(type) ? Readable(type) : [];
        if (properties.Length == 0 || rows.Any(row => row is IEnumerable))
        {
            var single = new ResultTable(["Value"]) { Note = more };
            foreach (var row in rows) single.Add(Cell(row));
            return single;
        }
        var table = new ResultTable([.. properties.Select(p => p.Name)]) { Note = more };
        foreach (var row in rows)
            table.Add([.. properties.Select(p => row is not null && p.DeclaringType!.IsInstanceOfType(row) ? Cell(Get(row, p))
                : new TableCell(Text(row)))]);
        return table;
    }

    private static ResultTable Properties(object value)
    {
        var table = new ResultTable(["", ""], value.GetType() is var type && type.Name.Contains('<') ? null : type.Name);
        foreach (var property in Readable(type)) table.Add(new(property.Name), new(Text(Get(value, property))));
        return table;
    }

    // A dictionary's own way: as a sequence, a generic one gives other pairs.
    private static IEnumerable<DictionaryEntry> Entries(IDictionary dictionary)
    {
        for (var at = dictionary.GetEnumerator(); at.MoveNext();) yield return at.Entry;
    }

    private static (List<T> Rows, string? More) First<T>(IEnumerable<T> all)
    {
        var rows = all.Take(MostRows + 1).ToList();
        if (rows.Count <= MostRows) return (rows, null);
        rows.RemoveAt(MostRows);
        return (rows, all.TryGetNonEnumeratedCount(out var count) ? $"… and {count - MostRows:N0} more" : "… and more");
    }

    private static string Some(IEnumerable many)
    {
        var texts = many.Cast<object?>().Take(11).Select(Text).ToList();
        return texts.Count <= 10 ? string.Join(", ", texts) : string.Join(", ", texts.Take(10)) + ", …";
    }

    private static TableCell Cell(object? value) => new(value is null ? "" : Text(value), value is not null && IsNumber(value.GetType()));

    private static TableCell Figure(double value) => new(value.ToString("0.000", s_culture), true);

    private static string Number(double value) => value.ToString(Math.Abs(value) is >= 1e-4 and < 1e7 or 0 ? "0.######" : "G6", s_culture);

    private static PropertyInfo[] Readable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike && p.Name != "EqualityContract")];

    private static object? Get(object value, string name) => value.GetType().GetProperty(name)?.GetValue(value);

    // A property that fails says why in its own cell.
    private static object? Get(object value, PropertyInfo property)
    {
        try { return property.GetValue(value); }
        catch (TargetInvocationException e) { return $"({e.InnerException?.Message ?? e.Message})"; }
    }

    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal && !type.IsEnum;

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string)
        || typeof(IFormattable).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type);

    private static bool IsReadOnlyDictionary(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));

    // A class that was given words of its own; the ones that records and anonymous types get are made of the properties, which a table
    // shows better.
    private static bool SaysItself(object value)
    {
        var type = value.GetType();
        return type.GetMethod("<Clone>$") is null && !type.Name.Contains("AnonymousType", StringComparison.Ordinal)
            && type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } owner && owner != typeof(object)
                && owner != typeof(ValueType);
    }
}
