using System.Net;

namespace Wallboard.Web.Tests.Security;

public sealed class HeaderTests(AccessPortal access) : IClassFixture<AccessPortal>
{
    private readonly PortalFactory portal = access.Portal;

    [Theory]
    [InlineData("/")]
    [InlineData("/api/live/10000")]
    [InlineData("/health/ready")]
    [InlineData("/nowhere")]
    [InlineData("/css/tokens.css")]
    public async Task Every_answer_forbids_scripts_of_others_and_being_shown_in_their_pages(string path)
    {
        using var client = access.Badges[Who.Administrator].Client(portal);
        var headers = (await client.GetAsync(path)).Headers;
        var policy = Assert.Single(headers.GetValues("Content-Security-Policy")).Split("; ");
        foreach (var part in (string[])["default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'"])
            Assert.Contains(part, policy);
        Assert.DoesNotContain(policy, part => part.Contains("unsafe", StringComparison.Ordinal) || part.Contains('*', StringComparison.Ordinal));
        Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        // no-referrer would make browsers send our own forms with "Origin: null".
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/api/live/10000", true)]
    [InlineData("/nowhere", true)]
    [InlineData("/metrics", true)]
    [InlineData("/css/tokens.css", false)]
    public async Task Only_files_are_kept_by_caches(string path, bool never)
    {
        using var client = access.Badges[Who.Administrator].Client(portal);
        Assert.Equal(never, (await client.GetAsync(path)).Headers.CacheControl?.NoStore is true);
    }

    [Theory]
    [InlineData("https://wall.example.com/", "max-age=31536000")]
    [InlineData("http://wall.example.com/", null)]
    [InlineData("https://localhost/", null)]
    public async Task Over_https_browsers_are_told_to_stay_there(string address, string? expected)
    {
        using var client = portal.CreateClient(new() { BaseAddress = new(address), AllowAutoRedirect = false });
        var headers = (await client.GetAsync("/health/live")).Headers;
        Assert.Equal(expected, headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
    }

    [Fact]
    public async Task An_error_says_nothing_of_what_is_inside()
    {
        portal.Picture = () => throw new InvalidOperationException("an inner secret at ws://10.1.2.3/cti");
        try
        {
            await NothingInsideAsync();
        }
        finally
        {
            portal.Picture = () => Pictures.Busy;
        }
    }

    private async Task NothingInsideAsync()
    {
        foreach (var (who, path) in ((Who, string)[])[(Who.Administrator, "/"), (Who.Administrator, "/api/live/10000"), (Who.Bootstrap, "/api/live/10000"), (Who.Nobody, "/health/ready")])
        {
            using var client = access.Badges[who].Client(portal);
            foreach (var accept in (string[])["text/html", "application/json", "*/*"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", accept } } };
                using var answer = await client.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
                foreach (var inner in (string[])["secret", "10.1.2.3", "Exception", "   at ", "Wallboard.Web"]) Assert.DoesNotContain(inner, text, StringComparison.Ordinal);
                Assert.True(answer.Headers.CacheControl?.NoStore);
                Assert.True(answer.Headers.Contains("Content-Security-Policy"));
            }
        }
    }
}
