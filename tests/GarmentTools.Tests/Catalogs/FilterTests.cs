using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;

namespace GarmentTools.Tests;

public sealed class FilterTests : IAsyncLifetime
{
    private CatalogFixture _fixture = null!;
    private GarmentCatalog _catalog = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await CatalogFixture.WithAsync(6);
        _catalog = _fixture.Open();
        Set(1, ("category", "Dress"), ("price", "20"), ("size", "M"), ("product", "P1"));
        Set(2, ("category", "dress"), ("price", "100"), ("note", "it's \"new\" & (good)"));
        Set(3, ("category", "coat"), ("price", "9.5"), ("domain", "street"));
        Set(4, ("category", "coat"), ("price", "about 50"));
        Set(5, ("category", "dark blue"), ("price", "-5"));
    }

    public ValueTask DisposeAsync()
    {
        _catalog.Dispose();
        _fixture.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("category = dress", 1, 2)]
    [InlineData("CATEGORY = DRESS", 1, 2)]
    [InlineData("category in (dress, coat)", 1, 2, 3, 4)]
    [InlineData("category = 'dark blue'", 5)]
    [InlineData("category = \"dark blue\"", 5)]
    [InlineData("note = 'it''s \"new\" & (good)'", 2)]
    [InlineData("price 9..20", 1, 3)]
    [InlineData("price = 9..20", 1, 3)]
    [InlineData("price 20..", 1, 2)]
    [InlineData("price ..20", 1, 3, 5)]
    [InlineData("price >= 20 and price < 100", 1)]
    [InlineData("price > 20", 2)]
    [InlineData("category >= coat and category <= dark", 3, 4)]
    [InlineData("category = dress or category = coat and price < 10", 1, 2, 3)]
    [InlineData("(category = dress or category = coat) and price < 10", 3)]
    [InlineData("domain = street", 3)]
    [InlineData("product = p1", 1)]
    [InlineData("id 2..3", 2, 3)]
    [InlineData("id in (1, 6)", 1, 6)]
    [InlineData("path = 'f.jpg'", 6)]
    [InlineData("category = \"x' OR 1=1 --\"")]
    public void Filters_find_what_they_say(string filter, params int[] ids) =>
        Assert.Equal(ids.Select(i => (long)i), _catalog.List(GarmentFilter.Parse(filter)).Select(g => g.Id));

    [Theory]
    [InlineData("", "the name of an attribute")]
    [InlineData("category", "after 'category'")]
    [InlineData("category =", "a value")]
    [InlineData("category = a b", "'and', 'or' or the end")]
    [InlineData("category in (a", "',' or ')'")]
    [InlineData("category = 'open", "not closed")]
    [InlineData("(category = a", "')'")]
    [InlineData("price ..", "without bounds")]
    [InlineData("not category = a", "after 'not'")]
    public void What_cannot_be_read_says_where_and_shows_an_example(string filter, string expected) =>
        Assert.Contains(expected, Assert.Throws<UsageException>(() => GarmentFilter.Parse(filter)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_attribute_is_an_error_that_names_the_known_ones()
    {
        var error = Assert.Throws<UsageException>(() => _catalog.List(GarmentFilter.Parse("colr = red")));
        Assert.Contains("'colr'", error.Message, StringComparison.Ordinal);
        Assert.Contains("category", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_parentheses_do_not_end_the_program() =>
        Assert.Throws<UsageException>(() => GarmentFilter.Parse(new string('(', 100_000) + "a = b"));

    private void Set(long id, params (string Name, string Value)[] attributes) =>
        _catalog.SetAttributes(id, attributes.ToDictionary(a => a.Name, a => (string?)a.Value));
}
