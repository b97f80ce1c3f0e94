using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>Sends one parcel to one recipient: one attempt, whose outcome says whether another may be made.</summary>
internal sealed class Sending(
    IDbContextFactory<WallboardDb> storage, AccessBook book, DestinationBook destinations, ReportMails mails, Webhooks webhooks, DestinationFolders folders, MailOptions mail,
    TimeProvider clock, ILogger<Sending> log)
{
    /// <summary>Throws for cancellation only. It takes no longer than <see cref="Patience"/> says.</summary>
    /// <param name="recipient">As in <see cref="Schedule.Recipients"/>.</param>
    public async Task<SendResult> SendAsync(string recipient, Parcel parcel, CancellationToken ct)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(parcel.Language);
        try
        {
            return Recipient.Parse(recipient) switch
            {
                { Kind: RecipientKind.Mail, Address: var address } => await mails.SendAsync(address!, parcel, ct),
                { Kind: RecipientKind.Person, Id: var id } => await ToPersonAsync(id, parcel, ct),
                null => new(AttemptOutcome.Refused, DeliveryDetail.Of("Refused.recipient")),
                { Id: var id } => await ToDestinationAsync(id, parcel, ct),
            };
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(e, "Delivery {Delivery} ended as nobody has foreseen", parcel.Delivery);
            // What nobody has foreseen may have happened at any moment.
            return new(AttemptOutcome.Unknown, DeliveryDetail.Of("Unknown.other"));
        }
    }

    /// <summary>A message without a file, for whoever sets the destination up.</summary>
    public async Task<SendResult> TestAsync(Tenant tenant, Destination destination, CancellationToken ct)
    {
        var parcel = new Parcel(Guid.NewGuid(), tenant, DeliveryText.Words["Test.schedule"], tenant.Local(clock.GetUtcNow()), CultureInfo.CurrentUICulture.Name, []);
        return await SendAsync(Recipient.Destination(destination.Id).ToString(), parcel, ct);
    }

    /// <summary>
    /// The files are on their page already. The mail says so and attaches nothing: who has an account gets the files behind the sign-in, and gets them no more when
    /// they may no more.
    /// </summary>
    private async Task<SendResult> ToPersonAsync(Guid id, Parcel parcel, CancellationToken ct)
    {
        if (book.Now.GrantOf(id, parcel.Tenant.Id, clock.GetUtcNow())?.Permissions.Contains(Permission.ExportReports) is not true)
            return new(AttemptOutcome.Refused, DeliveryDetail.Of("Refused.person"));
        if (!mail.IsSet || await MailOfAsync(id, ct) is not { } address) return new(AttemptOutcome.Sent, DeliveryDetail.Of("Sent.page"));
        return await mails.NoticeAsync(address, parcel, ct);
    }

    /// <summary>Where somebody's own mail goes to; null: nowhere.</summary>
    public async Task<string?> MailOfAsync(Guid person, CancellationToken ct)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var address = await db.Users.Where(p => p.Id == person && p.DisabledAt == null).Select(p => p.Email).SingleOrDefaultAsync(ct);
        return Recipient.Mail(address)?.Address is { } known && mail.MayGoTo(known) ? known : null;
    }

    private async Task<SendResult> ToDestinationAsync(Guid id, Parcel parcel, CancellationToken ct)
    {
        if (await destinations.FindAsync(parcel.Tenant.Id, id, ct) is not { } destination) return new(AttemptOutcome.Refused, DeliveryDetail.Of("Refused.destination"));
        if (destination.Kind == DestinationKind.Folder) return await folders.WriteAsync(destination.Address, parcel, ct);
        return destinations.Open(destination) is { } target
            ? await webhooks.SendAsync(destination.Kind, target, parcel, ct)
            : new(AttemptOutcome.Refused, DeliveryDetail.Of("Refused.secret"));
    }
}
