using Microsoft.AspNetCore.Mvc;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>How reports leave: by mail, to webhooks, into folders, onto people's own page; and where to.</summary>
internal static class DeliveriesFeature
{
    public static void AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection(MailOptions.Section).Get<MailOptions>() ?? new());
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection(DeliveryOptions.Section).Get<DeliveryOptions>() ?? new());
        services.AddSingleton<Patience>();
        services.AddSingleton<PortalLinks>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<ReportMails>();
        services.AddSingleton<Webhooks>();
        services.AddSingleton<DestinationFolders>();
        services.AddSingleton<DestinationBook>();
        services.AddSingleton<RecipientNames>();
        services.AddSingleton<Sending>();
        services.AddSingleton<OwnerNotices>();
    }

    public static void MapDeliveries(this WebApplication app) =>
        app.MapPost("/t/{tenant}/destinations/{id:guid}/delete", DeleteAsync).Needs(Permission.ChangeSettings);

    private static async Task<IResult> DeleteAsync(HttpContext http, DestinationBook book, Guid id, [FromForm] string? confirmed) => Results.LocalRedirect(
        $"/t/{http.Here().In.Id}/destinations?outcome={(confirmed == "yes" ? await book.DeleteAsync(http, id) : DestinationOutcome.NotFound)}");
}
