using System.Net;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Security;

/// <summary>Somebody of tenant 10000 who may do everything there, and what belongs to 20000.</summary>
public sealed class CrossTenantTests(AccessPortal access) : IClassFixture<AccessPortal>
{
    private IEnumerable<Surface> OfTenants => access.Surfaces.Where(s => s.IsOfTenant && s.Need is not (Surface.Everybody or Surface.Nobody));

    /// <summary>Every route with a tenant, and every one that takes it from the query.</summary>
    [Theory]
    [InlineData(Who.Viewer)]
    [InlineData(Who.Analyst)]
    [InlineData(Who.Supervisor)]
    [InlineData(Who.Administrator)]
    [InlineData(Who.Token)]
    [InlineData(Who.Screen)]
    public async Task Every_address_of_another_tenant_is_refused_and_that_is_written_down(Who who)
    {
        var before = await Dump.OfAsync(access.Portal, AccessPortal.Theirs);
        var wrong = new List<string>();
        var surfaces = access.Surfaces.Where(s => s.Kind != SurfaceKind.HubMethod && (s.IsOfTenant || Enum.TryParse<Permission>(s.Need, out _)))
            .Select(s => (Surface: s, Address: s.IsOfTenant ? access.OfTheirs.Address(s) : $"{access.OfTheirs.Address(s)}?tenant={AccessPortal.Theirs}"))
            .Where(s => who.IsKnownAt(s.Address.Split('?')[0])).ToList();
        Assert.NotEmpty(surfaces);
        // Of one who tries many things, thirty are written down one by one.
        foreach (var some in surfaces.Chunk(12))
        {
            var badge = await Badge.NewAsync(access.Portal, who);
            using var client = badge.Client(access.Portal);
            var tried = new List<string>();
            foreach (var (surface, address) in some)
                foreach (var method in surface.Methods)
                {
                    using var request = new HttpRequestMessage(new(method), address) { Content = method == "POST" ? new FormUrlEncodedContent([]) : null };
                    using var answer = await client.SendAsync(request);
                    if (answer.StatusCode != HttpStatusCode.Forbidden) wrong.Add($"{method} {address}: {answer.StatusCode}");
                    tried.Add($"{method} {address.Split('?')[0]}");
                }
            await using var db = access.Portal.Storage();
            var id = await IdAsync(db, badge);
            var written = await db.Audit.Where(a => a.ActorId == id && a.Action == AuditAction.AccessRefused && a.Refused && a.TenantId == AccessPortal.Theirs).Select(a => a.Subject!).ToListAsync();
            wrong.AddRange(tried.Except(written).Select(t => $"{t}: not written down"));
        }
        Assert.Empty(wrong);
        Assert.Equal(before, await Dump.OfAsync(access.Portal, AccessPortal.Theirs));
    }

    /// <summary>The ids of their rows in addresses of ours, sent with the very form that stands on our page.</summary>
    [Fact]
    public async Task Their_rows_are_not_found_at_our_addresses()
    {
        using var browser = new Browser(access.Portal, access.Badges[Who.Administrator]);
        var (ours, theirs) = (access.OfOurs, access.OfTheirs.At(AccessPortal.Ours));
        var forms = await AllForms.OfAsync(access, browser);
        var before = await Dump.OfAsync(access.Portal);
        var (wrong, tried) = (new List<string>(), 0);
        // The catalogue of reports is the same for all; records are the platform's, which is asked for the tenant's own.
        foreach (var surface in OfTenants.Where(s => s.Parameters.Any(p => p is not ("tenant" or "report" or "format")) && !s.Route.Contains("/records/", StringComparison.Ordinal)))
            foreach (var method in surface.Methods)
            {
                var (own, foreign) = (ours.Address(surface), theirs.Address(surface));
                Assert.NotEqual(own, foreign);
                tried++;
                HttpResponseMessage answer;
                if (method == "GET") answer = await browser.SendAsync(HttpMethod.Get, foreign);
                else if (forms.FirstOrDefault(f => f.Action.Split('?')[0] == own) is { } form)
                    answer = await browser.SubmitAsync(form, form.Action.Replace(own, foreign, StringComparison.Ordinal));
                // Buttons that only stand there for some rows (enable, unlock) bring nothing but the token; a page need not have a form.
                else if (surface.Kind != SurfaceKind.Page) answer = await browser.SubmitAsync(forms.First(f => f.Fields.Count == 1), foreign);
                else continue;
                if (!IsNotFound(answer)) wrong.Add($"{method} {foreign}: {answer.StatusCode} {answer.Headers.Location}");
            }
        Assert.Empty(wrong);
        Assert.True(tried > 5);
        Assert.Equal(before, await Dump.OfAsync(access.Portal));
    }

    /// <summary>Where a form itself says which tenant it is about, it says another.</summary>
    [Fact]
    public async Task No_form_of_ours_reaches_another_tenant_by_what_stands_in_it()
    {
        using var browser = new Browser(access.Portal, await Badge.NewAsync(access.Portal, Who.Administrator));
        var before = await Dump.OfAsync(access.Portal, AccessPortal.Theirs);
        var tried = 0;
        foreach (var form in await AllForms.OfAsync(access, browser))
            foreach (var (name, _) in form.Fields.Where(f => f.Value == AccessPortal.Ours))
            {
                using var answer = await browser.SubmitAsync(form, [(name, AccessPortal.Theirs), .. form.Texts.Select(t => (t, "test"))]);
                Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{form}: {answer.StatusCode}");
                tried++;
            }
        Assert.True(tried > 0, "not even the pairing form names its tenant?");
        Assert.Equal(before, await Dump.OfAsync(access.Portal, AccessPortal.Theirs));
    }

    [Theory]
    [InlineData(Who.Administrator, "/hub/board")]
    [InlineData(Who.Token, "/hub/board")]
    [InlineData(Who.Screen, "/tv/hub")]
    public async Task No_hub_lets_anybody_watch_another_tenant(Who who, string hub)
    {
        using var browser = await access.Badges[who].HubAsync(access.Portal, hub);
        foreach (var view in (string[])["20000/default.1/zh-CN/masked/all", "20000/default.1/en/whole/all", "20000/default.1/zh-CN/masked/", "20000//default.1/zh-CN/masked/all", "10000/../20000/default.1/zh-CN/masked/all"])
            Assert.EndsWith("No such view", (await browser.InvokeAsync("Join", view)).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True((await browser.InvokeAsync("Join", "10000/default.1/zh-CN/masked/all")).TryGetProperty("result", out _));
        Assert.Equal(403, await access.Badges[who].HandshakeAsync(access.Portal, $"{hub}?tenant=20000"));
    }

    /// <summary>People's pages lead back to themselves and say so in words.</summary>
    private static bool IsNotFound(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.NotFound
        || (answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location!.ToString().EndsWith("outcome=NotFound", StringComparison.Ordinal));

    private static async Task<Guid?> IdAsync(WallboardDb db, Badge badge) =>
        badge.Who.Role() is null ? badge.Id : (await db.Sessions.SingleAsync(s => s.Id == badge.Id)).PersonId;
}
