using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
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

    private async Task<(HttpStatusCode Status, JsonElement Health)> ReadyAsync()
    {
        var answer = await portal.CreateClient().GetAsync("/health/ready");
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
