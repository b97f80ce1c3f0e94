using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>Recipients in people's words.</summary>
internal sealed class RecipientNames(IDbContextFactory<WallboardDb> storage, AccessBook book)
{
    /// <summary>Each by itself: a person's name, an address, a destination's name; in the current language where there is none any more. Of the tenant only.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(Tenant tenant, IEnumerable<string> recipients, CancellationToken ct = default)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var destinations = await db.Destinations.Where(d => d.TenantId == tenant.Id).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        var people = book.Now.People;
        return recipients.Distinct().ToDictionary(recipient => recipient, recipient => Recipient.Parse(recipient) switch
        {
            { Kind: RecipientKind.Person, Id: var id } when people.GetValueOrDefault(id) is { } person && person.Memberships.ContainsKey(tenant.Id) => person.Name,
            { Kind: RecipientKind.Person } => DeliveryText.Words["Name.person"],
            { Kind: RecipientKind.Mail, Address: var address } => address!,
            { Id: var id } => destinations.GetValueOrDefault(id) ?? DeliveryText.Words["Name.destination"],
            null => DeliveryText.Words["Name.unknown"],
        });
    }
}
