using System.Net.Mail;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Reports.Deliveries;

internal enum MailSecurity
{
    /// <summary>Encrypted before anything is said; a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>In the clear: for a relay on the same machine or network, and without a password.</summary>
    None,
}

/// <summary>Settings <c>Mail:…</c>.</summary>
internal sealed record MailOptions
{
    public const string Section = "Mail";

    /// <summary>None: no mail is sent.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; }

    public string? User { get; init; }

    /// <summary>May stand in a file, <see cref="PasswordFile"/>.</summary>
    public string? Password { get; init; }

    public string? PasswordFile { get; init; }

    /// <summary><c>reports@example.com</c>, or with a name: <c>客服报表 &lt;reports@example.com&gt;</c>.</summary>
    public string? From { get; init; }

    /// <summary>Files that are larger together are not attached but linked.</summary>
    public long MaxAttachmentBytes { get; init; } = 10_000_000;

    /// <summary>Comma-separated; none: mail goes to any domain.</summary>
    public string? AllowedDomains { get; init; }

    public bool IsSet => Host is { Length: > 0 };

    public bool MayGoTo(string address) => Domains is [] || Domains.Contains(new MailAddress(address).Host, StringComparer.OrdinalIgnoreCase);

    public string[] Domains => AllowedDomains?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public string? ReadPassword() => PasswordFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : Password;
}

/// <summary>Settings <c>Delivery:…</c>.</summary>
internal sealed record DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>Below it each destination of that kind has a folder; none: there is no such kind.</summary>
    public string? Folder { get; init; }

    /// <summary>Webhooks may be on this machine, and without https: for tests and trials.</summary>
    public bool LocalReceivers { get; init; }
}

/// <summary>How long an attempt may take: all of it.</summary>
internal sealed record Patience
{
    /// <summary>Ten megabytes over a thin line.</summary>
    public TimeSpan Mail { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan Webhook { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>Addresses of the portal for those who are not at it: by <c>Portal:Address</c>, since nobody asks at the moment.</summary>
internal sealed class PortalLinks(IConfiguration configuration)
{
    public const string AddressKey = "Portal:Address";

    private readonly string? address = configuration[AddressKey] is { Length: > 0 } set ? set.TrimEnd('/') : null;

    public bool AreKnown => address is not null;

    /// <summary>Null: the portal does not know its own address.</summary>
    public string? ToFile(Tenant tenant, Guid id) => address is null ? null : $"{address}/t/{tenant.Id}/files/{id}";
}
