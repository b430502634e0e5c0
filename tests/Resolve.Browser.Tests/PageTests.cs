using Microsoft.Playwright;

namespace Resolve.Browser.Tests;

/// <summary>What a person sees, in a real browser.</summary>
public class PageTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [BrowserFact]
    public async Task The_list_shows_rings_and_one_of_them_opens_with_its_picture()
    {
        IPage page = await OpenAsync();
        await page.Locator("#rings tr").First.WaitForAsync();
        Assert.True(await page.Locator("#rings tr").CountAsync() >= 5);
        await page.Locator("#rings a").Nth(1).ClickAsync();
        await page.Locator("#picture svg").WaitForAsync();
        Assert.True(await page.Locator("#picture svg line, #picture svg path").CountAsync() > 3);
        Assert.StartsWith("Đường dây", await page.Locator("#ring-title").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Vietnamese_comes_first_and_English_is_one_click_away()
    {
        IPage page = await OpenAsync();
        await page.Locator("#rings tr").First.WaitForAsync();
        Assert.Equal("Đường dây", await page.Locator("#list-title").InnerTextAsync());
        await page.Locator("#language").ClickAsync();
        Assert.Equal("Rings", await page.Locator("#list-title").InnerTextAsync());
    }

    [BrowserFact]
    public async Task A_name_that_is_markup_is_shown_as_text_and_runs_nothing()
    {
        IPage page = await OpenAsync();
        await page.Locator("#rings a").First.ClickAsync(); // by loss: the hostile ring claims the most
        await page.Locator("#picture svg").WaitForAsync();
        Assert.Contains("<img src=x onerror=window.pwned=1>", await page.Locator("#ring").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<bool>("() => window.pwned === undefined"));
        Assert.Equal(0, await page.Locator("#ring img").CountAsync());
    }

    [BrowserFact]
    public async Task The_filter_works_by_keyboard_alone()
    {
        IPage page = await OpenAsync();
        await page.Locator("#rings tr").First.WaitForAsync();
        int all = await page.Locator("#rings tr").CountAsync();
        await page.Locator("[name=crossBorder]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("all => document.querySelectorAll('#rings tr').length < all", all);
        Assert.True(await page.Locator("#rings tr").CountAsync() >= 1);
    }

    [BrowserFact]
    public async Task The_page_asks_nobody_else_and_logs_no_error()
    {
        IBrowserContext context = await fixture.Browser.NewContextAsync();
        IPage page = await context.NewPageAsync();
        var foreign = new List<string>();
        var errors = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(fixture.Address.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)) foreign.Add(request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(fixture.Address.ToString());
        await page.Locator("#rings tr").First.WaitForAsync();
        await page.Locator("#rings a").First.ClickAsync();
        await page.Locator("#picture svg").WaitForAsync();
        Assert.Empty(foreign);
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task A_new_alert_comes_into_the_open_list_and_onto_the_badge_by_itself()
    {
        IPage page = await OpenAsync();
        await page.Locator("#rings tr").First.WaitForAsync();
        await page.Locator("#alerts-link").ClickAsync();
        await page.Locator("#alerts-rows tr").First.WaitForAsync(); // the demo's rings
        Assert.Equal("Cảnh báo", await page.Locator("#alerts-title").InnerTextAsync());
        Assert.True(await page.Locator("#alerts-badge").IsHiddenAsync());
        await page.Locator("#rings-link").ClickAsync();
        await page.Locator("#rings tr").First.WaitForAsync();
        await fixture.SubmitRingAsync("badge", 41);
        await page.Locator("#alerts-badge:visible").WaitForAsync();
        await page.Locator("#alerts-link").ClickAsync();
        await page.Locator("#alerts-rows >> text=badge-2").First.WaitForAsync();
        await fixture.SubmitRingAsync("live", 51);
        await page.Locator("#alerts-rows tr").First.Locator("text=live-2").WaitForAsync();
        await page.Locator("#language").ClickAsync();
        Assert.Equal("Alerts", await page.Locator("#alerts-title").InnerTextAsync());
        await page.Locator("#alerts-rows tr").First.Locator("text=New ring").WaitForAsync(); // rows are asked for again
    }

    [BrowserFact]
    public async Task A_unit_sees_its_alerts_and_marks_them_read()
    {
        IPage page = await OpenAsync();
        await fixture.SubmitRingAsync("own", 61, "99/TEST");
        await page.Locator("#alerts-link").ClickAsync();
        await page.Locator("#alert-unit").FillAsync("99/TEST");
        await page.Locator("#alert-filters button[type=submit]").ClickAsync();
        await page.Locator("#alerts-rows tr.unread").First.WaitForAsync();
        Assert.Equal(1, await page.Locator("#alerts-rows tr").CountAsync());
        await page.Locator("#alerts-read").ClickAsync();
        await page.Locator("#alerts-rows tr:not(.unread)").First.WaitForAsync();
        Assert.True(await page.Locator("#alerts-badge").IsHiddenAsync());
    }

    [BrowserFact]
    public async Task The_report_of_a_hostile_ring_is_text_and_runs_nothing()
    {
        IPage page = await OpenAsync();
        await page.Locator("#rings a").First.ClickAsync(); // by loss: the hostile ring claims the most
        await page.Locator("#picture svg").WaitForAsync();
        string address = (await page.Locator("#ring-report").GetAttributeAsync("href"))!;
        foreach (string language in (string[])["vi", "en"])
        {
            await page.GotoAsync(new Uri(fixture.Address, address.Replace("lang=vi", "lang=" + language, StringComparison.Ordinal)).ToString());
            Assert.Contains("<img src=x onerror=window.pwned=1>", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
            Assert.True(await page.EvaluateAsync<bool>("() => window.pwned === undefined"));
            Assert.Equal(0, await page.Locator("img, script").CountAsync());
            // the policy lets its own style pass
            Assert.Equal("rgb(20, 54, 92)", await page.Locator("h1").EvaluateAsync<string>("e => getComputedStyle(e).color"));
        }
    }

    [BrowserFact]
    public async Task A_person_of_a_ring_shows_how_it_was_merged_what_happened_and_why()
    {
        IPage page = await OpenAsync();
        await page.Locator("#rings a").First.ClickAsync(); // by loss: the hostile ring claims the most
        await page.Locator("#members a").First.ClickAsync();
        await page.Locator("#person-steps button").First.WaitForAsync();
        Assert.StartsWith("Người", await page.Locator("#person-title").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("đã gộp", await page.Locator("#person-steps").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("tin báo test/page/XSS-0#s", await page.Locator("#person-events tr").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator("#why").IsHiddenAsync());
        await page.Locator("#person-steps button").First.ClickAsync();
        await page.Locator("#why-rows tr.sum").WaitForAsync();
        Assert.Contains("cùng một người", await page.Locator("#why-verdict").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator("#why-rows svg rect").CountAsync() >= 3);
        await page.Locator("#language").ClickAsync();
        await page.Locator("#person-events >> text=appeared").First.WaitForAsync();
        Assert.Contains("merged", await page.Locator("#person-steps").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<bool>("() => window.pwned === undefined"));
        Assert.Equal(0, await page.Locator("#person img").CountAsync());
        await page.Locator("#person-back").ClickAsync();
        await page.Locator("#ring-title >> text=/^Ring /").WaitForAsync(); // the ring is asked for again, and stands in the other language until it comes
    }

    private async Task<IPage> OpenAsync()
    {
        IBrowserContext context = await fixture.Browser.NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(fixture.Address.ToString());
        return page;
    }
}
