using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Wallboard.Live;

/// <summary>All tenants, running for as long as the portal does.</summary>
public sealed class LiveCenter : BackgroundService
{
    private readonly Dictionary<string, LiveTenant> byId;
    private readonly IDisposable watch;

    public LiveCenter(IEnumerable<TenantOptions> tenants, TimeProvider clock, ILoggerFactory loggers)
    {
        Tenants = [.. tenants.Select(options => new LiveTenant(options, clock, loggers))];
        byId = Tenants.ToDictionary(tenant => tenant.Options.Id);
        watch = LiveInstruments.Watch(Tenants);
    }

    /// <summary>In the order of the settings.</summary>
    public IReadOnlyList<LiveTenant> Tenants { get; }

    /// <summary><c>null</c> where no tenant has the id.</summary>
    public LiveTenant? Find(string id) => byId.GetValueOrDefault(id);

    public override void Dispose()
    {
        watch.Dispose();
        foreach (var tenant in Tenants) tenant.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Tenants.Select(tenant => tenant.RunAsync(stoppingToken)));
}

/// <summary>Registers this room.</summary>
public static class LiveServices
{
    /// <summary>The tenants must have been validated: a bad address throws when the center is made.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services, IEnumerable<TenantOptions> tenants)
    {
        services.AddSingleton(provider => new LiveCenter(
            tenants, provider.GetService<TimeProvider>() ?? TimeProvider.System, provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => provider.GetRequiredService<LiveCenter>());
        return services;
    }
}
