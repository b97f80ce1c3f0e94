using System.Text;
using Microsoft.Extensions.Configuration;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Hosting.Settings;

namespace Wallboard.Web.Tests.Deliveries;

public sealed class DeliveryValidationTests
{
    private static readonly Dictionary<string, string?> good = new()
    {
        ["Mail:Host"] = "mail.example.com", ["Mail:From"] = "客服报表 <reports@example.com>", ["Mail:User"] = "wallboard", ["Mail:Password"] = "secret", ["Mail:AllowedDomains"] = "example.com, corp.example.com",
        ["Mail:MaxAttachmentBytes"] = "5000000", ["Portal:Address"] = "https://reports.example.com/portal", ["Delivery:Folder"] = "/srv/reports", ["Delivery:LocalReceivers"] = "false",
    };

    [Fact]
    public void Good_settings_and_none_have_no_fault()
    {
        Assert.Empty(Faults(good));
        Assert.Empty(Faults([]));
        Assert.Empty(Faults(new() { ["Mail:Host"] = "relay", ["Mail:From"] = "a@b.example", ["Mail:Security"] = "none", ["Mail:Port"] = "25" }));
    }

    [Theory]
    [InlineData("Mail:Host", "", "missing, though Mail:")]
    [InlineData("Mail:Port", "465", "is not supported; use the server's port for STARTTLS, usually 587")]
    [InlineData("Mail:Port", "0", "'0' is not a port")]
    [InlineData("Mail:Port", "smtp", "'smtp' is not a port")]
    [InlineData("Mail:Security", "Tls", "'Tls' is unknown; one of StartTls, None")]
    [InlineData("Mail:Security", "None", "would send the password in the clear")]
    [InlineData("Mail:From", "", "missing; the address that mails come from")]
    [InlineData("Mail:From", "reports", "is not a mail address")]
    [InlineData("Mail:From", "a@b.example\r\nBcc: c@d.example", "is not a mail address")]
    [InlineData("Mail:Password", "", "missing, though Mail:User is set")]
    [InlineData("Mail:User", "", "missing, though a password is set")]
    [InlineData("Mail:PasswordFile", "/nowhere/password", "Mail:Password is set as well")]
    [InlineData("Mail:MaxAttachmentBytes", "10 MB", "is not a whole number of bytes, 0 to 25000000")]
    [InlineData("Mail:AllowedDomains", "example.com, *", "'*' is not a domain")]
    [InlineData("Mail:Hots", "x", "unknown setting; one of Host, Port")]
    [InlineData("Portal:Address", "reports.example.com", "is not an address of the portal")]
    [InlineData("Portal:Address", "https://reports.example.com/?a=b", "is not an address of the portal")]
    [InlineData("Portal:Adress", "x", "unknown setting; one of Address")]
    [InlineData("Delivery:Folder", "reports", "is not a whole path")]
    [InlineData("Delivery:LocalReceivers", "yes", "is neither true nor false")]
    [InlineData("Delivery:Folders", "x", "unknown setting; one of Folder, LocalReceivers")]
    public void A_fault_is_named_with_its_key(string key, string value, string what)
    {
        var faults = Faults(new(good) { [key] = value });
        Assert.Contains(faults, f => f.Key == key && f.What.Contains(what, StringComparison.Ordinal));
        Assert.All(faults, f => Assert.DoesNotContain("secret", f.What.Replace("a secret", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_may_stand_in_a_file_of_its_own_and_in_no_settings_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "from a file\n");
        var settings = new Dictionary<string, string?>(good) { ["Mail:Password"] = null, ["Mail:PasswordFile"] = file };
        Assert.Empty(Faults(settings));
        Assert.Equal("from a file", new MailOptions { PasswordFile = file }.ReadPassword());
        File.WriteAllText(file, " ");
        Assert.Equal(["Mail:PasswordFile"], Faults(settings).Select(f => f.Key));
        File.Delete(file);

        using var json = new MemoryStream(Encoding.UTF8.GetBytes("""{ "Mail": { "Password": "secret" } }"""));
        var fault = Assert.Single(DeliveryValidation.Validate(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(good) { ["Mail:Password"] = null }).AddJsonStream(json).Build()));
        Assert.Equal("Mail:Password: a secret must not be in a settings file; set it in the environment, or its file in Mail:PasswordFile", fault.ToString());
    }

    private static List<Fault> Faults(Dictionary<string, string?> settings) => [.. DeliveryValidation.Validate(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())];
}
