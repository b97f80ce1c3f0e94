namespace Wallboard.Web.Hosting.Metrics;

/// <summary><c>GET /metrics</c>.</summary>
internal static class MetricsPage
{
    public static void AddMetricsPage(this IServiceCollection services) => services.AddSingleton<MetricsCollector>();

    public static void MapMetricsPage(this WebApplication app)
    {
        // Made now: counting begins with the portal, not with the first scrape.
        var collector = app.Services.GetRequiredService<MetricsCollector>();
        app.MapGet("/metrics", () => Results.Text(collector.Scrape(), PrometheusText.ContentType)).AllowAnonymous();
    }
}
