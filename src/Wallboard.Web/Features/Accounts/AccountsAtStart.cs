using Wallboard.Web.Features.Accounts.Links;
using Wallboard.Web.Features.Accounts.SignIn;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Accounts;

/// <summary>Who can sign in to a portal that has just begun: the demo's people, or whoever opens the first administrator's link.</summary>
internal sealed class AccountsAtStart(IServiceScopeFactory scopes, DemoMode demo) : IHostedLifecycleService
{
    /// <summary>Before <see cref="Hosting.Access.AccessBook"/> reads them.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!demo.Active) return;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoPeople>().AddAsync();
    }

    /// <summary>
    /// When the server listens: only then its addresses are known. Not through the logger, which may write to files and to other people's machines.
    /// </summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (demo.Active) return;
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().MakeLinkAsync() is { } address)
            Console.WriteLine($"First administrator: {address}");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
