using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests.Security;

/// <summary>Other spellings of an address, and other methods, lead nowhere that the plain ones do not.</summary>
public sealed class TamperingTests(TamperingTests.Listening access) : IClassFixture<TamperingTests.Listening>
{
    public sealed class Listening : IAsyncLifetime
    {
        private Uri address = null!;

        internal PortalFactory Portal { get; } = new();

        internal Dictionary<Who, Badge> Badges { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Portal.OtherTenants.Add(AccessPortal.Theirs);
            address = Portal.Listen();
            foreach (var who in (Who[])[Who.Nobody, Who.Viewer, Who.Analyst, Who.Supervisor]) Badges[who] = await Badge.NewAsync(Portal, who);
        }

        public ValueTask DisposeAsync()
        {
            Portal.Dispose();
            return ValueTask.CompletedTask;
        }

        internal Task<(int Status, string Text)> SendRawAsync(string body, params string[] head) => RawHttp.SendAsync(address, body, head);
    }

    /// <summary>An analyst of 10000 may read its figures; nobody else's, however it is written.</summary>
    [Theory]
    [InlineData("/api/live/20000")]
    [InlineData("/api/live/10000/../20000")]
    [InlineData("/api/live/10000/%2e%2e/20000")]
    [InlineData("/api/live/10000/%2E%2E/20000")]
    [InlineData("/api/live/10000/..%2f20000")]
    [InlineData("/api/live/10000%2f..%2f20000")]
    [InlineData("/api/live/10000%5c..%5c20000")]
    [InlineData("/api/live//20000")]
    [InlineData("//api/live/20000")]
    [InlineData("/API/LIVE/20000")]
    [InlineData("/api/live/20000/")]
    [InlineData("/api/live/20000.")]
    [InlineData("/api/live/20000%20")]
    [InlineData("/api/live/20000%00")]
    [InlineData("/api/live/%320000")]
    [InlineData("/api/live/20000;10000")]
    [InlineData("/api/live/20000?tenant=10000")]
    [InlineData("/api/live/20000#10000")]
    [InlineData("/api/live/２００００")]
    [InlineData("/?tenant=20000")]
    [InlineData("/?Tenant=20000")]
    [InlineData("/?tenant=10000&tenant=20000")]
    [InlineData("/?tenant=20000&tenant=10000")]
    [InlineData("/?tenant=%320000")]
    [InlineData("/?tenant[]=20000")]
    [InlineData("/?x=1;tenant=20000")]
    public async Task No_spelling_of_an_address_leads_into_another_tenant(string path)
    {
        var (status, text) = await access.SendRawAsync("", [$"GET {path} HTTP/1.1", .. access.Badges[Who.Analyst].Line()]);
        Assert.DoesNotContain("\"tenant\":\"20000\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-view=\"20000", text, StringComparison.Ordinal);
        Assert.True(status < 500, $"{status}");
    }

    /// <summary>A viewer may not read figures as JSON; nobody may without signing in.</summary>
    [Theory]
    [InlineData("GET /api/live/10000")]
    [InlineData("GET /API/Live/10000")]
    [InlineData("GET /api/live/10000/")]
    [InlineData("GET //api//live/10000")]
    [InlineData("GET /health/../api/live/10000")]
    [InlineData("GET /health/live/..%2f..%2fapi/live/10000")]
    [InlineData("GET /css/tokens.css/../../api/live/10000")]
    [InlineData("GET /api/live/10000/.css")]
    [InlineData("GET /api/live/10000.css")]
    [InlineData("GET /api/live/10000;x.css")]
    [InlineData("GET http://127.0.0.1/api/live/10000")]
    [InlineData("HEAD /api/live/10000")]
    [InlineData("OPTIONS /api/live/10000")]
    [InlineData("TRACE /api/live/10000")]
    [InlineData("get /api/live/10000")]
    [InlineData("POST /api/live/10000")]
    [InlineData("PUT /api/live/10000")]
    [InlineData("FOO /api/live/10000")]
    public async Task No_spelling_and_no_method_gets_round_a_policy(string request)
    {
        foreach (var who in (Who[])[Who.Viewer, Who.Nobody])
        {
            var (status, text) = await access.SendRawAsync("", [$"{request} HTTP/1.1", .. access.Badges[who].Line(), "Content-Length: 0"]);
            Assert.DoesNotContain("\"agents\"", text, StringComparison.Ordinal);
            Assert.InRange(status, 300, 499);
        }
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override: POST")]
    [InlineData("X-HTTP-Method: POST")]
    [InlineData("X-Method-Override: POST")]
    [InlineData("X-Original-URL: /api/link/10000/retake")]
    [InlineData("X-Rewrite-URL: /api/link/10000/retake")]
    [InlineData("X-Forwarded-Prefix: /api")]
    public async Task No_header_makes_another_request_of_it(string header)
    {
        var asked = 0;
        access.Portal.Retake = () => ++asked > 0;
        foreach (var path in (string[])["/api/link/10000/retake", "/api/link/10000/retake?_method=POST", "/health/live", "/"])
            await access.SendRawAsync("", [$"GET {path} HTTP/1.1", header, .. access.Badges[Who.Supervisor].Line()]);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task Who_one_is_cannot_be_said_in_a_header()
    {
        foreach (var header in (string[])["X-Forwarded-User: admin", "Remote-User: admin", "X-Original-User: admin", "Authorization: Basic YWRtaW46YWRtaW4=",
            $"Authorization: Bearer {Secret.New()}", "Authorization: Bearer", "Cookie: wallboard.person=x", "Cookie: wallboard.screen=x.y"])
            Assert.Equal(401, (await access.SendRawAsync("", "GET /api/live/10000 HTTP/1.1", header)).Status);
    }
}
