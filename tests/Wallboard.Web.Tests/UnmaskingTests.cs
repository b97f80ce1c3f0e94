using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Testing;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests;

public sealed class UnmaskingTests : IDisposable
{
    private const string Show = "/t/10000/numbers/show", Hide = "/t/10000/numbers/hide";

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly PortalFactory portal;
    private bool? platformHides = false;

    public UnmaskingTests() => portal = new() { Clock = clock, Picture = () => Pictures.Busy with { HidesNumbers = platformHides } };

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Whoever_may_sees_whole_numbers_for_a_quarter_of_an_hour_and_it_is_written_down()
    {
        var (client, person, session) = await portal.SignIn(Role.Supervisor);
        var masked = await PageAsync(client);
        Assert.Equal(("10000/default.1/en/masked/all", "hub/board", "Show phone numbers in full for 15 minutes"), (View(masked), masked.GetElementById("screen")!.GetAttribute("data-hub"), Button(masked)));
        Assert.Contains("182****9225", masked.Body!.InnerHtml, StringComparison.Ordinal);

        var answer = await PostAsync(client, masked);
        Assert.Equal((HttpStatusCode.Found, "/?tenant=10000&lang=en&theme=light"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        var whole = await PageAsync(client);
        Assert.Equal(("10000/default.1/en/whole/all", "Hide now"), (View(whole), Button(whole)));
        // By the board's clock, which is the platform's.
        Assert.Equal("Phone numbers in full until 18:52", whole.QuerySelector(".numbers strong")!.TextContent);
        Assert.Contains("18212349225", whole.QuerySelector("#tile-waitingCalls")!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("13912345678", whole.QuerySelector("#tile-ivr")!.InnerHtml, StringComparison.Ordinal);
        Assert.NotNull(Find(View(whole), session));

        await using var db = portal.Storage();
        var entry = Assert.Single(await db.Audit.Where(a => a.Action == AuditAction.NumbersUnmasked).ToListAsync());
        Assert.Equal((person.Id, "10000", null, false), (entry.ActorId, entry.TenantId, entry.Before, entry.Refused));
        Assert.Equal($$"""{"until":"{{clock.GetUtcNow().AddMinutes(15):yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz}}"}""", entry.After);

        clock.Advance(Unmasking.Lasts);
        Assert.Null(Find(View(whole), session));
        var later = await PageAsync(client);
        Assert.Equal(("10000/default.1/en/masked/all", "Show phone numbers in full for 15 minutes"), (View(later), Button(later)));
        Assert.DoesNotContain("18212349225", later.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_can_be_hidden_before_and_another_session_never_saw_them()
    {
        var (client, _, session) = await portal.SignIn(Role.Administrator);
        var (other, _, _) = await portal.SignIn(Role.Administrator);
        await PostAsync(client, await PageAsync(client));
        var whole = await PageAsync(client);
        Assert.Equal("10000/default.1/en/masked/all", View(await PageAsync(other)));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(client, whole)).StatusCode);
        Assert.Null(Find(View(whole), session));
        Assert.Equal("10000/default.1/en/masked/all", View(await PageAsync(client)));
        await using var db = portal.Storage();
        var last = (await db.Audit.Where(a => a.Action == AuditAction.NumbersUnmasked).ToListAsync())[^1];
        Assert.NotNull(last.Before);
        Assert.Contains($"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss}", last.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public async Task While_the_platform_hides_numbers_there_is_nothing_to_ask_for(bool? hides)
    {
        var (client, _, session) = await portal.SignIn(Role.Supervisor);
        var (another, _, _) = await portal.SignIn(Role.Supervisor);
        var before = await PageAsync(another);
        await PostAsync(client, await PageAsync(client));
        var whole = View(await PageAsync(client));
        platformHides = hides;
        Assert.Null(Find(whole, session));
        var page = await PageAsync(client);
        Assert.Equal(("10000/default.1/en/masked/all", "The platform hides numbers"), (View(page), page.QuerySelector(".numbers")!.TextContent));
        Assert.DoesNotContain("18212349225", page.Body!.InnerHtml, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await PostAsync(another, before)).StatusCode);
        platformHides = false;
        Assert.Equal("10000/default.1/en/masked/all", View(await PageAsync(another)));
        await using var db = portal.Storage();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == AuditAction.NumbersUnmasked));
    }

    [Theory]
    [InlineData(nameof(Role.Viewer))]
    [InlineData(nameof(Role.Analyst))]
    public async Task Nobody_else_is_asked_or_may(string role)
    {
        var (supervisor, _, _) = await portal.SignIn(Role.Supervisor);
        var form = await PageAsync(supervisor);
        var client = await portal.SignedIn(Enum.Parse<Role>(role));
        var page = await PageAsync(client);
        Assert.Null(page.QuerySelector(".numbers"));
        foreach (var address in new[] { Show, Hide })
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(address, new FormUrlEncodedContent(Fields(form)))).StatusCode);
        await using var db = portal.Storage();
        Assert.False(await db.Audit.AnyAsync(a => a.Action == AuditAction.NumbersUnmasked));
    }

    [Fact]
    public async Task A_forged_form_is_refused_one_without_anything_too()
    {
        var (client, _, _) = await portal.SignIn(Role.Supervisor);
        foreach (var content in new HttpContent?[] { null, new FormUrlEncodedContent([]), new FormUrlEncodedContent([new("lang", "en"), new("theme", "dark")]) })
            Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Show, content)).StatusCode);
        Assert.Equal("10000/default.1/en/masked/all", View(await PageAsync(client)));
    }

    [Fact]
    public async Task Where_the_board_shows_numbers_to_everybody_nobody_has_to_ask()
    {
        var (client, _, _) = await portal.SignIn(Role.Supervisor);
        await using (var db = portal.Storage())
        {
            db.Preferences.Add(new() { TenantId = "10000", BoardShowsNumbers = true });
            await db.SaveChangesAsync();
        }
        var page = await PageAsync(client);
        Assert.Null(page.QuerySelector(".numbers"));
        Assert.Contains("18212349225", page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    private BoardView? Find(string view, Session session) => portal.Services.GetRequiredService<BoardViews>()
        .Find(view, portal.Services.GetRequiredService<AccessBook>().Of(AccessClaims.Principal(CallerKind.Person, session.Id, Schemes.Person)));

    private static string View(IDocument page) => page.GetElementById("screen")!.GetAttribute("data-view")!;

    private static string Button(IDocument page) => page.QuerySelector(".numbers button")!.TextContent;

    private static IEnumerable<KeyValuePair<string, string>> Fields(IDocument page) =>
        page.QuerySelectorAll(".numbers input").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!));

    /// <summary>Sends the page's form.</summary>
    private static Task<HttpResponseMessage> PostAsync(HttpClient client, IDocument page) =>
        client.PostAsync(page.QuerySelector("form.numbers")!.GetAttribute("action"), new FormUrlEncodedContent(Fields(page)));

    private static async Task<IDocument> PageAsync(HttpClient client)
    {
        var answer = await client.GetAsync("/?lang=en&theme=light");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }
}
