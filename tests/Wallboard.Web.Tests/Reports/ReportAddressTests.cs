using Wallboard.Reports;
using Wallboard.Web.Features.Reports.Pages;

namespace Wallboard.Web.Tests.Reports;

public sealed class ReportAddressTests
{
    private static readonly Report report = ReportCatalogue.Find("calls")!;
    private static readonly DateOnly today = new(2026, 11, 22);

    [Theory]
    [InlineData("period=last7Days&from=2026-11-15&to=2026-11-21", "period=last7Days")] // its own days, as the form has them
    [InlineData("period=last7Days&from=2026-11-14&to=2026-11-21", "from=2026-11-14&to=2026-11-21")]
    [InlineData("from=2026-11-14&to=2026-11-13", "from=2026-11-13&to=2026-11-14")]
    [InlineData("period=last7Days", "period=last7Days")]
    [InlineData("period=last7Days&from=nonsense&to=", "period=last7Days")]
    [InlineData("period=next7Days&from=2026-11-14", "from=2026-11-14&to=2026-11-14")]
    public void Whoever_changes_a_presets_days_wants_those(string sent, string period) =>
        Assert.Equal($"unit=day&{period}&subject=tenant", ReportAddress.Sent(report, "?form=1&" + sent, today).ToQueryString());

    [Fact]
    public void A_row_leads_to_what_it_is_made_of()
    {
        var query = ReportAddress.Read(report, "?unit=month&period=last12Months&subject=queues&sort=calls&order=desc&compare=previous");
        var days = query.Within(report, new(2026, 2, 1))!;
        Assert.Equal("unit=day&from=2026-02-01&to=2026-02-28&subject=queues&compare=previous", days.ToQueryString());
        Assert.Equal("unit=hour&from=2026-02-03&to=2026-02-03&subject=queues&compare=previous", days.Within(report, new(2026, 2, 3))!.ToQueryString());
        Assert.Null(days.Within(report, new(2026, 2, 3))!.Within(report, new(2026, 2, 3, 9, 0, 0)));

        Assert.Equal(["10000_8000"], query.Alone(report, "10000_8000", "售前咨询")!.Numbers);
        Assert.Null((query with { Numbers = ["10000_8000"] }).Alone(report, "10000_8000", "售前咨询"));
        Assert.Equal(["夜班"], (query with { Subject = ReportSubject.Departments }).Alone(report, null, "夜班")!.Numbers);
        Assert.Equal(ReportSubject.Agents, (query with { Subject = ReportSubject.AgentsOfQueues }).Alone(report, "10000_1000", null)!.Subject);
        Assert.Null((query with { Subject = ReportSubject.Tenant }).Alone(report, "10000", "演示"));
    }

    [Fact]
    public void The_calls_behind_a_row_are_those_of_its_days_and_its_queue_or_agent()
    {
        var query = ReportAddress.Read(report, "?unit=month&period=last12Months&subject=queues");
        var days = new DayRange(new(2026, 11, 1), new(2026, 11, 30));
        Assert.Equal("/t/10000/records/calls?from=2026-02-01&to=2026-02-28&queue=10000_8000", ReportAddress.Calls("10000", query, days, "10000_8000", new(2026, 2, 1)));
        Assert.Equal(
            "/t/10000/records/calls?from=2026-02-03&to=2026-02-03&agent=10000_1000",
            ReportAddress.Calls("10000", query with { Subject = ReportSubject.Agents, Unit = ReportUnit.Hour }, days, "10000_1000", new(2026, 2, 3, 9, 0, 0)));
        Assert.Equal(
            "/t/10000/records/calls?from=2026-11-01&to=2026-11-30&agent=10000_1000",
            ReportAddress.Calls("10000", query with { Subject = ReportSubject.AgentsOfTenant, Unit = ReportUnit.Range }, days, "10000_1000", null));
        Assert.Null(ReportAddress.Calls("10000", query with { Subject = ReportSubject.Departments }, days, null, null));
    }
}
