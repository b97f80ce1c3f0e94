using System.Globalization;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>Parcels as mails: the files themselves while they are small, else where they can be fetched.</summary>
internal sealed class ReportMails(MailSender sender, MailOptions options, StorageOptions storage, PortalLinks links)
{
    /// <summary>To an address.</summary>
    public Task<SendResult> SendAsync(string to, Parcel parcel, CancellationToken ct)
    {
        var bytes = parcel.Files.Sum(file => file.Bytes);
        if (bytes <= options.MaxAttachmentBytes)
            return sender.SendAsync(to, Letter.Of(parcel, _ => null, [DeliveryText.Words["Letter.attached"]]), parcel.Delivery, parcel.Files, ct);
        return links.AreKnown
            ? sender.SendAsync(to, Letter.Of(parcel, file => links.ToFile(parcel.Tenant, file.Id), [Linked(parcel)]), parcel.Delivery, [], ct)
            : Task.FromResult<SendResult>(new(AttemptOutcome.Refused, DeliveryDetail.Of("Refused.large", FileText.Size(bytes), FileText.Size(options.MaxAttachmentBytes))));
    }

    /// <summary>To somebody who has an account: what has come onto their page.</summary>
    public async Task<SendResult> NoticeAsync(string to, Parcel parcel, CancellationToken ct)
    {
        var letter = Letter.Of(parcel, file => links.ToFile(parcel.Tenant, file.Id), [links.AreKnown ? Linked(parcel) : DeliveryText.Words["Letter.page", Until(parcel)]]);
        var result = await sender.SendAsync(to, letter, parcel.Delivery, [], ct);
        return result.Outcome == AttemptOutcome.Sent ? new(AttemptOutcome.Sent, DeliveryDetail.Of("Sent.pageAndMail")) : result;
    }

    private string Linked(Parcel parcel) => DeliveryText.Words["Letter.linked", Until(parcel)];

    /// <summary>The day on which the first of them is deleted.</summary>
    private string Until(Parcel parcel)
    {
        var made = parcel.Files.Select(file => Letter.MadeAt(file, parcel)).DefaultIfEmpty(parcel.Due).Min();
        return parcel.Tenant.Local(made.AddDays(storage.FileDays)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
