using Microsoft.Playwright;

namespace GarmentTools.Browser.Tests;

/// <summary>What holds for every page.</summary>
public sealed class PageTests(Browser browser, ReportPages pages)
{
    public static TheoryData<string> All =>
        ["similar.html", "catalog.html", "evaluation.html", "similar-noscript.html", "catalog-noscript.html",
        "evaluation-noscript.html"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_opens_without_a_word_on_the_console_or_a_request_and_prints(string name)
    {
        await using var opened = await browser.OpenAsync(pages[name]);
        var page = opened.Page;
        if (!name.Contains("noscript", StringComparison.Ordinal))
            await page.WaitForFunctionAsync("document.documentElement.dataset.ready === 'true'");
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.True(await page.Locator("svg use").CountAsync() > 5);
        var pdf = await page.PdfAsync(new() { Format = "A4", PrintBackground = true });
        Assert.True(pdf.Length > 20_000, $"{pdf.Length} bytes");
        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Names_are_text_and_nothing_else(string name)
    {
        await using var opened = await browser.OpenAsync(pages[name]);
        var page = opened.Page;
        Assert.Equal(0, await page.Locator("img, iframe, object, embed, form, link, [onerror], [onmouseover], [style]").CountAsync());
        Assert.Equal(name.Contains("noscript", StringComparison.Ordinal) ? 0 : name.StartsWith("evaluation", StringComparison.Ordinal) ? 1
            : 2,
            await page.Locator("script").CountAsync());
        var text = await page.InnerTextAsync("body");
        Assert.DoesNotContain('\u202E', text);
        Assert.DoesNotContain(Path.GetTempPath(), await page.ContentAsync());
        if (!name.StartsWith("catalog", StringComparison.Ordinal) || OperatingSystem.IsWindows()) return;
        Assert.Contains("shop/\"><img src=x onerror=alert(1)>.jpg", await page.Locator("#garments").TextContentAsync());
        Assert.Contains("\\u202Egpj.elcitra.jpg", await page.Locator("#garments").TextContentAsync());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Nothing_can_be_smuggled_in_even_if_something_became_markup(string name)
    {
        await using var opened = await browser.OpenAsync(pages[name]);
        var ran = await opened.Page.EvaluateAsync<bool>("""
            () => {
              const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]').content;
              return policy.includes("default-src 'none'") && !policy.includes('unsafe') && !policy.includes('*');
            }
            """);
        Assert.True(ran);
        // What is tried against the policy is reported on the console, so on a page of its own.
        var html = (await File.ReadAllTextAsync(pages[name])).Replace("<main id=\"content\">",
            "<main id=\"content\"><p id=bad onclick=\"document.title='broken'\">x</p><script>document.title='broken'</script><img " +
            "src=\"http://localhost:9/x.png\">", StringComparison.Ordinal);
        await File.WriteAllTextAsync(pages["smuggled-" + name], html);
        var other = await browser.OpenAsync(pages["smuggled-" + name]);
        await other.Page.Locator("#bad").ClickAsync();
        Assert.NotEqual("broken", await other.Page.TitleAsync());
        await other.Page.CloseAsync();
        Assert.All(other.Faults, fault => Assert.Contains("Content Security Policy", fault));
        Assert.Contains(other.Faults, fault => fault.Contains("localhost:9", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_fits_on_a_phone(string name)
    {
        await using var opened = await browser.OpenAsync(pages[name], 360, 740, touch: true);
        Assert.True(await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
    }

    [Theory]
    [InlineData("similar.html", ColorScheme.Light)]
    [InlineData("similar.html", ColorScheme.Dark)]
    [InlineData("catalog.html", ColorScheme.Light)]
    [InlineData("catalog.html", ColorScheme.Dark)]
    [InlineData("evaluation.html", ColorScheme.Light)]
    [InlineData("evaluation.html", ColorScheme.Dark)]
    public async Task Text_can_be_read_in_light_and_dark(string name, ColorScheme scheme)
    {
        await using var opened = await browser.OpenAsync(pages[name], scheme: scheme);
        // Contrast as WCAG 2.2 has it; AA asks for 4.5.
        var worst = await opened.Page.EvaluateAsync<string[]>("""
            () => {
              const parse = color => (color.match(/[\d.]+/g) ?? []).map(Number);
              const light = ([r, g, b]) => { const c = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92
                  : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; };
              const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length
                  && (c.length < 4 || c[3] > 0)) return c; } return [255, 255, 255]; };
              const bad = [];
              for (const e of document.querySelectorAll('body *')) {
                if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
                    || ['SCRIPT', 'STYLE', 'title', 'OPTION'].includes(e.tagName)) continue;
                const style = getComputedStyle(e), fore = light(parse(e instanceof SVGElement ? style.fill : style.color)),
                  back = light(ground(e));
                const ratio = (Math.max(fore, back) + 0.05) / (Math.min(fore, back) + 0.05);
                if (ratio < 4.5) bad.push(`${e.tagName}.${e.getAttribute('class')} ${ratio.toFixed(2)} ${e.textContent.slice(0, 30)}`);
              }
              return [...new Set(bad)].slice(0, 10);
            }
            """);
        Assert.Empty(worst);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_can_be_used_without_seeing_it(string name)
    {
        await using var opened = await browser.OpenAsync(pages[name]);
        var faults = await opened.Page.EvaluateAsync<string[]>("""
            () => [
              ...[...document.querySelectorAll('svg:not([role]):not([aria-hidden])')].map(e =>
                'svg without a role: ' + e.outerHTML.slice(0, 80)),
              ...[...document.querySelectorAll('svg[role=img]:not([aria-label])')].map(e => 'picture without a text'),
              ...[...document.querySelectorAll('input, select')].filter(e => !e.closest('label')).map(e => 'control without a label'),
              ...[...document.querySelectorAll('button')].filter(e => !(e.ariaLabel ?? e.textContent).trim()).map(e =>
                'button without a name'),
              ...[...document.querySelectorAll('th:not([scope])')].map(e => 'header without a scope'),
              ...[...document.querySelectorAll('[aria-labelledby]')].filter(e => e.id !== 'garment'
                  && !document.getElementById(e.getAttribute('aria-labelledby'))).map(e => 'a label that is not there: ' + e.id),
              ...Object.entries(Object.groupBy([...document.querySelectorAll('[id]')], e => e.id)).filter(([, all]) => all.length >
                1).map(([id]) =>
                  'twice: ' + id),
              ...(document.documentElement.lang ? [] : ['no language']),
              ...[...document.querySelectorAll('a[href^="#"]')].filter(e =>
                !document.getElementById(e.getAttribute('href').slice(1))).map(e =>
                  'leads nowhere: ' + e.href),
              ...[...document.querySelectorAll('use')].filter(e => !document.getElementById(e.getAttribute('href').slice(1))).map(e =>
                  'photo that is not there: ' + e.getAttribute('href')),
            ]
            """);
        Assert.Empty(faults);
    }
}
