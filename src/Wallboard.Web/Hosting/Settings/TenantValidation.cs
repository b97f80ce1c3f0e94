using System.Globalization;
using Wallboard.Live;

namespace Wallboard.Web.Hosting.Settings;

/// <summary>The faults of one section <c>Platform:Tenants:{n}</c>.</summary>
internal static class TenantValidation
{
    private static readonly string[] TenantKeys = [.. typeof(TenantOptions).GetProperties().Select(p => p.Name)];
    private static readonly string[] QueueKeys = [.. typeof(QueueOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name)];

    public static IEnumerable<Fault> Validate(IConfigurationSection tenant)
    {
        var faultOfId = Id(tenant);
        // Numbers are compared with a good id only: one mistake, one fault.
        var id = faultOfId is null ? tenant["Id"]! : "";
        IEnumerable<Fault?> faults =
        [
            faultOfId,
            Address(tenant, "Socket", ["ws", "wss"], needed: true),
            Address(tenant, "Api", ["http", "https"], needed: true) ?? Version(tenant),
            Address(tenant, "Dialer", ["http", "https"], needed: false),
            OfTenant(tenant.GetSection("Seat"), tenant["Seat"], id, "seat"),
            string.IsNullOrWhiteSpace(tenant["Extension"]) ? new($"{tenant.Path}:Extension", "missing; the seat cannot sign in without one") : null,
            TimeZone(tenant),
            .. Unknown(tenant, TenantKeys),
            .. tenant.GetSection("Queues").GetChildren().SelectMany(q => Queue(q, id)),
        ];
        return faults.OfType<Fault>();
    }

    private static Fault? Id(IConfigurationSection tenant) =>
        tenant["Id"] is not { Length: > 0 } id ? new($"{tenant.Path}:Id", "missing; the platform's tenant number, e.g. 10000")
        : !id.All(char.IsAsciiDigit) ? new($"{tenant.Path}:Id", $"'{id}' is not a tenant number, e.g. 10000")
        : null;

    private static Fault? Address(IConfigurationSection tenant, string name, string[] schemes, bool needed)
    {
        var key = $"{tenant.Path}:{name}";
        var value = tenant[name];
        if (string.IsNullOrWhiteSpace(value)) return needed ? new(key, $"missing; an address beginning with {Schemes()}") : null;
        return Uri.TryCreate(value, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) && uri.Host.Length > 0
            ? null
            : new(key, $"'{value}' is not an address beginning with {Schemes()}");

        string Schemes() => string.Join(" or ", schemes.Select(s => $"{s}://"));
    }

    private static Fault? Version(IConfigurationSection tenant) =>
        new Uri(tenant["Api"]!).AbsolutePath == "/"
            ? new($"{tenant.Path}:Api", $"'{tenant["Api"]}' lacks the version segment, e.g. http://host:8098/5.0.x.20210203_release")
            : null;

    private static Fault? OfTenant(IConfigurationSection at, string? number, string id, string what)
    {
        if (string.IsNullOrWhiteSpace(number)) return new(at.Path, $"missing; the portal's own {what}, e.g. {(id.Length > 0 ? id : "10000")}_1900");
        return id.Length == 0 || (number.StartsWith($"{id}_", StringComparison.Ordinal) && number.Length > id.Length + 1)
            ? null
            : new(at.Path, $"'{number}' is not a {what} of tenant {id}; it would begin with {id}_");
    }

    private static Fault? TimeZone(IConfigurationSection tenant) =>
        tenant["TimeZone"] is not { } zone || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
            ? null
            : new($"{tenant.Path}:TimeZone", $"'{zone}' is not a time zone known here; an IANA name, e.g. Asia/Shanghai");

    private static IEnumerable<Fault?> Queue(IConfigurationSection queue, string id) =>
    [
        OfTenant(queue, queue.Key, id, "queue"),
        Seconds(queue, nameof(QueueOptions.ServiceLevelSeconds), least: 1),
        Seconds(queue, nameof(QueueOptions.ShortAbandonSeconds), least: 0),
        Formula(queue),
        .. Unknown(queue, QueueKeys),
    ];

    private static Fault? Seconds(IConfigurationSection queue, string name, int least) =>
        queue[name] is not { } value || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= least)
            ? null
            : new($"{queue.Path}:{name}", $"'{value}' is not a whole number of seconds, {least} or more");

    private static Fault? Formula(IConfigurationSection queue) =>
        queue["Formula"] is not { } value || Enum.GetNames<ServiceLevelFormula>().Contains(value, StringComparer.OrdinalIgnoreCase)
            ? null
            : new($"{queue.Path}:Formula", $"'{value}' is unknown; one of {string.Join(", ", Enum.GetNames<ServiceLevelFormula>())}");

    private static IEnumerable<Fault> Unknown(IConfigurationSection section, string[] known) =>
        from child in section.GetChildren()
        where !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
        select new Fault(child.Path, $"unknown setting; one of {string.Join(", ", known)}");
}
