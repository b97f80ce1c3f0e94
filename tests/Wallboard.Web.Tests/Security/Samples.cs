using System.Text.RegularExpressions;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Security;

/// <summary>Real values for what stands in braces in routes: rows of one tenant. A route with a parameter that has none here fails.</summary>
internal sealed partial class Samples
{
    private readonly Dictionary<string, string> values;

    private Samples(Dictionary<string, string> values) => this.values = values;

    public static async Task<Samples> NewAsync(PortalFactory portal, string tenant)
    {
        var (screen, token, department, person) = (Rows.Screen(tenant), Rows.Token(tenant), Rows.Department(tenant), Rows.Person(tenant));
        var (view, destination) = (Rows.SavedReport(tenant), Rows.Destination(portal, tenant));
        person.NormalizedUserName = person.UserName!.ToUpperInvariant();
        await portal.AddAsync(screen, token, department, person, view, destination);
        var session = Rows.Session(person);
        var secrets = Enum.GetValues<LinkPurpose>().ToDictionary(purpose => purpose, _ => Secret.New());
        var file = Rows.File(tenant, person);
        var links = secrets.ToDictionary(s => s.Key, s => Rows.Link(tenant, s.Key, s.Value, s.Key == LinkPurpose.Reset ? person : null));
        var schedule = Rows.Schedule(tenant, person);
        var run = Rows.Run(schedule);
        var delivery = Rows.Delivery(run, schedule.Recipients[0]);
        await portal.AddAsync([Rows.Membership(person, tenant, Role.Viewer), session, file, schedule, run, delivery, .. links.Values]);
        return new(new()
        {
            ["tenant"] = tenant,
            ["path"] = "nowhere.txt",
            ["/t/{tenant}/screens id"] = $"{screen.Id}",
            ["/t/{tenant}/tokens id"] = $"{token.Id}",
            ["/t/{tenant}/departments id"] = $"{department.Id}",
            ["/t/{tenant}/reports/saved id"] = $"{view.Id}",
            ["/t/{tenant}/reports report"] = view.Report,
            ["/t/{tenant}/people id"] = $"{person.Id}",
            ["/t/{tenant}/invitations id"] = $"{links[LinkPurpose.Invite].Id}",
            ["/t/{tenant}/destinations id"] = $"{destination.Id}",
            ["/t/{tenant}/schedules id"] = $"{schedule.Id}",
            ["/t/{tenant}/schedules run"] = $"{run.Id}",
            ["/t/{tenant}/schedules delivery"] = $"{delivery.Id}",
            ["/t/{tenant}/files id"] = $"{file.Id}",
            // No platform answers here: to everybody there is no such call.
            ["/t/{tenant}/records/calls id"] = "1",
            ["/api/reports/{tenant} report"] = "calls",
            // There is none of this kind: no platform answers here.
            ["/api/reports/{tenant} format"] = "txt",
            ["/profile/sessions id"] = $"{session.Id}",
            ["/setup Secret"] = secrets[LinkPurpose.Setup],
            ["/invite Secret"] = secrets[LinkPurpose.Invite],
            ["/reset Secret"] = secrets[LinkPurpose.Reset],
        });
    }

    /// <summary>The same rows, in addresses of another tenant.</summary>
    public Samples At(string tenant) => new(new(values) { ["tenant"] = tenant });

    /// <summary>E.g. <c>/t/10000/screens/…</c> of <c>/t/{tenant}/screens/{screen:guid}</c>.</summary>
    public string Address(Surface surface) => Parameter().Replace(surface.Route, match => Find(surface.Route, match.Groups[1].Value));

    private string Find(string route, string name) =>
        values.GetValueOrDefault(name) ?? values.FirstOrDefault(v => v.Key.Split(' ') is [var start, var of] && of == name && route.StartsWith(start, StringComparison.Ordinal)).Value
        ?? throw new InvalidOperationException($"{route}: Samples has no value for '{name}'; make a row of the tenant there, so that its access is tested");

    /// <summary><c>{tenant}</c>, <c>{id:guid}</c>, <c>{**path:file}</c>.</summary>
    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
