namespace Wallboard.Web.Tests.Security;

/// <summary>What is larger than anything of ours is not read at all. On a real port: the test server has no such limits.</summary>
public sealed class SizeTests : IDisposable
{
    private readonly PortalFactory portal = new();
    private readonly Uri address;

    public SizeTests() => address = portal.Listen();

    public void Dispose() => portal.Dispose();

    /// <summary>Not one byte of it is sent, and the answer is there.</summary>
    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_not_even_waited_for()
    {
        var badge = await Badge.NewAsync(portal, Who.Viewer);
        var answer = await RawHttp.SendAsync(
            address, "", ["POST / HTTP/1.1", .. badge.Line(), "Content-Type: application/x-www-form-urlencoded", "Content-Length: 1048577"]);
        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task A_form_of_endless_fields_is_refused()
    {
        var badge = await Badge.NewAsync(portal, Who.Viewer);
        var body = string.Join('&', Enumerable.Range(0, 5000).Select(i => $"f{i}=x"));
        var answer = await RawHttp.SendAsync(
            address, body, ["POST / HTTP/1.1", .. badge.Line(), "Content-Type: application/x-www-form-urlencoded", $"Content-Length: {body.Length}"]);
        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task A_long_address_is_refused() =>
        Assert.Equal(414, (await RawHttp.SendAsync(address, "", $"GET /?x={new string('x', 5000)} HTTP/1.1")).Status);

    [Fact]
    public async Task Many_headers_are_refused() =>
        Assert.Equal(431, (await RawHttp.SendAsync(address, "", ["GET /health/live HTTP/1.1", .. Enumerable.Range(0, 70).Select(i => $"X-{i}: 1")])).Status);

    [Fact]
    public async Task Long_headers_are_refused() =>
        Assert.Equal(431, (await RawHttp.SendAsync(address, "", "GET /health/live HTTP/1.1", $"X-Long: {new string('x', 20_000)}")).Status);

    [Fact]
    public async Task What_is_as_large_as_ours_passes() =>
        Assert.Equal(200, (await RawHttp.SendAsync(address, "", "GET /health/live HTTP/1.1", $"X-Long: {new string('x', 8_000)}")).Status);
}
