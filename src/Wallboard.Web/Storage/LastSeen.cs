using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Storage;

/// <summary>When sessions, API tokens and screens were last seen: collected in memory, written once a minute, to the minute.</summary>
internal sealed class LastSeen(IDbContextFactory<WallboardDb> storage, TimeProvider clock, ILogger<LastSeen> log)
    : StorageTask("last seen", TimeSpan.FromMinutes(1), clock, log)
{
    private readonly TimeProvider clock = clock;
    private readonly ConcurrentDictionary<(CallerKind Kind, Guid Id), DateTimeOffset> seen = new();

    public void Saw(Caller caller)
    {
        if ((caller.Kind == CallerKind.Person ? caller.SessionId : caller.Id) is { } id) Saw(caller.Kind, id);
    }

    /// <param name="id">Of a session (<see cref="CallerKind.Person"/>), token or screen.</param>
    public void Saw(CallerKind kind, Guid id)
    {
        var now = clock.GetUtcNow();
        seen[(kind, id)] = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
    }

    protected override async Task WriteAsync(CancellationToken cancel)
    {
        // What is seen meanwhile stays for the next time, and so does everything that could not be written.
        var taken = seen.ToArray();
        if (taken.Length == 0) return;
        await using var db = await storage.CreateDbContextAsync(cancel);
        foreach (var group in taken.GroupBy(one => (one.Key.Kind, At: one.Value)))
        {
            var (at, ids) = (group.Key.At, group.Select(one => one.Key.Id).ToList());
            await (group.Key.Kind switch
            {
                CallerKind.Person => db.Sessions.Where(s => EF.Parameter(ids).Contains(s.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, at), cancel),
                CallerKind.Token => db.ApiTokens.Where(t => EF.Parameter(ids).Contains(t.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, at), cancel),
                CallerKind.Screen => db.Screens.Where(s => EF.Parameter(ids).Contains(s.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, at), cancel),
                _ => Task.FromResult(0),
            });
        }
        foreach (var one in taken) seen.TryRemove(one);
    }
}

internal static class LastSeenExtensions
{
    /// <summary>After authentication.</summary>
    public static void UseLastSeen(this WebApplication app)
    {
        var (book, lastSeen) = (app.Services.GetRequiredService<AccessBook>(), app.Services.GetRequiredService<LastSeen>());
        app.Use((context, next) =>
        {
            lastSeen.Saw(book.Of(context.User));
            return next(context);
        });
    }
}
