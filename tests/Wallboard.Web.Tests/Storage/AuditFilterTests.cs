using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Storage;

/// <summary>What AuditTests show on the page, asked of both databases.</summary>
public sealed class AuditFilterTests
{
    public static TheoryData<string> Providers => StorageLab.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Every_filter_means_the_same_to_both(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        var at = new DateTimeOffset(2026, 11, 21, 16, 0, 0, TimeSpan.Zero);
        var (member, stranger) = (StorageTests.Person("Wang.Fang"), StorageTests.Person("stranger"));
        await using var db = lab.Open();
        db.AddRange(
            member, stranger, new Membership { PersonId = member.Id, TenantId = "10000", Role = Role.Viewer }, new Membership { PersonId = stranger.Id, TenantId = "20000", Role = Role.Viewer });
        AuditEntry[] entries =
        [
            new() { At = at, TenantId = "10000", Subject = "1", ActorName = "Wang Fang 王芳" },
            new() { At = at.AddDays(1).AddTicks(-10), TenantId = "10000", Subject = "2", Refused = true, After = """{"name":"大厅 Lobby"}""" },
            new() { At = at.AddDays(1), TenantId = null, Subject = "3", ActorKind = "Person", ActorId = member.Id, Action = AuditAction.SignedIn },
            new() { At = at.AddDays(1), TenantId = null, Subject = "wang.fang", ActorKind = "Nobody", Action = AuditAction.SignInFailed },
            new() { At = at.AddDays(1), TenantId = null, Subject = "stranger", ActorKind = "Nobody", Action = AuditAction.SignInFailed },
            new() { At = at.AddDays(1), TenantId = null, Subject = "5", ActorKind = "Person", ActorId = stranger.Id },
            new() { At = at.AddDays(1), TenantId = "20000", Subject = "6", ActorKind = "Person", ActorId = member.Id },
            new() { At = at.AddDays(1), TenantId = null, Subject = AuditLog.UnknownName, ActorKind = "Nobody", Action = AuditAction.SignInFailed },
        ];
        foreach (var entry in entries)
        {
            db.Add(entry);
            await db.SaveChangesAsync();
        }

        Assert.Equal("wang.fang 3 2 1", await FoundAsync(""));
        Assert.Equal("unknown name wang.fang 3 2 1", await FoundAsync("", withUnknownNames: true));
        Assert.Equal("1", await FoundAsync("who=wang"));
        Assert.Equal("1", await FoundAsync("who=王芳"));
        Assert.Equal("2", await FoundAsync("text=LOBBY"));
        Assert.Equal("2", await FoundAsync("text=大厅"));
        Assert.Equal("", await FoundAsync("text=%25"));
        Assert.Equal("2", await FoundAsync("refused=true"));
        Assert.Equal("wang.fang", await FoundAsync("action=SignInFailed"));
        Assert.Equal("2 1", await FoundAsync("from=2026-11-22&to=2026-11-22"));
        Assert.Equal("wang.fang 3", await FoundAsync("from=2026-11-23"));
        Assert.Equal("2 1", await FoundAsync($"before={entries[2].Id}"));

        async Task<string> FoundAsync(string query, bool withUnknownNames = false)
        {
            var tenant = lab.Node.Services.GetRequiredService<Tenants>().Default;
            var filter = AuditFilter.Of(new QueryCollection(QueryHelpers.ParseQuery(query)));
            return string.Join(' ', await filter.Apply(db, tenant, withUnknownNames).Select(a => a.Subject).ToListAsync());
        }
    }
}
