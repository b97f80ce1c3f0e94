using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>To whom reports of a tenant can go, and what recipients are called.</summary>
/// <param name="People">Who may open the page where files are.</param>
internal sealed record RecipientChoices(IReadOnlyList<(string Recipient, string Name)> People, IReadOnlyList<(string Recipient, string Name)> Destinations)
{
    public const string Mail = "mail:";

    public static async Task<RecipientChoices> ReadAsync(WallboardDb db, AccessBook book, Here here, DateTimeOffset now)
    {
        var access = book.Now;
        var people = access.People.Values.Where(p => access.GrantOf(p.Id, here.In.Id, now)?.Permissions.Contains(Permission.ExportReports) is true);
        var destinations = await db.Destinations.AsNoTracking().Where(d => d.TenantId == here.In.Id).OrderBy(d => d.Name).Select(d => new { d.Id, d.Name }).ToListAsync();
        return new([.. people.Select(p => (Person(p.Id), p.Name)).OrderBy(p => p.Name, StringComparer.CurrentCulture)], [.. destinations.Select(d => ($"destination:{d.Id}", d.Name))]);
    }

    public static string Person(Guid? id) => $"person:{id}";

    public IEnumerable<string> Known => People.Concat(Destinations).Select(choice => choice.Recipient);

    public string Name(string recipient) => recipient.StartsWith(Mail, StringComparison.Ordinal) ? ScheduleText.Words["Recipient.mail", recipient[Mail.Length..]]
        : People.Concat(Destinations).FirstOrDefault(choice => choice.Recipient == recipient).Name ?? ScheduleText.Words["Recipients.gone"];

    public string Names(IEnumerable<string> recipients) => string.Join(ScheduleText.Words["Comma"], recipients.Select(Name));
}
