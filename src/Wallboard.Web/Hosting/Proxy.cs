using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Wallboard.Web.Hosting.Settings;

namespace Wallboard.Web.Hosting;

/// <summary>
/// Behind a reverse proxy the browser's address and https are what the proxy says they are; from anybody else those headers are not listened to, or each
/// could choose the address that the audit and the limits see.
/// </summary>
internal static class Proxy
{
    public const string TrustedKey = "Proxy:Trusted";

    /// <summary>ASP.NET Core's own switch, <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>: believes everybody.</summary>
    private const string BelieveEverybodyKey = "ForwardedHeaders_Enabled";

    public static void UseTrustedProxy(this WebApplication app)
    {
        var trusted = Named(app.Configuration).Select(name => Network(name)!.Value).ToList();
        if (trusted.Count == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // several trusted proxies in a row; the first address from behind that is none of them is the browser's
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    public static IEnumerable<Fault> Faults(IConfiguration configuration)
    {
        foreach (var name in Named(configuration).Where(name => Network(name) is null))
            yield return new(TrustedKey, $"'{name}' is neither an address nor a network, e.g. 10.0.0.5 or 10.0.0.0/24");
        if (bool.TryParse(configuration[BelieveEverybodyKey], out var everybody) && everybody)
            yield return new("ASPNETCORE_FORWARDEDHEADERS_ENABLED", $"believes everybody's headers; name your proxy in {TrustedKey} instead");
    }

    private static string[] Named(IConfiguration configuration) =>
        configuration[TrustedKey]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static System.Net.IPNetwork? Network(string name) =>
        System.Net.IPNetwork.TryParse(name, out var network) ? network
        : IPAddress.TryParse(name, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
