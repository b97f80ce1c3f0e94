using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wallboard.Testing;

namespace Wallboard.Web.Tests.Security;

/// <summary>A portal of two tenants with a caller of each kind in the first, and rows in both.</summary>
public sealed class AccessPortal : IAsyncLifetime
{
    public const string Ours = "10000", Theirs = "20000";

    public AccessPortal() => Portal = new() { Clock = Clock };

    /// <summary>Stands still, so that whoever has tried too often waits no longer than a test wants.</summary>
    internal FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    internal PortalFactory Portal { get; }

    /// <summary>What the portal has logged.</summary>
    internal LogCollector Log { get; } = new();

    internal IReadOnlyList<Surface> Surfaces { get; private set; } = [];

    internal IReadOnlyDictionary<Who, Badge> Badges { get; private set; } = new Dictionary<Who, Badge>();

    internal Samples OfOurs { get; private set; } = null!;

    internal Samples OfTheirs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Portal.OtherTenants.Add(Theirs);
        // Passwords that are quick to check.
        Portal.Replacing.Add(services => services.AddSingleton<ILoggerProvider>(Log).Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1));
        Surfaces = Surface.Of(Portal);
        var badges = new Dictionary<Who, Badge>();
        foreach (var who in Enum.GetValues<Who>()) badges[who] = await Badge.NewAsync(Portal, who);
        (Badges, OfOurs, OfTheirs) = (badges, await Samples.NewAsync(Portal, Ours), await Samples.NewAsync(Portal, Theirs));
    }

    public ValueTask DisposeAsync()
    {
        Portal.Dispose();
        return ValueTask.CompletedTask;
    }

    internal async Task<HttpResponseMessage> SendAsync(Who who, string method, string address, HttpContent? content = null)
    {
        using var client = Badges[who].Client(Portal);
        return await client.SendAsync(new(new(method), address) { Content = content });
    }
}
