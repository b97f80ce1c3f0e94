using Wallboard.Platform.Api;
using static Wallboard.Reports.Measure<Wallboard.Platform.Api.QueueAnalysis>;

namespace Wallboard.Reports;

/// <summary>Visits to queues over a range, by where they ended. Guide 6.33. Its "hold" is waiting; its answer times look like ringing.</summary>
internal static class QueueAnalysisReport
{
    private static readonly string[] entered = ["queueIn", "queueOut"];

    private static readonly Measures<QueueAnalysis> measures = new Measures<QueueAnalysis>()
        .In("visits",
            Count("queueIn", r => r.Inbound), Count("queueOut", r => r.Outbound), Count("answered", r => r.Answered, "answered"),
            Count("abandoned", r => r.Abandoned, "abandoned"), Rate("answeredOfEntered", ["answered"], entered), Rate("abandonedOfEntered", ["abandoned"], entered))
        .In("answering",
            Count("queueInAnswered", r => r.InboundAnswered, extra: true), Count("queueOutAnswered", r => r.OutboundAnswered, extra: true),
            Time("answerTime", r => r.AnswerTime), Average("answerAverage", ["answerTime"], ["answered"]),
            Time("inAnswerTime", r => r.InboundAnswerTime, extra: true), Average("inAnswerAverage", ["inAnswerTime"], ["queueInAnswered"], extra: true),
            Time("outAnswerTime", r => r.OutboundAnswerTime, extra: true), Average("outAnswerAverage", ["outAnswerTime"], ["queueOutAnswered"], extra: true),
            GivenTime("answerAverageGiven", r => r.AverageAnswerTime), GivenTime("inAnswerAverageGiven", r => r.InboundAverageAnswerTime),
            GivenTime("outAnswerAverageGiven", r => r.OutboundAverageAnswerTime))
        .In("abandoning",
            Time("abandonedTime", r => r.AbandonedTime), Average("abandonedAverage", ["abandonedTime"], ["abandoned"], "average-time-to-abandon"),
            Count("abandonedInQueue", r => r.AbandonedInQueue), Time("abandonedInQueueTime", r => r.AbandonedInQueueTime),
            Average("abandonedInQueueAverage", ["abandonedInQueueTime"], ["abandonedInQueue"], extra: true),
            Count("abandonedAtAgent", r => r.AbandonedAtAgent), Time("abandonedAtAgentTime", r => r.AbandonedAtAgentTime),
            Average("abandonedAtAgentAverage", ["abandonedAtAgentTime"], ["abandonedAtAgent"], extra: true),
            Count("inAbandonedInQueue", r => r.InboundAbandonedInQueue, extra: true), Time("inAbandonedInQueueTime", r => r.InboundAbandonedInQueueTime, extra: true),
            Count("outAbandonedInQueue", r => r.OutboundAbandonedInQueue, extra: true), Time("outAbandonedInQueueTime", r => r.OutboundAbandonedInQueueTime, extra: true),
            Count("inAbandonedAtAgent", r => r.InboundAbandonedAtAgent, extra: true), Time("inAbandonedAtAgentTime", r => r.InboundAbandonedAtAgentTime, extra: true),
            Count("outAbandonedAtAgent", r => r.OutboundAbandonedAtAgent, extra: true), Time("outAbandonedAtAgentTime", r => r.OutboundAbandonedAtAgentTime, extra: true),
            GivenTime("abandonedAverageGiven", r => r.AverageAbandonedTime), GivenTime("abandonedInQueueAverageGiven", r => r.AverageAbandonedInQueueTime),
            GivenTime("abandonedAtAgentAverageGiven", r => r.AverageAbandonedAtAgentTime))
        .In("waiting",
            Time("waitTime", r => r.WaitedTime), Average("waitAverage", ["waitTime"], entered),
            Count("waitedInQueue", r => r.WaitedInQueue, extra: true), Time("waitedInQueueTime", r => r.WaitedInQueueTime, extra: true),
            Average("waitedInQueueAverage", ["waitedInQueueTime"], ["waitedInQueue"], extra: true),
            Count("waitedAtAgent", r => r.WaitedAtAgent, extra: true), Time("waitedAtAgentTime", r => r.WaitedAtAgentTime, extra: true),
            Average("waitedAtAgentAverage", ["waitedAtAgentTime"], ["waitedAtAgent"], extra: true),
            Count("inWaitedInQueue", r => r.InboundWaitedInQueue, extra: true), Time("inWaitedInQueueTime", r => r.InboundWaitedInQueueTime, extra: true),
            Count("outWaitedInQueue", r => r.OutboundWaitedInQueue, extra: true), Time("outWaitedInQueueTime", r => r.OutboundWaitedInQueueTime, extra: true),
            Count("inWaitedAtAgent", r => r.InboundWaitedAtAgent, extra: true), Time("inWaitedAtAgentTime", r => r.InboundWaitedAtAgentTime, extra: true),
            Count("outWaitedAtAgent", r => r.OutboundWaitedAtAgent, extra: true), Time("outWaitedAtAgentTime", r => r.OutboundWaitedAtAgentTime, extra: true),
            GivenTime("waitAverageGiven", r => r.AverageWaitedTime), GivenTime("waitedInQueueAverageGiven", r => r.AverageWaitedInQueueTime),
            GivenTime("inWaitedInQueueAverageGiven", r => r.InboundAverageWaitedInQueueTime), GivenTime("outWaitedInQueueAverageGiven", r => r.OutboundAverageWaitedInQueueTime),
            GivenTime("waitedAtAgentAverageGiven", r => r.AverageWaitedAtAgentTime), GivenTime("inWaitedAtAgentAverageGiven", r => r.InboundAverageWaitedAtAgentTime),
            GivenTime("outWaitedAtAgentAverageGiven", r => r.OutboundAverageWaitedAtAgentTime));

    public static Report Analysis { get; } = new("queue-analysis", "queues", [ReportSubject.Queues], [ReportUnit.Range], measures.Columns, FetchAsync)
    {
        Charted = ["queueIn", "answered", "abandoned"],
        Section = Sections.Only("6.33"),
    };

    private static IAsyncEnumerable<FetchedRow> FetchAsync(ReportRequest request, CancellationToken ct) => Asking.AllAsync(
        request,
        asked => asked.Sources.Api.Statistics.QueueAnalysisAsync([.. asked.Numbers], asked.From, asked.To, asked.Progress, ct)
            .Select(row => new FetchedRow(null, row.Queue, null, measures.Of(row), [])),
        ct);
}
