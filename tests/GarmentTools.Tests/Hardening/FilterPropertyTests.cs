using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;

namespace GarmentTools.Tests;

/// <summary>
/// Filters: what SQLite finds is what a plain reading of the same conditions finds, also from the filter's own text; and filtering comes
/// before searching.
/// </summary>
public sealed class FilterPropertyTests
{
    private static readonly string[] s_names = ["color", "price", "two words", "in out", "it's", "größe", "a\"b", "x=1", "(y)"];
    private static readonly string[] s_values =
    [
        "red", "RED", "dark blue", "it's", "20", "5.5", "-3", "1e2", "", "x\"y", "ß", "or", "20..50", "%", "_",
        "2024-05-01", "1e", "e5", "+7", "-.e5", "1e+1", "2e5.2", "--5", "5-", "9.", ".5", " 12 ",
    ];

    private abstract record Condition
    {
        public abstract string Text { get; }
        public abstract bool Holds(Garment garment);
    }

    private sealed record Among(string Name, string[] Values) : Condition
    {
        public override string Text =>
            Values.Length == 1 ? $"{Quote(Name)} = {Quote(Values[0])}" : $"{Quote(Name)} in ({string.Join(", ", Values.Select(Quote))})";
        public override bool Holds(Garment garment) => Value(garment, Name) is { } value && Values.Any(v => Lower(v) == Lower(value));
    }

    private sealed record Between(string Name, double Low, double High) : Condition
    {
        public override string Text => string.Create(CultureInfo.InvariantCulture, $"{Quote(Name)} {Low}..{High}");
        public override bool Holds(Garment garment) =>
            double.TryParse(Value(garment, Name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= Low
                && number <= High;
    }

    private sealed record Joined(bool All, Condition[] Parts) : Condition
    {
        public override string Text => "(" + string.Join(All ? " and " : " or ", Parts.Select(part => part.Text)) + ")";
        public override bool Holds(Garment garment) =>
            All ? Parts.All(part => part.Holds(garment)) : Parts.Any(part => part.Holds(garment));
    }

    private static Gen<Condition> Conditions(int depth)
    {
        var leaf = Gen.OneOf(
            from name in Gen.Elements(s_names)
            from count in Gen.Choose(1, 3)
            from values in Gen.Elements(s_values).ArrayOf(count)
            select (Condition)new Among(name, values),
            from name in Gen.Elements(s_names)
            from low in Gen.Choose(-5, 30)
            from width in Gen.Choose(0, 100)
            select (Condition)new Between(name, low, low + width));
        return depth == 0 ? leaf : Gen.OneOf(leaf,
            from all in Gen.Elements(true, false)
            from count in Gen.Choose(2, 3)
            from parts in Conditions(depth - 1).ArrayOf(count)
            select (Condition)new Joined(all, parts));
    }

    [Fact]
    public async Task Filters_find_what_a_plain_reading_finds_and_searching_comes_after()
    {
        using var fixture = await CatalogFixture.WithAsync(24);
        using var catalog = fixture.Open();
        var random = new Random(1);
        foreach (var garment in catalog.List())
            // Each name is somewhere, so that no filter is refused for naming an attribute that nothing has.
            catalog.SetAttributes(garment.Id, s_names.Where((_, i) => i == garment.Id % s_names.Length || random.Next(3) > 0)
                .ToDictionary(name => name, _ => (string?)s_values[random.Next(s_values.Length)]));
        var all = catalog.List();
        var query = new GarmentQuery([fixture["a.jpg"]]);
        var ranked = catalog.FindSimilar(query, new() { Count = 100 }).Neighbors;
        Properties.Hold(Conditions(depth: 2), condition =>
        {
            var filter = GarmentFilter.Parse(condition.Text);
            var (found, expected) = (catalog.List(filter).Select(g => g.Id), all.Where(condition.Holds).Select(g => g.Id).ToHashSet());
            var similar = catalog.FindSimilar(query, new() { Count = 5, Filter = filter }).Neighbors;
            return found.SequenceEqual(expected.Order())
                && similar.Select(n => (n.Garment.Id, n.Distance)).SequenceEqual(ranked.Where(n => expected.Contains(n.Garment.Id)).Take(5)
                    .Select(n => (n.Garment.Id, n.Distance)));
        }, usual: 100);
    }

    [Fact]
    public async Task The_text_of_a_filter_is_that_filter()
    {
        using var fixture = await CatalogFixture.WithAsync(8);
        using var catalog = fixture.Open();
        foreach (var garment in catalog.List())
            catalog.SetAttributes(garment.Id, s_names.ToDictionary(name => name, name =>
                (string?)s_values[(int)(garment.Id * 7 + name.Length) % s_values.Length]));
        Properties.Hold(from names in Gen.Elements(s_names).ArrayOf(2)
                        from values in Gen.Elements(s_values).ArrayOf(2)
                        select (names, values), given =>
                    {
                        var first = GarmentFilter.Equal(given.names[0], given.values[0]);
                        var filter = first & GarmentFilter.Equal(given.names[1], given.values[1]);
                        var parsed = GarmentFilter.Parse(filter.Text);
                        return catalog.List(filter).Select(g => g.Id).SequenceEqual(catalog.List(parsed).Select(g => g.Id));
                    }, usual: 60);
    }

    private static string? Value(Garment garment, string name) => garment.Attributes.TryGetValue(name, out var value) ? value : null;

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    // The case of A to Z is passed over, as the filter language says.
    private static string Lower(string text) => string.Concat(text.Select(c => c is >= 'A' and <= 'Z' ? (char)(c + 32) : c));
}
