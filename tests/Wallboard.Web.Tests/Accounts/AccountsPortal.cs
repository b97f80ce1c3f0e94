using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Wallboard.Testing;
using Wallboard.Web.Features.Accounts.Links;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Storage;

namespace Wallboard.Web.Tests.Accounts;

/// <summary>A portal with two tenants whose clock stands still, whose passwords are quick to check, and whose browsers each have an address of their own.</summary>
public sealed class AccountsPortal : IAsyncDisposable
{
    public const string Here = "10000";
    public const string There = "20000";
    public const string Password = "correct horse battery";
    private const string From = "X-From";

    private readonly string database = $"wallboard_{Guid.NewGuid():N}";
    private readonly bool onServer;
    private int browsers, hashesChecked;

    public AccountsPortal() : this(nameof(StorageProvider.Sqlite))
    {
    }

    internal AccountsPortal(string provider)
    {
        onServer = provider == nameof(StorageProvider.PostgreSQL);
        if (onServer)
        {
            Factory.Settings["Storage:Provider"] = provider;
            Factory.Settings["Storage:ConnectionString"] =
                new NpgsqlConnectionStringBuilder(StorageLab.Server) { Database = database, MaxPoolSize = 20 }.ConnectionString;
        }
        Factory.OtherTenants.Add(There);
        Factory.Clock = Clock;
        // As operators have it: in development a bad form is an exception.
        Factory.Settings["environment"] = "Production";
        Factory.Replacing.Add(services =>
        {
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
            services.AddScoped<IPasswordHasher<Person>>(provider => new CountingHasher(this, provider.GetRequiredService<IOptions<PasswordHasherOptions>>()));
            services.AddSingleton<IStartupFilter, AddressOfHeader>();
        });
    }

    internal PortalFactory Factory { get; } = new();

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public int HashesChecked => hashesChecked;

    /// <param name="address">Null: one that no other has.</param>
    internal Browser Open(string? address = null)
    {
        var client = Factory.CreateClient(new() { AllowAutoRedirect = false });
        var n = Interlocked.Increment(ref browsers);
        client.DefaultRequestHeaders.Add(From, address ?? $"10.1.{n / 250}.{n % 250}");
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.TryAddWithoutValidation(
            "User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36");
        return new(client);
    }

    /// <summary>Somebody with <see cref="Password"/> and these memberships.</summary>
    internal async Task<Person> PersonAsync(string name, params (string Tenant, Role Role)[] memberships)
    {
        await using var scope = Factory.Services.CreateAsyncScope();
        var person = new Person { Id = Guid.NewGuid(), UserName = name, DisplayName = $"{name} 女士", CreatedAt = Clock.GetUtcNow() };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person, Password)).Succeeded);
        await using var db = Factory.Storage();
        db.AddRange(memberships.Select(m => new Membership { PersonId = person.Id, TenantId = m.Tenant, Role = m.Role }));
        await db.SaveChangesAsync();
        return person;
    }

    /// <summary>A browser in which somebody new has signed in.</summary>
    internal async Task<(Browser Browser, Person Person)> SignedInAsync(string name, params (string Tenant, Role Role)[] memberships)
    {
        var person = await PersonAsync(name, memberships);
        var browser = Open();
        await browser.SignInAsync(name, Password);
        Assert.Equal("/", browser.Path);
        return (browser, person);
    }

    internal async Task<T> ReadAsync<T>(Func<WallboardDb, Task<T>> read)
    {
        await using var db = Factory.Storage();
        return await read(db);
    }

    internal Task<List<AuditEntry>> AuditAsync(AuditAction action, string? subject = null) =>
        ReadAsync(db => db.Audit.Where(a => a.Action == action && (subject == null || a.Subject == subject)).OrderBy(a => a.Id).ToListAsync());

    internal Task<Person?> FindAsync(string name) => ReadAsync(db => db.Users.SingleOrDefaultAsync(p => p.UserName == name));

    internal Task<List<Session>> SessionsAsync(Guid person, bool open = true) =>
        ReadAsync(db => db.Sessions.Where(s => s.PersonId == person && (!open || s.EndedAt == null)).OrderBy(s => s.CreatedAt).ToListAsync());

    /// <summary>The path of a new link for the first administrator, as a start prints it.</summary>
    internal async Task<string?> SetupLinkAsync()
    {
        await using var scope = Factory.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().MakeLinkAsync() is { } address ? new Uri(address).AbsolutePath : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Factory.DisposeAsync();
        if (onServer) await StorageLab.DropAsync(database);
    }

    private sealed class CountingHasher(AccountsPortal portal, IOptions<PasswordHasherOptions> options) : PasswordHasher<Person>(options)
    {
        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref portal.hashesChecked);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    private sealed class AddressOfHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                if (http.Request.Headers[From].ToString() is { Length: > 0 } address) http.Connection.RemoteIpAddress = IPAddress.Parse(address);
                return rest(http);
            });
            next(app);
        };
    }
}
