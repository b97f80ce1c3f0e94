using System.Globalization;
using System.Net.Mail;
using Wallboard.Web.Features.Reports.Deliveries;

namespace Wallboard.Web.Hosting.Settings;

/// <summary>The faults of sections <c>Mail</c>, <c>Portal</c> and <c>Delivery</c>. A password is never repeated.</summary>
internal static class DeliveryValidation
{
    private const string PasswordKey = $"{MailOptions.Section}:{nameof(MailOptions.Password)}";
    private const string PasswordFileKey = $"{MailOptions.Section}:{nameof(MailOptions.PasswordFile)}";

    /// <summary>The port on which encryption begins before the first word, which .NET's client cannot do.</summary>
    private const string ImplicitTlsPort = "465";

    /// <summary>.NET's client holds the whole mail in memory, and few servers take more.</summary>
    private const long MostAttachmentBytes = 25_000_000;

    private static readonly string[] mailKeys = [.. typeof(MailOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name)];
    private static readonly string[] deliveryKeys = [.. typeof(DeliveryOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name)];

    public static IEnumerable<Fault> Validate(IConfigurationRoot configuration) =>
    [
        .. Unknown(configuration.GetSection(MailOptions.Section), mailKeys), .. Mail(configuration, configuration.GetSection(MailOptions.Section)),
        .. Unknown(configuration.GetSection("Portal"), ["Address"]), .. Portal(configuration[PortalLinks.AddressKey]),
        .. Unknown(configuration.GetSection(DeliveryOptions.Section), deliveryKeys), .. Delivery(configuration.GetSection(DeliveryOptions.Section)),
    ];

    private static IEnumerable<Fault> Mail(IConfigurationRoot configuration, IConfigurationSection mail)
    {
        foreach (var fault in Secret(configuration)) yield return fault;
        if (string.IsNullOrWhiteSpace(mail["Host"]))
        {
            if (mail.GetChildren().FirstOrDefault(child => child.Key is not ("Host" or "MaxAttachmentBytes" or "AllowedDomains") && child.Value is { Length: > 0 }) is { } set)
                yield return new("Mail:Host", $"missing, though {set.Path} is set; the mail server's name");
            yield break;
        }
        var security = mail["Security"] ?? nameof(MailSecurity.StartTls);
        if (!Enum.GetNames<MailSecurity>().Contains(security, StringComparer.OrdinalIgnoreCase))
            yield return new("Mail:Security", $"'{security}' is unknown; one of {string.Join(", ", Enum.GetNames<MailSecurity>())}");
        if (mail["Port"] is { } port)
        {
            if (port == ImplicitTlsPort) yield return new("Mail:Port", "465 encrypts from the first byte on, which is not supported; use the server's port for STARTTLS, usually 587");
            else if (!Whole(port, 1, 65_535)) yield return new("Mail:Port", $"'{port}' is not a port, 1 to 65535");
        }
        if (mail["From"] is not { Length: > 0 } from) yield return new("Mail:From", "missing; the address that mails come from");
        else if (!MailAddress.TryCreate(from, out var sender) || Recipient.Mail(sender.Address) is null || sender.DisplayName.Any(char.IsControl))
            yield return new("Mail:From", $"'{from}' is not a mail address, e.g. reports@example.com");
        if (mail["MaxAttachmentBytes"] is { } bytes && !Whole(bytes, 0, MostAttachmentBytes))
            yield return new("Mail:MaxAttachmentBytes", $"'{bytes}' is not a whole number of bytes, 0 to {MostAttachmentBytes}");
        foreach (var domain in new MailOptions { AllowedDomains = mail["AllowedDomains"] }.Domains.Where(domain => Recipient.Mail($"x@{domain}") is null))
            yield return new("Mail:AllowedDomains", $"'{domain}' is not a domain, e.g. example.com");
        var (user, secret) = (mail["User"] is { Length: > 0 }, mail["Password"] is { Length: > 0 } || mail["PasswordFile"] is { Length: > 0 });
        if (user && !secret) yield return new(PasswordKey, $"missing, though Mail:User is set; or its file in {PasswordFileKey}");
        if (secret && !user) yield return new("Mail:User", "missing, though a password is set");
        if (secret && security.Equals(nameof(MailSecurity.None), StringComparison.OrdinalIgnoreCase))
            yield return new("Mail:Security", "None would send the password in the clear; use StartTls, or a server that needs no password");
    }

    private static IEnumerable<Fault> Secret(IConfigurationRoot configuration)
    {
        if (configuration[PasswordKey] is { Length: > 0 } && SettingsValidation.IsInSettingsFile(configuration, PasswordKey))
            yield return new(PasswordKey, $"a secret must not be in a settings file; set it in the environment, or its file in {PasswordFileKey}");
        if (configuration[PasswordFileKey] is not { Length: > 0 } file) yield break;
        if (configuration[PasswordKey] is { Length: > 0 }) yield return new(PasswordFileKey, $"{PasswordKey} is set as well; set one of them");
        if (SettingsValidation.FaultOfSecretFile(file) is { } fault) yield return new(PasswordFileKey, fault);
    }

    private static IEnumerable<Fault> Portal(string? address)
    {
        if (string.IsNullOrEmpty(address)) yield break;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length > 0)
            yield return new(PortalLinks.AddressKey, $"'{address}' is not an address of the portal, e.g. https://wallboard.example.com");
    }

    private static IEnumerable<Fault> Delivery(IConfigurationSection delivery)
    {
        if (delivery["Folder"] is { Length: > 0 } folder && !Path.IsPathFullyQualified(folder)) yield return new("Delivery:Folder", $"'{folder}' is not a whole path, e.g. /srv/reports");
        if (delivery["LocalReceivers"] is { } local && !bool.TryParse(local, out _)) yield return new("Delivery:LocalReceivers", $"'{local}' is neither true nor false");
    }

    private static bool Whole(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static IEnumerable<Fault> Unknown(IConfigurationSection section, string[] known) =>
        from child in section.GetChildren()
        where !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
        select new Fault(child.Path, $"unknown setting; one of {string.Join(", ", known)}");
}
