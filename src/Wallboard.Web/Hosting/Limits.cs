using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Hosting;

/// <summary>
/// How much one may ask at a time, and how large. Whoever has shown who they are is counted by that, everybody else by their address: guessing from an
/// office's address does not lock its people out, and many walls can stand behind one. (Passwords, links and codes that were wrong are counted where they
/// are tried.)
/// </summary>
internal static class Limits
{
    public const string Api = "api";

    /// <summary>By address alone, with room for a thousand walls that come back at once.</summary>
    public const string Joins = "joins";

    /// <summary>What televisions ask outside of the hub. Fifty that wait to be paired ask every two seconds.</summary>
    public const string Televisions = "televisions";

    private const int LargestBody = 1024 * 1024;

    public static void AddLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(Api, http => Bucket(Who(http), burst: 200, perSecond: 50));
            limiter.AddPolicy(Joins, http => Bucket(Address(http), burst: 3000, perSecond: 300));
            limiter.AddPolicy(Televisions, http => Bucket(Address(http), burst: 300, perSecond: 50));
        });
        services.Configure<FormOptions>(form =>
        {
            form.KeyLengthLimit = 256;
            form.ValueCountLimit = 4096; // a department's agents are a value each
            form.ValueLengthLimit = 64 * 1024;
            form.MultipartBodyLengthLimit = form.BufferBodyLengthLimit = LargestBody;
        });
    }

    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = LargestBody;
        limits.MaxRequestLineSize = 4096;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }

    private static RateLimitPartition<string> Bucket(string who, int burst, int perSecond) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });

    private static string Who(HttpContext http) =>
        http.RequestServices.GetRequiredService<AccessBook>().Of(http.User) is { Kind: not CallerKind.Nobody } caller
            ? $"{caller.Kind} {caller.Id}"
            : Address(http);

    /// <summary>Whom an address stands for: of the newer kind one household or office has 2⁶⁴, and is one.</summary>
    public static string Address(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]).ToString(),
        var address => address.ToString(),
    };
}
