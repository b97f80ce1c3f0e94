using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Wallboard.Live;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests;

/// <summary>
/// The whole portal in memory, with pictures made by hand and storage in a folder of its own. (Any type names its assembly; <c>Program</c> is the simulator's
/// too.)
/// </summary>
internal sealed class PortalFactory : WebApplicationFactory<BoardHub>
{
    public const string Token = "a token for tests";

    /// <summary>A storage with its tables and nothing in them, made once: hundreds of portals would each make it anew.</summary>
    private static readonly Lazy<byte[]> migrated = new(() =>
    {
        var file = Path.GetTempFileName();
        using (var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite($"Data Source={file};Pooling=False").Options)) db.Database.Migrate();
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        return bytes;
    });

    private readonly string folder = Directory.CreateTempSubdirectory("wallboard-factory-").FullName;

    public PortalFactory()
    {
        var file = Path.Combine(folder, "wallboard.db");
        File.WriteAllBytes(file, migrated.Value);
        (Settings["Storage:ConnectionString"], Settings["Storage:Files"]) = ($"Data Source={file}", Files);
    }

    /// <summary>Where files of reports are.</summary>
    public string Files => Path.Combine(folder, "files");

    public Dictionary<string, string> Settings { get; } = new()
    {
        ["Platform:Tenants:0:Id"] = "10000",
        ["Platform:Tenants:0:Socket"] = "ws://127.0.0.1:1/",
        ["Platform:Tenants:0:Api"] = "http://127.0.0.1:1/5.0",
        ["Platform:Tenants:0:Seat"] = "10000_1900",
        ["Platform:Tenants:0:Extension"] = "6900",
        ["Access:BootstrapToken"] = Token,
    };

    public Func<LivePicture> Picture { get; set; } = () => Pictures.Busy;

    /// <summary>Of the tenants: with the address of a platform where there is one.</summary>
    public TenantOptions Options { get; set; } = Pictures.Options;

    public Func<bool> Retake { get; set; } = () => false;

    public Func<LiveHealth?> Health { get; set; } = () => null;

    /// <summary>Another one than the system's.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Tenants beside 10000.</summary>
    public List<string> OtherTenants { get; } = [];

    /// <summary>Services that a test wants otherwise.</summary>
    public List<Action<IServiceCollection>> Replacing { get; } = [];

    public WallboardDb Storage() => Services.GetRequiredService<IDbContextFactory<WallboardDb>>().CreateDbContext();

    /// <summary>A client that carries the bootstrap token.</summary>
    public HttpClient Bootstrap()
    {
        var client = CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    /// <summary>A client of a new person with a role in a tenant, signed in. It follows no redirects.</summary>
    public async Task<HttpClient> SignedIn(Role role, string tenant = "10000", List<string>? queues = null, List<string>? agents = null) =>
        (await SignIn(role, tenant, queues, agents)).Client;

    public async Task<(HttpClient Client, Person Person, Session Session)> SignIn(
        Role role, string tenant = "10000", List<string>? queues = null, List<string>? agents = null)
    {
        var now = Clock.GetUtcNow();
        var name = $"{role}-{Guid.NewGuid():N}"[..24].ToLowerInvariant();
        var person = new Person
        {
            Id = Guid.NewGuid(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, CreatedAt = now, SecurityStamp = name,
        };
        var session = new Session { Id = Guid.NewGuid(), PersonId = person.Id, CreatedAt = now, LastSeenAt = now, Address = "127.0.0.1", Browser = "test" };
        await using (var db = Storage())
        {
            db.Add(person);
            db.Add(new Membership { PersonId = person.Id, TenantId = tenant, Role = role, Queues = queues, Agents = agents });
            db.Add(session);
            await db.SaveChangesAsync();
        }
        return (Holding(Cookie(session)), person, session);
    }

    /// <summary>A television that has been paired, and the cookie that it holds.</summary>
    public async Task<(Screen Screen, string Cookie)> Paired(string tenant = "10000", string language = "zh-CN", string theme = "dark")
    {
        var credential = Credential.New(Guid.NewGuid());
        var screen = new Screen
        {
            Id = credential.Id, TenantId = tenant, Name = "大厅东侧", Board = Board.Default.Id, Language = language, Theme = theme, SecretHash = credential.Hash(),
            CreatedAt = Clock.GetUtcNow(), CreatedBy = "test",
        };
        await using var db = Storage();
        db.Add(screen);
        await db.SaveChangesAsync();
        return (screen, $"{ScreenHandler.Cookie}={credential}");
    }

    /// <summary>A client that sends this cookie, and follows no redirects.</summary>
    public HttpClient Holding(string cookie)
    {
        var client = CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    /// <summary>What the sign-in would have set.</summary>
    public string Cookie(Session session)
    {
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Schemes.Person);
        var properties = new AuthenticationProperties { IssuedUtc = Clock.GetUtcNow(), ExpiresUtc = Clock.GetUtcNow().AddDays(1) };
        var ticket = new AuthenticationTicket(AccessClaims.Principal(CallerKind.Person, session.Id, Schemes.Person), properties, Schemes.Person);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // As operators run it: Development writes words of its own where the portal has its pages.
        builder.UseEnvironment("Production").UseSolutionRelativeContentRoot("");
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.AddSingleton(Clock).AddSingleton(new Tenants(
        [
            .. OtherTenants.Prepend("10000").Select(id =>
                new Tenant(Options with { Id = id }, () => Picture() with { Tenant = id }, () => Retake(), () => Health())),
        ])));
        // Where nothing answers, it is said at once.
        builder.ConfigureTestServices(services => services.AddSingleton(provider => new TenantPlatforms(provider.GetRequiredService<Tenants>(), retries: 0)));
        builder.ConfigureTestServices(services => Replacing.ForEach(replace => replace(services)));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
