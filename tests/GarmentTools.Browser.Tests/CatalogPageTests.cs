using GarmentTools.Reports;
using Microsoft.Playwright;

namespace GarmentTools.Browser.Tests;

public sealed class CatalogPageTests(Browser browser, ReportPages pages)
{
    [Fact]
    public async Task A_click_shows_a_garments_neighbors_and_theirs()
    {
        await using var opened = await browser.OpenAsync(pages["catalog.html"]);
        var page = opened.Page;
        var dialog = page.Locator("#garment");
        await page.Locator("#rows tr:visible button.pic").First.ClickAsync();
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        var first = await dialog.Locator("h2").InnerTextAsync();
        Assert.Equal(8, await dialog.Locator("ul.cards li").CountAsync());
        Assert.StartsWith("distance 0.", await dialog.Locator("ul.cards li .soft").First.InnerTextAsync());
        var second = await dialog.Locator("ul.cards li bdi").Nth(2).InnerTextAsync();
        await dialog.Locator("ul.cards li button").Nth(2).ClickAsync();
        await Assertions.Expect(dialog.Locator("h2")).ToHaveTextAsync(second);
        await dialog.GetByText("Back", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.Locator("h2")).ToHaveTextAsync(first);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Words_and_lists_filter_and_the_map_follows()
    {
        await using var opened = await browser.OpenAsync(pages["catalog.html"]);
        var page = opened.Page;
        var (rows, output) = (page.Locator("#rows tr:visible"), page.Locator("#garments output"));
        var all = await rows.CountAsync();
        await Assertions.Expect(output).ToHaveTextAsync($"{all} shown");
        await page.Locator("#garments input[type=search]").FillAsync("dress");
        await Assertions.Expect(output).ToContainTextAsync($" of {all} shown");
        var dresses = await rows.CountAsync();
        Assert.InRange(dresses, 5, all - 1);
        foreach (var text in await rows.AllTextContentsAsync()) Assert.Contains("dress", text);
        Assert.Equal(dresses, await page.Locator("#map circle:not([hidden])").CountAsync());
        await page.Locator("#garments select[data-facet=a1]").SelectOptionAsync("blue");
        await Assertions.Expect(output).Not.ToHaveTextAsync($"{dresses} of {all} shown");
        Assert.InRange(await rows.CountAsync(), 1, dresses - 1);
        await page.Locator("#garments input[type=search]").FillAsync("no such word");
        await Assertions.Expect(output).ToHaveTextAsync($"0 of {all} shown");
        await page.Locator("#garments input[type=search]").FillAsync("");
        await page.Locator("#garments select[data-facet=a1]").SelectOptionAsync("");
        await page.Locator("[data-show-group]").First.ClickAsync();
        await Assertions.Expect(output).ToContainTextAsync($" of {all} shown");
        Assert.Equal("1", await page.Locator("select[data-facet=group]").InputValueAsync());
    }

    [Fact]
    public async Task The_table_sorts_by_its_headers()
    {
        await using var opened = await browser.OpenAsync(pages["catalog.html"]);
        var page = opened.Page;
        await page.GetByText("Show as table").ClickAsync();
        var nearest = page.Locator("#garments th button").Last;
        await nearest.ClickAsync();
        var values = (await page.Locator("#rows tr td:last-child").AllInnerTextsAsync()).Select(double.Parse).ToList();
        Assert.Equal(values.Order(), values);
        Assert.Equal("ascending", await page.Locator("#garments thead th").Last.GetAttributeAsync("aria-sort"));
        await nearest.PressAsync("Enter"); // by keyboard, too
        values = [.. (await page.Locator("#rows tr td:last-child").AllInnerTextsAsync()).Select(double.Parse)];
        Assert.Equal(values.OrderDescending(), values);
        Assert.Contains("descending", await page.Locator("#status").TextContentAsync());
        await page.GetByText("Show as pictures").ClickAsync();
        await page.Locator("select[data-order]").SelectOptionAsync("2 up");
        var ids = (await page.Locator("#rows tr td:nth-child(3)").AllTextContentsAsync()).Select(int.Parse).ToList();
        Assert.Equal(ids.Order(), ids);
    }

    [Fact]
    public async Task The_map_shows_photos_and_is_walked_by_keyboard()
    {
        await using var opened = await browser.OpenAsync(pages["catalog.html"]);
        var page = opened.Page;
        var (map, tip) = (page.Locator("#map > svg"), page.Locator("#map .tip"));
        await page.Locator("#map circle").Nth(5).DispatchEventAsync("pointermove", new { bubbles = true });
        await Assertions.Expect(tip).ToBeVisibleAsync();
        Assert.Equal(1, await tip.Locator("use").CountAsync());
        var before = await page.Locator("#thumbs use").CountAsync();
        Assert.True(before > 0);
        await page.Locator("#zoom-in").ClickAsync();
        Assert.NotEqual("0 0 1000 1000", await map.GetAttributeAsync("viewBox"));
        await page.Locator("#zoom-reset").ClickAsync();
        Assert.Equal("0 0 1000 1000", await map.GetAttributeAsync("viewBox"));
        await page.Locator("#color-by").SelectOptionAsync("2");
        Assert.Contains("dress", await page.Locator("#map-legend").InnerTextAsync());
        await map.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(tip).ToBeVisibleAsync();
        Assert.Equal(1, await page.Locator("#map circle.on").CountAsync());
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#garment")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Tab_reaches_everything_in_order()
    {
        await using var opened = await browser.OpenAsync(pages["catalog.html"]);
        var page = opened.Page;
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        var seen = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            seen.Add(await page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.tagName"));
        }
        Assert.Superset(new HashSet<string> { "A", "color-by", "zoom-in", "svg", "INPUT", "SELECT", "BUTTON" }, seen);
    }

    [Fact]
    public async Task Two_thousand_garments_are_there_in_under_three_seconds()
    {
        string[] folders = [GarmentTools.Tests.TestData.SharedOrSkip("data", "garments"),
            GarmentTools.Tests.TestData.SharedOrSkip("data", "street-shop", "shop")];
        using var catalog = GarmentCatalog.OpenOrCreate(pages["large.garments"]);
        await catalog.UpdateAsync(folders);
        await catalog.UpdateAsync(Directory.GetFiles(GarmentTools.Tests.TestData.SharedOrSkip("data", "street-shop", "street"), "*.jpg")
            .Order(StringComparer.Ordinal).Take(130), new() { Domain = "street" });
        GarmentReport.WriteCatalog(pages["large.html"], catalog);
        Assert.True(catalog.List().Count >= 2000);
        Assert.InRange(new FileInfo(pages["large.html"]).Length, 1_000_000, 25_000_000);

        // Time of the page's own thread: other work on the machine is none of the page's.
        await using var opened = await browser.OpenAsync("about:blank");
        var session = await opened.Page.Context.NewCDPSessionAsync(opened.Page);
        await session.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        await opened.Page.GotoAsync(new Uri(pages["large.html"]).AbsoluteUri);
        await opened.Page.WaitForFunctionAsync("document.documentElement.dataset.ready === 'true'");
        await opened.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray();
        var seconds = metrics.Single(m => m.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
        Assert.True(seconds < 3, $"{seconds:0.0} s");
    }
}
