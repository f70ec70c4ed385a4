using GarmentTools.Common;
using GarmentTools.Evaluation;

namespace GarmentTools.Tests;

/// <summary>What was decided counts as pairs: in the evaluation, and in what a metric is learned from.</summary>
public sealed class DecisionUseTests
{
    [Fact]
    public async Task A_decision_makes_a_right_answer_of_a_garment_and_another_one_takes_it_away()
    {
        using var fixture = await CatalogFixture.WithAsync(6);
        using var catalog = fixture.Open();
        long a = Id("a"), b = Id("b"), c = Id("c");
        foreach (var id in new[] { a, b }) catalog.SetAttributes(id, new Dictionary<string, string?> { ["product"] = "p" });
        Assert.Equal(2, Study().Queries.Count);

        catalog.Decide(b, c, same: true); // a, b and c are one product now
        var joined = Study();
        Assert.Equal(["a.jpg", "b.jpg", "c.jpg"], joined.Queries.Select(q => q.Query.Name));
        Assert.All(joined.Queries, q => Assert.Equal(2, q.Relevant));
        Assert.Contains("1 pairs decided to be the same", joined.Conventions.Notes["decisions"]);
        Assert.Equal(2, CatalogStudy.Run(catalog, new() { UseDecisions = false, Retrieval = new() { Resamples = 0 } }).Queries.Count);

        catalog.Decide(a, c, same: false);
        var apart = Study();
        Assert.Equal([1, 2, 1], apart.Queries.Select(q => q.Relevant));
        Assert.Contains("not decided to be different", apart.Conventions.Relevance);

        long Id(string name) => catalog.Find($"{name}.jpg")!.Id;
        RetrievalReport Study() => CatalogStudy.Run(catalog, new() { Retrieval = new() { Resamples = 0 } });
    }

    [Fact]
    public async Task Pairs_to_learn_from_are_those_of_a_product_and_those_decided()
    {
        using var fixture = await CatalogFixture.WithAsync(4);
        var street = Enumerable.Range(0, 3).Select(i => fixture.Add($"street/{i}.jpg", 50 + i)).ToArray();
        using var catalog = fixture.Open();
        await catalog.UpdateAsync(street, new() { Domain = "street" });
        Assert.Throws<UsageException>(() => catalog.GetPairs());
        foreach (var name in new[] { "a.jpg", "b.jpg", "street/0.jpg" }) catalog.SetAttributes(Id(name), new Dictionary<string,
            string?>
        { ["product"] = "p", ["kind"] = "dress" });
        catalog.Decide(Id("street/1.jpg"), Id("c.jpg"), same: true);
        catalog.Decide(Id("street/0.jpg"), Id("b.jpg"), same: false);
        catalog.Decide(Id("street/2.jpg"), Id("d.jpg"), same: false);

        var pairs = catalog.GetPairs("kind").Pairs;
        Assert.Equal([("0.jpg", "a.jpg", "dress"), ("1.jpg", "c.jpg", null)],
            pairs.Select(p => (Path.GetFileName(p.Street), Path.GetFileName(p.Shop), p.Category)));
        Assert.Equal([0, 1], pairs.Select(p => p.Row));

        long Id(string name) => catalog.Find(name)!.Id;
    }
}
