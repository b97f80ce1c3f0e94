using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Wallboard.Web.Storage;

/// <summary>
/// Renews <see cref="AccessRevision"/> in the same transaction as any change of who may do what, and says so afterwards. "Last seen" and the like are
/// written with ExecuteUpdate, which does not come by here.
/// </summary>
internal sealed class AccessRevisionInterceptor : SaveChangesInterceptor
{
    private static readonly HashSet<Type> access =
        [typeof(Person), typeof(Membership), typeof(Session), typeof(Screen), typeof(ApiToken), typeof(TenantPreferences)];

    /// <summary>Who may do what has changed, and is saved.</summary>
    public event Func<CancellationToken, Task>? Changed;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not WallboardDb db || !ChangesAccess(db)) return result;
        var row = await db.AccessRevisions.SingleAsync(cancellationToken);
        row.Stamp = Guid.NewGuid();
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is WallboardDb db && Changed is { } changed && db.ChangeTracker.Entries<AccessRevision>().Any())
            await changed(cancellationToken);
        return result;
    }

    private static bool ChangesAccess(WallboardDb db) =>
        db.ChangeTracker.Entries().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && access.Contains(e.Entity.GetType()));
}
