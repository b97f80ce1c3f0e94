using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Wallboard.Testing;
using Wallboard.Web.Features.Screens;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Screens;

/// <summary>From a code on a television to a screen, and everything that can go wrong on the way.</summary>
public sealed class PairingTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly PortalFactory portal;

    public PairingTests() => portal = new() { Clock = clock, OtherTenants = { "20000" } };

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task A_television_whose_code_somebody_types_shows_its_board_and_never_asks_again()
    {
        var television = new Television(portal);
        var code = await television.OpenAsync();
        Assert.Equal(code, await television.OpenAsync()); // the page may be loaded again
        Assert.Equal(("waiting", 900), await television.AskAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await television.ExchangeAsync()).StatusCode);

        await television.ApprovedByAsync(await portal.SignedIn(Role.Supervisor), ("Language", "en"), ("Theme", "light"));
        Assert.Equal("approved", (await television.AskAsync()).State);
        Assert.Equal(HttpStatusCode.NoContent, (await television.ExchangeAsync()).StatusCode);

        var page = await television.Http.PageAsync("/tv");
        Assert.Equal(("en", "light"), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("data-theme")));
        Assert.Equal("10000/default.1/en/masked/all", page.GetElementById("screen")!.GetAttribute("data-view"));
        Assert.Equal("paired", (await television.AskAsync()).State);
        await using var db = portal.Storage();
        Assert.Empty(await db.Pairings.ToListAsync());
        Assert.Equal(("大厅东侧", "10000", "default"), await db.Screens.Select(s => ValueTuple.Create(s.Name, s.TenantId, s.Board)).SingleAsync());
        var entry = await db.Audit.SingleAsync(a => a.Action == AuditAction.ScreenPaired);
        Assert.Equal(("10000", "大厅东侧", "Person"), (entry.TenantId, entry.Subject, entry.ActorKind));
    }

    [Fact]
    public async Task A_code_is_six_signs_that_cannot_be_mistaken_for_one_another()
    {
        Assert.Equal(26, PairingCode.Alphabet.Distinct().Count()); // 26⁶ = 309 million
        Assert.DoesNotContain(PairingCode.Alphabet, c => "01OILSZBUA".Contains(c));
        var codes = Enumerable.Range(0, 1000).Select(_ => PairingCode.New()).ToList();
        Assert.All(codes, c => Assert.Equal(c, PairingCode.Read(c)));
        Assert.Equal(1000, codes.Distinct().Count());
        for (var place = 0; place < PairingCode.Length; place++) Assert.Equal(26, codes.Select(c => c[place]).Distinct().Count());
        Assert.NotEqual(await new Television(portal).OpenAsync(), await new Television(portal).OpenAsync());
    }

    [Theory]
    [InlineData("k7m2qx", "K7M2QX")]
    [InlineData(" K7M 2QX ", "K7M2QX")]
    [InlineData("k7m-2qx", "K7M2QX")]
    [InlineData("Ｋ７Ｍ２ＱＸ", "K7M2QX")]
    [InlineData("K7M2Q", null)]
    [InlineData("K7M2QO", null)]
    [InlineData("K7M2QX\u202e", null)]
    [InlineData("\ud800K7M2QX", null)]
    [InlineData("<script>alert(1)</script>", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_as_people_type_it(string? typed, string? code) => Assert.Equal(code, PairingCode.Read(typed));

    [Fact]
    public async Task A_code_lasts_fifteen_minutes_and_the_next_one_follows()
    {
        var (television, supervisor) = (new Television(portal), await portal.SignedIn(Role.Supervisor));
        var code = await television.OpenAsync();
        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(("waiting", 60), await television.AskAsync());
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("over", (await television.AskAsync()).State);
        Assert.Contains("没有大屏正在显示该配对码", await ErrorAsync(supervisor, code!), StringComparison.Ordinal);
        Assert.NotEqual(code, await television.OpenAsync());
        await television.ApprovedByAsync(supervisor);
        await using var db = portal.Storage();
        Assert.Single(await db.Pairings.ToListAsync());
    }

    [Fact]
    public async Task Approved_in_the_last_second_is_in_time()
    {
        var television = new Television(portal);
        await television.OpenAsync();
        clock.Advance(TimeSpan.FromSeconds(899));
        await television.ApprovedByAsync(await portal.SignedIn(Role.Supervisor));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.NoContent, (await television.ExchangeAsync()).StatusCode);
    }

    [Theory]
    [InlineData("http://localhost", false)]
    [InlineData("https://localhost", true)]
    public async Task Cookies_go_to_the_television_pages_only_and_no_script_or_other_site_has_them(string origin, bool secure)
    {
        var television = new Television(portal, origin);
        var pairing = Television.SetCookie(await television.Http.GetAsync("/tv"), TelevisionCookies.Pairing);
        await television.ApprovedByAsync(await portal.SignedIn(Role.Supervisor));
        var exchanged = await television.ExchangeAsync();
        var screen = Television.SetCookie(exchanged, ScreenHandler.Cookie);
        foreach (var (cookie, seconds) in new[] { (pairing, 1800), (screen, 400 * 86400) })
            Assert.Equal($"max-age={seconds}; path=/tv; {(secure ? "secure; " : "")}samesite=strict; httponly", cookie[(cookie.IndexOf("; ", StringComparison.Ordinal) + 2)..]);
        Assert.Contains("max-age=0", Television.SetCookie(exchanged, TelevisionCookies.Pairing), StringComparison.Ordinal);

        var renewed = await television.Http.PostAsync("/tv/renew", null);
        Assert.Equal(screen, Television.SetCookie(renewed, ScreenHandler.Cookie));
    }

    [Fact]
    public async Task A_pairing_is_exchanged_once_and_storage_has_no_secret()
    {
        var television = new Television(portal);
        var pairing = Value(Television.SetCookie(await television.Http.GetAsync("/tv"), TelevisionCookies.Pairing));
        await television.ApprovedByAsync(await portal.SignedIn(Role.Supervisor));
        var screen = Value(Television.SetCookie(await television.ExchangeAsync(), ScreenHandler.Cookie));

        var thief = portal.Holding(pairing);
        Assert.Equal(HttpStatusCode.NotFound, (await thief.PostAsync("/tv/pairing", null)).StatusCode);
        Assert.Contains("\"over\"", await thief.GetStringAsync("/tv/pairing"), StringComparison.Ordinal);
        Assert.NotNull((await thief.PageAsync("/tv")).GetElementById("code"));
        await using var db = portal.Storage();
        var stored = await db.Screens.SingleAsync();
        Assert.True(Credential.TryParse(screen.Split('=')[1], out var credential));
        Assert.Equal(Secret.Hash(credential.Secret), stored.SecretHash);
    }

    [Theory]
    [InlineData("wallboard.screen=nonsense")]
    [InlineData("wallboard.screen=0f3c0000000000000000000000000000.x")]
    [InlineData("wallboard.pairing=.")]
    [InlineData("wallboard.pairing=%00")]
    public async Task A_cookie_that_is_none_of_ours_means_a_new_code(string cookie)
    {
        Assert.NotNull((await portal.Holding(cookie).PageAsync("/tv")).GetElementById("code"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await portal.Holding(cookie).PostAsync("/tv/renew", null)).StatusCode);
    }

    [Fact]
    public async Task Guessing_ends_after_ten_wrong_codes_for_a_minute()
    {
        var (television, guesser) = (new Television(portal), await portal.SignedIn(Role.Supervisor));
        var code = (await television.OpenAsync())!;
        for (var i = 0; i < Guesses.MostOfOne; i++) await ErrorAsync(guesser, code == "222222" ? "333333" : "222222");
        Assert.Contains("输错次数过多", await ErrorAsync(guesser, code, HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
        await new Television(portal).ApprovedByAsync(await portal.SignedIn(Role.Supervisor)); // somebody else may
        clock.Advance(Guesses.Window);
        await television.ApprovedByAsync(guesser);
    }

    [Fact]
    public void Guessing_ends_for_everybody_after_a_hundred_wrong_codes()
    {
        var guesses = new Guesses(clock);
        for (var i = 0; i < Guesses.MostOfAll; i++) guesses.Wrong(Guid.NewGuid());
        Assert.False(guesses.MayGuess(Guid.NewGuid()));
        clock.Advance(Guesses.Window);
        Assert.True(guesses.MayGuess(Guid.NewGuid()));
    }

    [Fact]
    public async Task Nobody_fills_the_storage_by_opening_the_page()
    {
        for (var i = 0; i < Pairings.MostOfAnAddress; i++) Assert.NotNull(await new Television(portal).OpenAsync());
        var refused = await portal.CreateClient().GetAsync("/tv");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var page = await refused.PageAsync();
        Assert.Contains("等待配对的大屏过多", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("full", page.GetElementById("pairing")!.GetAttribute("data-state"));
        clock.Advance(Pairings.Lifetime);
        Assert.NotNull(await new Television(portal).OpenAsync());
    }

    [Fact]
    public async Task Only_who_manages_screens_pairs_them_and_only_in_their_tenants()
    {
        var code = (await new Television(portal).OpenAsync())!;
        var anonymous = await portal.CreateClient(new() { AllowAutoRedirect = false }).GetAsync($"/pair?code={code}");
        Assert.Equal($"/sign-in?returnUrl=%2Fpair%3Fcode%3D{code}", anonymous.Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.SignedIn(Role.Analyst)).GetAsync($"/pair?code={code}")).StatusCode);

        var supervisor = await portal.SignedIn(Role.Supervisor);
        var page = await supervisor.PageAsync($"/pair?code={code.ToLowerInvariant()}");
        Assert.Equal(code, page.QuerySelector("#code")!.GetAttribute("value"));
        Assert.Equal("10000", Assert.Single(page.QuerySelectorAll("#tenant option")).GetAttribute("value"));
        var crossing = await supervisor.SubmitAsync("/pair", "/pair", ("Code", code), ("Name", "x"), ("Tenant", "20000"));
        Assert.Equal(HttpStatusCode.Forbidden, crossing.StatusCode);
        await using var db = portal.Storage();
        Assert.Empty(await db.Screens.ToListAsync());
        Assert.Equal(["GET /pair", "POST /pair"], await db.Audit.Where(a => a.Refused).OrderBy(a => a.Id).Select(a => a.Subject).ToListAsync());
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("east\u202etsae")]
    [InlineData("a\u0007b")]
    public async Task A_name_that_nobody_could_read_is_refused_in_words_and_costs_no_guess(string name)
    {
        var code = (await new Television(portal).OpenAsync())!;
        var answer = await (await portal.SignedIn(Role.Supervisor)).SubmitAsync("/pair", "/pair", ("Code", code), ("Name", name));
        var page = await answer.PageAsync();
        Assert.Equal("名称须为 1 到 100 个可见字符", page.GetElementById("name-fault")!.TextContent);
        Assert.Equal(code, page.QuerySelector("#code")!.GetAttribute("value"));
    }

    private static async Task<string> ErrorAsync(HttpClient person, string code, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = await person.SubmitAsync("/pair", "/pair", ("Code", code), ("Name", "x"));
        Assert.Equal(status, answer.StatusCode);
        return (await answer.PageAsync()).GetElementById("code-fault")!.TextContent;
    }

    private static string Value(string setCookie) => setCookie[..setCookie.IndexOf(';', StringComparison.Ordinal)];
}
