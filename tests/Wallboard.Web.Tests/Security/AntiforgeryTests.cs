using System.Net;
using Microsoft.AspNetCore.Antiforgery;

namespace Wallboard.Web.Tests.Security;

/// <summary>Every POST there is: without the token of a form that we ourselves have given to this person, nothing happens.</summary>
public sealed class AntiforgeryTests(AccessPortal access) : IClassFixture<AccessPortal>
{
    private IEnumerable<Surface> Posts => access.Surfaces.Where(s => s.Kind != SurfaceKind.HubMethod && s.Need != Surface.Nobody
        && s.Methods.Any(m => m is not ("GET" or "HEAD" or "OPTIONS")));

    [Fact]
    public void Every_endpoint_that_changes_something_asks_for_a_token()
    {
        Assert.NotEmpty(Posts);
        Assert.Empty(Posts.Where(s => s.Endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation is not true)
            .Select(s => s.ToString()).Except(Exempt.FromAntiforgery.Keys));
        Assert.Empty(Exempt.FromAntiforgery.Keys.Except(Posts.Select(s => s.ToString())));
    }

    [Fact]
    public async Task Without_a_token_or_with_a_forged_or_somebody_elses_nothing_is_done()
    {
        using var ours = new Browser(access.Portal, access.Badges[Who.Administrator]);
        using var theirs = new Browser(access.Portal, await Badge.NewAsync(access.Portal, Who.Administrator));
        using var nobody = new Browser(access.Portal, access.Badges[Who.Nobody]);
        var (stolen, own) = (await TokenAsync(theirs, "/help"), await TokenAsync(ours, "/help"));
        Assert.NotEqual(stolen, own);
        await TokenAsync(nobody, "/sign-in");
        var before = await Dump.OfAsync(access.Portal);
        var wrong = new List<string>();
        foreach (var surface in Posts.Where(s => !Exempt.FromAntiforgery.ContainsKey(s.ToString())))
            foreach (var token in (string?[])[null, "", "forged", stolen, own[..^4] + "AAAA"])
                foreach (var browser in surface.Need == Surface.Everybody ? (Browser[])[nobody, ours] : [ours])
                {
                    var fields = new Dictionary<string, string> { ["name"] = "x", ["_handler"] = "x" };
                    if (token is not null) fields["__RequestVerificationToken"] = token;
                    using var answer = await browser.SendAsync(HttpMethod.Post, access.OfOurs.Address(surface), new FormUrlEncodedContent(fields));
                    if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests)) wrong.Add($"{surface} with token '{token}': {answer.StatusCode}");
                }
        Assert.Empty(wrong);
        Assert.Equal(before, await Dump.OfAsync(access.Portal));
    }

    /// <summary>What has no token has the same-origin check.</summary>
    [Fact]
    public async Task What_asks_for_no_token_is_refused_to_other_sites()
    {
        foreach (var surface in Posts.Where(s => Exempt.FromAntiforgery.ContainsKey(s.ToString())))
            foreach (var who in (Who[])[Who.Supervisor, Who.Screen, Who.Nobody])
            {
                using var client = access.Badges[who].Client(access.Portal);
                client.DefaultRequestHeaders.Add("Origin", "http://evil.example");
                Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(access.OfOurs.Address(surface), null)).StatusCode);
            }
    }

    private static async Task<string> TokenAsync(Browser browser, string page) =>
        (await browser.FormsAsync(page)).SelectMany(f => f.Fields).First(f => f.Name == "__RequestVerificationToken").Value;
}
