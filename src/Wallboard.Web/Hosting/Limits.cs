using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Wallboard.Web.Hosting;

/// <summary>How much one address may ask. Many walls can stand behind one address, so joining has room for a thousand at once.</summary>
internal static class Limits
{
    public const string Api = "api";
    public const string Joins = "joins";

    /// <summary>What televisions ask outside of the hub. Fifty that wait to be paired ask every two seconds.</summary>
    public const string Televisions = "televisions";

    public static void AddLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Api, context => Bucket(context, burst: 200, perSecond: 50));
        limiter.AddPolicy(Televisions, context => Bucket(context, burst: 300, perSecond: 50));
        limiter.AddPolicy(Joins, context => Bucket(context, burst: 3000, perSecond: 300));
    });

    private static RateLimitPartition<string> Bucket(HttpContext context, int burst, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}
