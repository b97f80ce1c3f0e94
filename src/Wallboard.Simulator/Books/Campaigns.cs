using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Books;

/// <summary>
/// The dialler. While a campaign runs, it calls its numbers, a few at a time; who answers waits in the campaign's queue for an agent (or hears its flow), as
/// real calls in the log. When the list is through, the campaign has ended.
/// </summary>
internal sealed class Campaigns(TenantModel model)
{
    public const double IdleSeconds = 2;
    public const double MaxRatio = 3;

    private readonly Dictionary<int, Contact> calls = [];
    private int contacts;
    private int runs;

    public Book<Campaign> Entries { get; } = new();

    /// <summary>The contact that a call of the log was for.</summary>
    public Contact? OfCall(Call call) => calls.GetValueOrDefault(call.Index);

    /// <summary>More numbers, each with a flow of its own or none; unless told otherwise a number already there is left out.</summary>
    public void Append(Campaign campaign, IEnumerable<(string Number, byte? Flow)> numbers, bool repeat)
    {
        var known = campaign.Contacts.Select(c => c.Number).ToHashSet();
        foreach (var (number, flow) in numbers)
            if (known.Add(number) || repeat) campaign.Contacts.Add(new Contact(++contacts, campaign, number, flow));
        if (campaign.Status == CampaignStatus.Ended) campaign.Status = CampaignStatus.Ready;
    }

    public void Start(Campaign campaign)
    {
        if (campaign.Status == CampaignStatus.Running) return;
        if (campaign.Started == 0) campaign.Started = model.Agenda.Now;
        (campaign.Status, campaign.Ended, campaign.Run) = (CampaignStatus.Running, 0, ++runs);
        PlanNext(campaign, campaign.Run);
    }

    public static void Pause(Campaign campaign)
    {
        if (campaign.Status == CampaignStatus.Running) campaign.Status = CampaignStatus.Paused;
    }

    public void Stop(Campaign campaign) => (campaign.Status, campaign.Ended) = (CampaignStatus.Ended, model.Agenda.Now);

    /// <summary>Those who were not reached, or everybody, may be called once more.</summary>
    public static void Reset(Campaign campaign, bool everybody)
    {
        foreach (var contact in campaign.Contacts)
            if (contact.State is ContactState.Failed or ContactState.AgentsBusy || (everybody && contact.State == ContactState.Reached)) contact.Reset();
        campaign.Status = CampaignStatus.Ready;
    }

    /// <summary>What the log says of a call that the dialler has placed.</summary>
    public void Told(in LogEntry entry)
    {
        if (entry.Call < 0 || !calls.TryGetValue(entry.Call, out var contact) || contact.CallIndex != entry.Call) return;
        if (entry.Kind == LogKind.IvrEntered) contact.State = ContactState.Reached;
        if (entry.Kind == LogKind.Answered) (contact.State, contact.Answered, contact.Agent) = (ContactState.Reached, true, entry.Agent);
        if (entry.Kind != LogKind.CallEnded) return;
        contact.Cause = Causes.Text((Cause)entry.A);
        if (contact.State == ContactState.Contacting) contact.State = contact.Answered ? ContactState.AgentsBusy : ContactState.Failed;
    }

    private void PlanNext(Campaign campaign, int run) => model.Agenda.In(IdleSeconds, () =>
    {
        if (campaign.Status != CampaignStatus.Running || campaign.Run != run) return;
        foreach (var contact in Next(campaign)) Call(campaign, contact);
        if (campaign.Contacts.TrueForAll(c => c.State > ContactState.Contacting)) Stop(campaign);
        else PlanNext(campaign, run);
    });

    // As many at once as there are agents to talk to them, by the ratio; one at least.
    private List<Contact> Next(Campaign campaign)
    {
        var lines = campaign.Voice ? campaign.Ratio : Ready(campaign).Count * campaign.Ratio;
        var free = Math.Max(1, (int)lines) - campaign.Contacts.Count(c => c.State == ContactState.Contacting);
        return [.. campaign.Contacts.Where(c => c.State == ContactState.NotContacted).Take(Math.Max(0, free))];
    }

    private List<short> Ready(Campaign campaign) => [.. model.Plan.Queues[campaign.Queue].Members.Where(m => model.Views.Agents[m].Available)];

    private void Call(Campaign campaign, Contact contact)
    {
        var caller = campaign.Callers[contact.Id % campaign.Callers.Count];
        if (campaign.Preview && Ready(campaign).Count == 0) return;
        contact.CalledAt = model.Agenda.Now;
        if (model.Books.BlackList.Blocks(Direction.Outbound, caller, contact.Number))
        {
            (contact.State, contact.Cause) = (ContactState.Failed, "call_failed");
            return;
        }
        contact.State = ContactState.Contacting;
        if (campaign.Preview) Place(contact, model.Outgoing.CallOut(Ready(campaign)[0], contact.Number));
        else Ring(campaign, contact, Place(contact, model.StartCall(Direction.Outbound, caller, contact.Number)));
    }

    private Call Place(Contact contact, Call call)
    {
        (calls[call.Index], contact.CallId, contact.CallIndex) = (contact, call.Id, call.Index);
        return call;
    }

    private void Ring(Campaign campaign, Contact contact, Call call)
    {
        var answers = model.Chance(0.6);
        var cause = model.Chance(0.3) ? Cause.Busy : Cause.NoAnswer;
        model.CallIn(call, answers ? model.Draw(model.Tempo.Answer) * 2 : Math.Min(campaign.RingSeconds, model.Tempo.RingLimit), () =>
        {
            if (!answers) model.EndCall(call, cause);
            else
            {
                contact.Answered = true;
                if (campaign.Voice) model.Callers.IntoFlow(call, contact.Flow ?? campaign.Flow);
                else model.Routing.Enter(call, campaign.Queue);
            }
        });
    }
}
