using Wallboard.Web.Hosting.Settings;

namespace Wallboard.Web.Hosting;

/// <summary>Where the portal's files are, where it listens, and what stops it from starting.</summary>
internal static class Portal
{
    public const string DefaultUrl = "http://127.0.0.1:5080";
    public const int ExitCodeOfNoStorage = 3;
    private const int ExitCodeOfBadSettings = 2;

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Tests name theirs.
        var named = args.Any(a => a.Contains("contentRoot", StringComparison.OrdinalIgnoreCase));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = named ? null : ContentRoot() });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limits.Apply(kestrel.Limits);
        });
        // It writes whole addresses, and in a socket's there can be a token (Schemes.HubToken).
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // Not in appsettings.json, which would win over ASPNETCORE_URLS.
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])) builder.WebHost.UseUrls(DefaultUrl);
        return builder;
    }

    /// <summary>Beside the dll once published, else the repository's root; whatever the working directory.</summary>
    private static string ContentRoot()
    {
        var here = AppContext.BaseDirectory;
        if (Directory.Exists(Path.Combine(here, "wwwroot"))) return here;
        for (var folder = new DirectoryInfo(here); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Wallboard.sln"))) return folder.FullName;
        return here;
    }

    /// <summary>For run.sh: <c>--tenants</c> prints how many tenants are configured. Null: go on and start.</summary>
    public static int? AnswerInsteadOfStarting(string[] args, IConfigurationRoot configuration)
    {
        if (args.Contains("--tenants"))
        {
            Console.WriteLine(configuration.GetSection(SettingsValidation.TenantsKey).GetChildren().Count());
            return 0;
        }
        var faults = SettingsValidation.Validate(configuration);
        if (faults.Count == 0) return null;
        Console.Error.WriteLine($"The portal does not start: {faults.Count} fault(s) in its settings.");
        foreach (var fault in faults) Console.Error.WriteLine($"  {fault}");
        return ExitCodeOfBadSettings;
    }
}
