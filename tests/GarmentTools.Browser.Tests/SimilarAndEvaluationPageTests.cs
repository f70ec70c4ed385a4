using Microsoft.Playwright;

namespace GarmentTools.Browser.Tests;

public sealed class SimilarAndEvaluationPageTests(Browser browser, ReportPages pages)
{
    [Fact]
    public async Task Each_query_has_its_region_drawn_in_and_its_neighbors_in_order()
    {
        await using var opened = await browser.OpenAsync(pages["similar.html"]);
        var page = opened.Page;
        Assert.Equal(7, await page.Locator("article").CountAsync());
        Assert.Equal(6, await page.Locator("rect.region").CountAsync()); // the garment of the catalog has none
        var ranks = await page.Locator("article").First.Locator("[data-k=rank]").AllInnerTextsAsync();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"{i}"), ranks);
        await page.Locator("select[data-order]").SelectOptionAsync("rank down");
        await Assertions.Expect(page.Locator("article").First.Locator("[data-k=rank]").First).ToHaveTextAsync("10");
        await page.Locator("input[type=search]").FillAsync("dress");
        await Assertions.Expect(page.Locator("output")).ToContainTextAsync(" of 70 shown");
        await page.Locator("ul.found li:visible button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#garment h2")).ToContainTextAsync("dress");
        Assert.Contains("Found for", await page.Locator("#garment dl").InnerTextAsync());
        await page.Locator("#close").ClickAsync();
        await Assertions.Expect(page.Locator("#garment")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_evaluation_shows_curves_changes_and_worst_queries_and_sorts_its_categories()
    {
        await using var opened = await browser.OpenAsync(pages["evaluation.html"]);
        var page = opened.Page;
        foreach (var section in new[] { "figures", "curves", "categories", "changes", "worst", "conventions" }) Assert.Equal(1,
            await page.Locator("#" + section).CountAsync());
        Assert.True(await page.Locator("#curves svg.chart path").CountAsync() > 4);
        Assert.True(await page.Locator("#worst .pair").CountAsync() > 0);
        Assert.True(await page.Locator("#worst .pair use").CountAsync() > 3);
        await page.Locator("#categories th button").Nth(1).ClickAsync();
        var queries = (await page.Locator("#categories tbody td:nth-child(2)").AllInnerTextsAsync()).Select(int.Parse).ToList();
        Assert.Equal(queries.Order(), queries);
    }
}
