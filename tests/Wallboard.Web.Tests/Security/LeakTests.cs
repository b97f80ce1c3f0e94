using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Wallboard.Live;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Security;

/// <summary>Everything that the portal gives away or writes down, searched for what it must not.</summary>
public sealed class LeakTests(AccessPortal access) : IClassFixture<AccessPortal>
{
    /// <summary>Callers of the picture, whole and all but their first three digits.</summary>
    private static readonly string[] numbers = ["13812341234", "18212349225", "13912345678", "12341234", "12349225", "12345678"];

    /// <summary>With the portal's own seat among its agents, as platforms have it, and nothing that forbids whole numbers.</summary>
    private static readonly LivePicture picture = Pictures.Busy with
    {
        HidesNumbers = false,
        Agents = [.. Pictures.Busy.Agents, Pictures.Busy.Agents[1] with { Number = Pictures.Options.Seat, Name = "大屏监控", Extension = "x6900" }],
    };

    /// <summary>Stands behind the @ of the picture's call ids, which the API has as the platform's records have them.</summary>
    private const string AddressInIds = "10.0.0.1";

    private static readonly string[] settings = ["127.0.0.1:1", "/5.0", PortalFactory.Token, Rows.DestinationAddress, "5ecret-of"];

    /// <summary>Where the portal's seat is; the API has every agent of the platform.</summary>
    private static readonly string[] seat = [Pictures.Options.Seat, "x6900", AddressInIds];

    /// <summary>How they look when they may be seen.</summary>
    private static readonly string[] shown = ["138****1234", "182****9225"];

    [Theory]
    [InlineData(Who.Nobody)]
    [InlineData(Who.Viewer)]
    [InlineData(Who.Analyst)]
    [InlineData(Who.Supervisor)]
    [InlineData(Who.Administrator)]
    [InlineData(Who.Screen)]
    [InlineData(Who.Token)]
    [InlineData(Who.Bootstrap)]
    public async Task No_page_answer_or_message_holds_a_whole_number_or_a_secret(Who who)
    {
        access.Portal.Picture = () => picture;
        var secrets = await SecretsAsync();
        if (!who.May(nameof(Permission.ReadLive))) secrets.AddRange(seat);
        var (wrong, seen) = (new List<string>(), new List<string>());
        foreach (var (name, text) in await EverythingAsync(who))
        {
            seen.AddRange(shown.Where(s => text.Contains(s, StringComparison.Ordinal)));
            var plain = WebUtility.HtmlDecode(text);
            wrong.AddRange(secrets.Where(s => text.Contains(s, StringComparison.Ordinal) || plain.Contains(s, StringComparison.Ordinal)).Select(s => $"{name}: {s}"));
        }
        Assert.Empty(wrong);
        // It was all there to be seen: masked.
        if (who != Who.Nobody) Assert.Contains(shown, s => seen.Contains(s));
        Assert.DoesNotContain(secrets.Concat(seat), s => access.Log.Text.Contains(s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_unmasked_goes_to_who_asked_and_not_into_the_log_or_the_audit()
    {
        access.Portal.Picture = () => picture;
        using var asker = new Browser(access.Portal, await Badge.NewAsync(access.Portal, Who.Supervisor));
        var form = (await asker.FormsAsync("/")).Single(f => f.Action.Contains("/numbers/show", StringComparison.Ordinal));
        using (var answer = await asker.SubmitAsync(form)) Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains(numbers[1], (await asker.GetAsync("/")).Body!.InnerHtml, StringComparison.Ordinal);
        using var other = new Browser(access.Portal, access.Badges[Who.Supervisor]);
        Assert.DoesNotContain(numbers[1], (await other.GetAsync("/")).Body!.InnerHtml, StringComparison.Ordinal);
        await using var db = access.Portal.Storage();
        var audit = string.Join('\n', (await db.Audit.ToListAsync()).Select(a => $"{a.Subject} {a.Before} {a.After}"));
        Assert.All(numbers, n => Assert.DoesNotContain(n, audit, StringComparison.Ordinal));
        Assert.All(numbers, n => Assert.DoesNotContain(n, access.Log.Text, StringComparison.Ordinal));
    }

    /// <summary>Storage has hashes of secrets, and no caller's number.</summary>
    [Fact]
    public async Task Storage_holds_no_secret_in_clear()
    {
        var dump = await Dump.OfAsync(access.Portal);
        Assert.All([.. numbers, .. settings, .. seat, .. Badges], s => Assert.DoesNotContain(s, dump, StringComparison.Ordinal));
    }

    private IEnumerable<string> Badges => access.Badges.Values.Where(b => b.Value is not null).Select(b => b.Value!.Split(['=', ' '], 2)[1].Split('.', 2)[^1]);

    private async Task<List<string>> SecretsAsync()
    {
        await using var db = access.Portal.Storage();
        var keys = (await db.DataProtectionKeys.ToListAsync()).Select(k => k.Xml!.Split("<value>")[1].Split("</value>")[0]);
        var hashes = (await db.Screens.Select(s => s.SecretHash).ToListAsync()).Concat(await db.ApiTokens.Select(t => t.SecretHash).ToListAsync())
            .SelectMany(hash => (string[])[Convert.ToHexString(hash), Convert.ToHexStringLower(hash), Convert.ToBase64String(hash)]);
        return [.. numbers, .. settings, .. keys, .. hashes, .. Badges];
    }

    /// <summary>Every address with GET, in both languages where it is a page, what the errors say, and what the hubs send.</summary>
    private async Task<List<(string Name, string Text)>> EverythingAsync(Who who)
    {
        var all = new List<(string, string)>();
        using var browser = new Browser(access.Portal, access.Badges[who]);
        foreach (var surface in access.Surfaces.Where(s => s.Kind != SurfaceKind.HubMethod && s.Route != "/setup/{Secret}"))
            foreach (var address in (string[])[access.OfOurs.Address(surface), $"{access.OfOurs.Address(surface)}?lang=en"])
                await TakeAsync(address);
        foreach (var address in (string[])["/nowhere", "/api/nowhere", "/api/live/99999", "/?tenant=99999", "/t/10000/nowhere"]) await TakeAsync(address);

        var hub = who == Who.Screen ? "/tv/hub" : "/hub/board";
        if (!who.May(nameof(Permission.ViewBoards))) return all;
        foreach (var language in (string[])["zh-CN", "en"])
            foreach (var kind in (string[])["masked", "whole"])
            {
                using var connection = await access.Badges[who].HubAsync(access.Portal, hub);
                var joined = await connection.InvokeAsync("Join", $"10000/default.1/{language}/{kind}/all");
                Assert.Equal(kind == "masked", joined.TryGetProperty("result", out _));
                all.Add(($"hub, {language}, {kind}", joined.GetRawText()));
            }
        return all;

        async Task TakeAsync(string address)
        {
            using var answer = await browser.SendAsync(HttpMethod.Get, address);
            // Their own cookies are theirs to have.
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Set-Cookie").Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
            all.Add((address, string.Join('\n', [.. headers, await answer.Content.ReadAsStringAsync()])));
        }
    }
}
