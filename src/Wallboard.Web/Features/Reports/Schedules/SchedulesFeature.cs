using Quartz;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>Reports that leave by themselves.</summary>
internal static class SchedulesFeature
{
    public static void AddSchedules(this IServiceCollection services)
    {
        services.AddScheduleRuns();
        services.AddSingleton<ScheduleBook>();
        services.AddSingleton<RunBook>();
        services.AddSingleton<Sender>(provider => provider.GetRequiredService<Sending>().SendAsync);
        services.AddSingleton<OwnerTeller>(provider => provider.GetRequiredService<OwnerNotices>().TellAsync);
        // Begins before what wakes it does, and so ends after it.
        services.AddHostedService(provider => provider.GetRequiredService<Rounds>());
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(1);
            quartz.ScheduleJob<Waking>(trigger => trigger.WithIdentity("minute").WithCronSchedule("0 * * * * ?"), job => job.WithIdentity(nameof(Waking)));
            quartz.AddTrigger(trigger => trigger.WithIdentity("start").ForJob(nameof(Waking)).StartNow());
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>What makes and sends, without what wakes it.</summary>
    public static void AddScheduleRuns(this IServiceCollection services)
    {
        services.AddSingleton<DueRuns>();
        services.AddSingleton<RunFiles>();
        services.AddSingleton<RunSending>();
        services.AddSingleton<RunWork>();
        services.AddSingleton<UnseenFailures>();
        services.AddSingleton<Rounds>();
    }
}
