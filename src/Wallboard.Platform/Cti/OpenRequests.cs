namespace Wallboard.Platform.Cti;

/// <summary>The requests of one connection whose answers are awaited: one of each message id, for 9999 and 8888 name no more than that.</summary>
internal sealed class OpenRequests(string ownSeat)
{
    private sealed record Open(CtiRequest Request, TaskCompletionSource<CtiEvent> Answer);

    private readonly Lock gate = new();
    private readonly Dictionary<int, Open> open = [];

    /// <summary>A ping has no message id; its answer's stands for it, which no request has.</summary>
    public static int Key(CtiRequest request) => request.MessageId ?? MessageIds.PingAnswered;

    /// <summary>To be called before the request is sent.</summary>
    /// <returns>The event that answers it: one that says that it is done, a hint or a refusal.</returns>
    public Task<CtiEvent> Begin(CtiRequest request)
    {
        var answer = new TaskCompletionSource<CtiEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) open.Add(Key(request), new(request, answer));
        return answer.Task;
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
                _ when (SubjectOf(e) ?? ownSeat) == ownSeat => open.Values.FirstOrDefault(o => o.Request.IsDoneBy(e)),
                _ => null,
            };
            return answered is not null && answered.Answer.TrySetResult(e);
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
