namespace Wallboard.Platform.Cti;

/// <summary>The requests of one connection whose answers are awaited: one of each message id, for 9999 and 8888 name no more than that.</summary>
internal sealed class OpenRequests(string ownSeat)
{
    private sealed record Open(CtiRequest Request, TaskCompletionSource<CtiEvent> Answer, TaskCompletionSource<CtiEvent> Verdict);

    private readonly Lock gate = new();
    private readonly Dictionary<int, Open> open = [];

    /// <summary>A ping has no message id; its answer's stands for it, which no request has.</summary>
    public static int Key(CtiRequest request) => request.MessageId ?? MessageIds.PingAnswered;

    /// <summary>To be called before the request is sent.</summary>
    /// <returns>The event that answers it, and of those that may follow one another the hint or refusal, which names it.</returns>
    public (Task<CtiEvent> Answer, Task<CtiEvent> Verdict) Begin(CtiRequest request)
    {
        var answer = new TaskCompletionSource<CtiEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        var verdict = new TaskCompletionSource<CtiEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) open.Add(Key(request), new(request, answer, verdict));
        return (answer.Task, verdict.Task);
    }

    public void End(CtiRequest request)
    {
        lock (gate) open.Remove(Key(request));
    }

    /// <returns>Whether somebody awaited this event.</returns>
    public bool Answer(CtiEvent e)
    {
        lock (gate)
        {
            var answered = e switch
            {
                RequestFailed { RequestMessageId: { } id } => open.GetValueOrDefault(id),
                // 0 says that an earlier rest is over
                RequestHint { RequestMessageId: { } id, Code: not HintCodes.RestOver } => open.GetValueOrDefault(id),
                _ when (SubjectOf(e) ?? ownSeat) == ownSeat => open.Values.FirstOrDefault(o => !o.Answer.Task.IsCompleted && o.Request.IsDoneBy(e)),
                _ => null,
            };
            if (answered is null) return false;
            var news = e is RequestFailed or RequestHint && answered.Verdict.TrySetResult(e);
            return answered.Answer.TrySetResult(e) || news;
        }
    }

    private static string? SubjectOf(CtiEvent e) => e switch
    {
        SeatStateChanged s => s.Agent,
        SeatCallChanged c => c.Agent,
        RecordingChanged r => r.Agent,
        _ => null,
    };
}
