using Wallboard.Web.Features.Live;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>Tells the owner of a schedule, away from the portal too, what they would want to know.</summary>
internal sealed class OwnerNotices(Sending sending, MailSender sender, MailOptions mail, ILogger<OwnerNotices> log)
{
    /// <summary>True: it has been mailed to them. False: no mail is set, they have no address, or it did not go.</summary>
    /// <param name="body">Plain text, in their language.</param>
    public async Task<bool> TellAsync(Tenant tenant, Guid owner, string subject, string body, CancellationToken ct)
    {
        if (!mail.IsSet) return false;
        try
        {
            if (await sending.MailOfAsync(owner, ct) is not { } address) return false;
            var result = await sender.SendAsync(address, Letter.Plain($"[{tenant.DisplayName}] {subject}", body), Guid.NewGuid(), [], ct);
            if (result.Outcome != AttemptOutcome.Sent) log.LogWarning("The owner {Owner} of a schedule could not be told: {Why}", owner, DeliveryDetail.Words(result.Detail));
            return result.Outcome == AttemptOutcome.Sent;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(e, "The owner {Owner} of a schedule could not be told", owner);
            return false;
        }
    }
}
