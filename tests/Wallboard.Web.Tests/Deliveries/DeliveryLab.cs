using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wallboard.Live;
using Wallboard.Testing.Mail;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Reports;
using Wallboard.Web.Tests.Security;

namespace Wallboard.Web.Tests.Deliveries;

/// <summary>
/// A portal whose mail server and receivers are real ones on loopback. The mail server's certificate is trusted by this process only, by its thumbprint: the portal has
/// no setting that would trust it.
/// </summary>
public sealed class DeliveryLab : IAsyncDisposable
{
    public const string Password = "p4ss wörd of the mail server", Address = "https://reports.example.com";

    private static readonly ConcurrentDictionary<string, bool> trusted = [];

    private readonly string folder = Directory.CreateTempSubdirectory("wallboard-delivery-").FullName;

    static DeliveryLab()
    {
#pragma warning disable SYSLIB0014 // Obsolete for everything but SmtpClient, which asks nothing else.
        ServicePointManager.ServerCertificateValidationCallback =
            (_, certificate, _, errors) => errors == SslPolicyErrors.None || trusted.ContainsKey(certificate!.GetCertHashString());
#pragma warning restore SYSLIB0014
    }

    public DeliveryLab()
    {
        Trust(Mail.Certificate);
        var settings = Portal.Settings;
        (settings["Mail:Host"], settings["Mail:Port"], settings["Mail:From"]) = ("localhost", $"{Mail.Port}", "客服报表 <reports@example.com>");
        (settings["Mail:User"], settings["Mail:Password"]) = ("wallboard", Password);
        (settings["Portal:Address"], settings["Delivery:LocalReceivers"], settings["Delivery:Folder"]) = (Address + "/", "true", Folder);
        Portal.OtherTenants.Add("20000");
        Portal.Replacing.Add(services => services.AddSingleton<ILoggerProvider>(Log).AddSingleton<FileSource>((_, _) => Task.FromResult(FileLab.Table(Rows))));
        Directory.CreateDirectory(Folder);
    }

    internal PortalFactory Portal { get; } = new();

    internal LogCollector Log { get; } = new();

    public SmtpServer Mail { get; } = new();

    public string Folder => Path.Combine(folder, "out");

    /// <summary>Of the next file.</summary>
    public int Rows { get; set; } = 3;

    internal Tenant Tenant => Portal.Services.GetRequiredService<Tenants>().Find("10000")!;

    public static void Trust(X509Certificate2 certificate) => trusted[certificate.GetCertHashString()] = true;

    /// <summary>With other settings than the portal's.</summary>
    internal Sending Sending(
        Func<MailOptions, MailOptions>? mail = null, string? address = Address, Patience? patience = null, Func<DeliveryOptions, DeliveryOptions>? delivery = null)
    {
        var services = Portal.Services;
        var options = services.GetRequiredService<MailOptions>();
        options = mail?.Invoke(options) ?? options;
        var to = services.GetRequiredService<DeliveryOptions>();
        to = delivery?.Invoke(to) ?? to;
        patience ??= new();
        var links = new PortalLinks(new ConfigurationBuilder().AddInMemoryCollection([new("Portal:Address", address)]).Build());
        return new(
            services.GetRequiredService<IDbContextFactory<WallboardDb>>(), services.GetRequiredService<AccessBook>(), services.GetRequiredService<DestinationBook>(),
            new(new(options, patience), options, services.GetRequiredService<StorageOptions>(), links), new(to, patience, links, TimeProvider.System), new(to), options,
            TimeProvider.System, services.GetRequiredService<ILogger<Sending>>());
    }

    /// <summary>Of real files, made as the portal makes them.</summary>
    internal async Task<Parcel> ParcelAsync(string schedule = "每周报表", params FileFormat[] formats)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var files = new List<ParcelFile>();
        foreach (var format in formats)
        {
            var (id, name) = (Guid.NewGuid(), FileText.FileName("通话统计_按日", new(2026, 11, 16), new(2026, 11, 22), format));
            var path = Path.Combine(folder, $"{id:N}");
            using var job = new FileJob(default);
            var made = await Portal.Services.GetRequiredService<FileMaker>().MakeAsync(
                new(Tenant, new Grant("10000", Grants.Of(Role.Analyst), Scope.All), "郭敏", "calls", "unit=day", job), format, path, null, default);
            files.Add(new(id, "通话统计（按日）2026-11-16 – 2026-11-22", name, format, path, made.Bytes, made.Rows, made.Sha256));
        }
        return new(Guid.NewGuid(), Tenant, schedule, new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8)), "zh-CN", files);
    }

    internal async Task<string> DestinationAsync(DestinationKind kind, string address, string? secret = null, string tenant = "10000")
    {
        var destination = Security.Rows.Destination(Portal, tenant, kind, address, secret);
        await Portal.AddAsync(destination);
        return Recipient.Destination(destination.Id).ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Mail.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
