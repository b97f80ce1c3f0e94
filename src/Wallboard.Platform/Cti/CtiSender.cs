using System.Net.WebSockets;

namespace Wallboard.Platform.Cti;

/// <summary>
/// Sends requests as the platform can bear them, across connections: one of each message id at a time, none of the same id within two
/// seconds (9999, code 27), and where the guide has two spellings, in the one that this platform takes.
/// </summary>
internal sealed class CtiSender(CtiSeat seat, TimeSpan repeatAfter, TimeSpan refusalWithin, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, SemaphoreSlim> turns = [];
    private readonly Dictionary<int, long> sentAt = [];
    private readonly Dictionary<int, CtiRequest> last = [], repeated = [], givenUp = [];
    private readonly HashSet<string> otherSpellings = [];

    /// <summary>Whether this platform has ever answered a ping.</summary>
    public bool PingsAreAnswered { get; set; }

    /// <summary>Whether a request of this id was ever sent.</summary>
    public bool HasSent(int messageId)
    {
        lock (gate) return last.ContainsKey(messageId);
    }

    /// <summary>How long the next request of this id has to wait.</summary>
    public TimeSpan WaitFor(int messageId)
    {
        lock (gate)
        {
            if (!sentAt.TryGetValue(messageId, out var at)) return TimeSpan.Zero;
            var wait = repeatAfter - clock.GetElapsedTime(at);
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <param name="life">The connection's.</param>
    /// <param name="ct">The caller's: ends the waiting, never a sending.</param>
    public async Task SendAsync(CtiSocket socket, CtiRequest request, CancellationToken life, CancellationToken ct)
    {
        // A ping waits for nobody.
        if (request.MessageId is null)
        {
            await TransmitAsync(socket, request, null, life, ct).ConfigureAwait(false);
            return;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(life, ct);
        using var turn = await TurnAsync(request, either.Token).ConfigureAwait(false);
        await TransmitAsync(socket, request, null, life, either.Token).ConfigureAwait(false);
    }

    /// <summary>Sends, and keeps the turn of its message id until the answer.</summary>
    /// <exception cref="CtiRefusedException"/>
    /// <exception cref="CtiNoAnswerException"/>
    /// <exception cref="CtiConnectionLostException"/>
    public async Task<CtiAnswer> AskAsync(CtiSocket socket, CtiRequest request, OpenRequests open, TimeSpan patience, CancellationToken life, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(life, ct);
        using var turn = await TurnAsync(request, either.Token).ConfigureAwait(false);
        while (true)
        {
            var answer = await AnswerAsync().ConfigureAwait(false);
            switch (answer)
            {
                case null when request.Acknowledgement.Patience == Patience.Refusal:
                    return new RequestSent();
                case null:
                    GiveUp(request);
                    throw new CtiNoAnswerException(request, patience);
                case RequestFailed refusal when Again(refusal) is null:
                    throw new CtiRefusedException(request, refusal);
                case RequestFailed:
                    break;
                case RequestHint hint:
                    return new RequestHinted(hint);
                default:
                    return new RequestDone(answer);
            }
        }

        async Task<CtiEvent?> AnswerAsync()
        {
            (Task<CtiEvent> Answer, Task<CtiEvent> Verdict)? begun = null;
            try
            {
                await TransmitAsync(socket, request, () => begun = open.Begin(request), life, either.Token).ConfigureAwait(false);
                var (answer, verdict) = begun!.Value;
                await WaitAsync(answer, patience).ConfigureAwait(false);
                if (answer.IsCompletedSuccessfully && request.Acknowledgement.MayFailYet)
                {
                    await WaitAsync(verdict, refusalWithin).ConfigureAwait(false);
                    if (verdict.IsCompletedSuccessfully) answer = verdict;
                }
                // An answer counts that came together with the end of the connection, which it may have been the reason of.
                if (answer.IsCompletedSuccessfully) return await answer.ConfigureAwait(false);
                if (ct.IsCancellationRequested) GiveUp(request);
                ct.ThrowIfCancellationRequested();
                return life.IsCancellationRequested ? throw new CtiConnectionLostException(request) : null;
            }
            catch (WebSocketException e) when (begun is not null && e.WebSocketErrorCode != WebSocketError.InvalidState)
            {
                // It broke while sending: nobody can tell how much of it arrived.
                throw new CtiConnectionLostException(request);
            }
            finally
            {
                if (begun is not null) open.End(request);
            }
        }

        async Task WaitAsync(Task<CtiEvent> answer, TimeSpan time) =>
            await ((Task)answer.WaitAsync(time, clock, either.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Turn> TurnAsync(CtiRequest request, CancellationToken ct)
    {
        SemaphoreSlim turn;
        var key = OpenRequests.Key(request);
        lock (gate) turn = turns.TryGetValue(key, out var known) ? known : turns[key] = new(1, 1);
        await turn.WaitAsync(ct).ConfigureAwait(false);
        return new(turn);
    }

    private readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }

    private async Task TransmitAsync(CtiSocket socket, CtiRequest request, Action? sending, CancellationToken life, CancellationToken waiting)
    {
        if (request.MessageId is not { } id)
        {
            sending?.Invoke();
            await socket.SendAsync(CtiRequestWriter.Write(seat, request), life).ConfigureAwait(false);
            return;
        }
        var wait = WaitFor(id);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, waiting).ConfigureAwait(false);
        byte[] bytes;
        lock (gate)
        {
            last[id] = request;
            givenUp.Remove(id);
            bytes = CtiRequestWriter.Write(seat, request, CtiRequestWriter.TwoSpellings(request) is { } two && otherSpellings.Contains(two.Name));
            sentAt[id] = clock.GetTimestamp();
        }
        sending?.Invoke();
        await socket.SendAsync(bytes, life).ConfigureAwait(false);
        lock (gate) sentAt[id] = clock.GetTimestamp();
    }

    /// <summary>
    /// The request to send again, once. 27: it came too fast for the platform's clock. 18: the guide spells a field of it in two ways (4.7, 4.22,
    /// 4.23), so the other one from now on, and back if that is refused too.
    /// </summary>
    public CtiRequest? Again(RequestFailed failed)
    {
        lock (gate)
        {
            if (failed.RequestMessageId is not { } id || !last.TryGetValue(id, out var request)) return null;
            if (ReferenceEquals(givenUp.GetValueOrDefault(id), request)) return null;
            if (failed.Code == RequestErrors.TooFast && request is not SignIn && !ReferenceEquals(repeated.GetValueOrDefault(id), request)) return repeated[id] = request;
            if (failed.Code != RequestErrors.BadParameters || CtiRequestWriter.TwoSpellings(request) is not { } two) return null;
            if (otherSpellings.Remove(two.Name)) return null;
            otherSpellings.Add(two.Name);
            return request;
        }
    }

    // Whoever asked no longer waits, and may have asked for something else: a late refusal must not send it behind their back.
    private void GiveUp(CtiRequest request)
    {
        if (request.MessageId is not { } id) return;
        lock (gate) givenUp[id] = request;
    }
}
