using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Wallboard.Web.Storage;

/// <summary>
/// Renews <see cref="AccessRevision"/> in the same transaction as any change of who may do what, and says so afterwards. "Last seen" and the like are
/// written with ExecuteUpdate, which does not come by here.
/// </summary>
internal sealed class AccessRevisionInterceptor : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private static readonly HashSet<Type> access =
        [typeof(Person), typeof(Membership), typeof(Session), typeof(Screen), typeof(ApiToken), typeof(TenantPreferences)];

    /// <summary>Contexts that saved such a change inside a transaction of their own: nobody else can read it yet.</summary>
    private readonly ConditionalWeakTable<WallboardDb, object> uncommitted = [];

    /// <summary>Who may do what has changed, and everybody can read it.</summary>
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
        if (eventData.Context is not WallboardDb db || !db.ChangeTracker.Entries<AccessRevision>().Any()) return result;
        if (db.Database.CurrentTransaction is null) await SayAsync(cancellationToken);
        else uncommitted.AddOrUpdate(db, this);
        return result;
    }

    public async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is WallboardDb db && uncommitted.Remove(db)) await SayAsync(cancellationToken);
    }

    private Task SayAsync(CancellationToken cancel) => Changed?.Invoke(cancel) ?? Task.CompletedTask;

    private static bool ChangesAccess(WallboardDb db) =>
        db.ChangeTracker.Entries().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && access.Contains(e.Entity.GetType()));
}
