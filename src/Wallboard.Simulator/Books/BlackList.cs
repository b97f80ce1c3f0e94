using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Books;

/// <param name="Type">1 both directions, 2 inbound, 3 outbound.</param>
internal sealed record BlackListEntry(int Id, short Agent, string Name, string Number, int Type, string Description, long Created);

/// <summary>A call that did not come about: a row of 6.25.</summary>
/// <param name="Agent">Who wanted to call, or -1.</param>
internal sealed record BlockedCall(int Id, string CallId, Direction Direction, string Caller, string Called, short Agent, long At);

/// <summary>
/// Numbers that are not put through. Whoever is on the list is on it for a reason: every few minutes one of them tries again, which is all that anybody
/// ever notices of it, for a blocked call is no call and in no figure.
/// </summary>
internal sealed class BlackList
{
    private const double SecondsBetweenTries = 240;

    private readonly TenantModel model;
    private readonly Random random = new(4711);
    private readonly List<BlockedCall> blocked = [];

    public BlackList(TenantModel model)
    {
        this.model = model;
        foreach (var number in new[] { "13300001111", "02088886666" })
            Add(new(0, 0, "骚扰电话", number, 1, "多次恶意来电", model.Agenda.Now));
        PlanNextTry();
    }

    public Book<BlackListEntry> Entries { get; } = new();

    public IReadOnlyList<BlockedCall> Blocked => blocked;

    public BlackListEntry Add(BlackListEntry entry) => Entries.Add(id => entry with { Id = id });

    /// <summary>Whether the call must not come about; writes it down if so. Internal calls are never blocked.</summary>
    public bool Blocks(Direction direction, string caller, string called, short agent = -1)
    {
        var number = direction == Direction.Inbound ? caller : called;
        if (direction == Direction.Internal || !Entries.Entries.Any(e => e.Number == number && (e.Type == 1 || e.Type == (int)direction))) return false;
        var id = new byte[16];
        random.NextBytes(id);
        blocked.Add(new(blocked.Count + 1, new Guid(id).ToString(), direction, caller, called, agent, model.Agenda.Now));
        return true;
    }

    private void PlanNextTry() => model.Agenda.In((0.5 + random.NextDouble()) * SecondsBetweenTries, () =>
    {
        var callers = Entries.Entries.Where(e => e.Type != (int)Direction.Outbound).ToList();
        if (callers.Count > 0) Blocks(Direction.Inbound, callers[random.Next(callers.Count)].Number, Plan.TenantPlan.Hotline);
        PlanNextTry();
    });
}
