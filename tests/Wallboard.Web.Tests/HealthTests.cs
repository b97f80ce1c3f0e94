using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Testing;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests;

public sealed class HealthTests : IDisposable
{
    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task The_portal_is_ready_while_storage_answers_and_alive_when_it_does_not()
    {
        var person = await portal.SignedIn(Role.Analyst);
        var (status, health) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.OK, "ready"), (status, health.GetProperty("status").GetString()));
        Assert.Equal(("sqlite", true), (health.GetProperty("storage").GetProperty("provider").GetString(), health.GetProperty("storage").GetProperty("answers").GetBoolean()));

        string file;
        await using (var db = portal.Storage())
        {
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
            file = db.Database.GetDbConnection().DataSource;
        }
        foreach (var part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*")) File.Move(part, part + ".away");
        Directory.CreateDirectory(file);
        try
        {
            await Eventually.True(async () => (await ReadyAsync()).Status == HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(20), "not ready");
            (_, health) = await ReadyAsync();
            Assert.Equal(("unready", false), (health.GetProperty("status").GetString(), health.GetProperty("storage").GetProperty("answers").GetBoolean()));
            Assert.Equal(HttpStatusCode.OK, (await portal.CreateClient().GetAsync("/health/live")).StatusCode);
            // Who was known stays known, and is refused what they may not.
            Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/live/10000")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync("/t/10000/audit")).StatusCode);
        }
        finally
        {
            Directory.Delete(file);
            foreach (var part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*.away")) File.Move(part, part[..^".away".Length]);
        }
        await Eventually.True(async () => (await ReadyAsync()).Status == HttpStatusCode.OK, TimeSpan.FromSeconds(20), "ready again");
    }

    /// <summary>A supervisor process needs no token, and learns no number of a queue or an agent, no figure and no address.</summary>
    [Fact]
    public async Task Everybody_is_told_how_many_differences_there_are_and_only_who_reads_all_of_the_tenant_which()
    {
        portal.Picture = () => Pictures.Busy.WithLink(Freshness.Stale, LinkReason.Reconciliation, "6.8 queueNum 10000_8000: 7, 8");
        portal.Health = () => new(
            portal.Picture().Link, [new("6.8", "queueNum", "10000_8000", "7", "8"), new("6.14", "state", "10000_1001", "1", "2")], 5, null, 0, 1, 0, 0, 0, 0, 0, TimeSpan.Zero, null, null, null, 0);
        foreach (var client in new[] { portal.CreateClient(), await portal.SignedIn(Role.Viewer), await portal.SignedIn(Role.Administrator, queues: ["10000_8001"]) })
        {
            var text = await client.GetStringAsync("/health/ready");
            Assert.Contains("""
                "reason":"reconciliation","since":"2026-11-22T18:37:42.120+08:00","ageSeconds":5,"detail":null},"reconciliation":{"at":null,"differencesNow":2,"differences":null,"differencesSoFar":5,
                """, text, StringComparison.Ordinal);
            Assert.DoesNotContain("10000_", text, StringComparison.Ordinal);
        }
        foreach (var client in new[] { portal.Bootstrap(), await portal.SignedIn(Role.Analyst) })
        {
            var text = await client.GetStringAsync("/health/ready");
            Assert.Contains("\"differencesNow\":2,\"differences\":[{\"source\":\"6.8\",\"field\":\"queueNum\",\"key\":\"10000_8000\",", text, StringComparison.Ordinal);
            Assert.Contains("\"detail\":\"6.8 queueNum 10000_8000: 7, 8\"", text, StringComparison.Ordinal);
        }
    }

    private async Task<(HttpStatusCode Status, JsonElement Health)> ReadyAsync()
    {
        var answer = await portal.CreateClient().GetAsync("/health/ready");
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
