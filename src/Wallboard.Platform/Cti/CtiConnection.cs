using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Wallboard.Platform.Cti;

/// <summary>Why a connection is no more.</summary>
/// <param name="Heard">An event had been read on it.</param>
internal sealed record Ending(LinkReason Reason, string? Detail, bool Heard = false);

/// <summary>One connection, from the handshake to its end: sign in, ping, watch for silence, hand events on.</summary>
internal sealed class CtiConnection(CtiSeat seat, CtiTimings timings, TimeProvider clock, ILogger logger, LinkOutput output, CtiSender sender) : IDisposable
{
    private readonly CtiSocket socket = new(timings.MaxFrameBytes);
    private readonly OpenRequests open = new(seat.Seat);
    private readonly CancellationTokenSource life = new();
    private readonly TaskCompletionSource<Ending> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource signedIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private long lastFrame;
    private int unanswered;
    private bool silent, heard, askedBusy;

    public async Task<Ending> RunAsync(CancellationToken stop)
    {
        if (await socket.ConnectAsync(seat.Socket, timings.ConnectTimeout, clock, stop).ConfigureAwait(false) is { } refused)
            return new(LinkReason.Refused, refused);
        output.Connected();
        if (output.Status.Reason == LinkReason.Connecting) output.Say(LinkState.Offline, LinkReason.SigningIn);
        await using var stopping = stop.Register(() => End(LinkReason.Stopped));
        var tasks = Task.WhenAll(ReceiveAsync(), SignInAsync());
        try
        {
            var ending = await ended.Task.ConfigureAwait(false);
            if (ending.Reason != LinkReason.PingsUnanswered) await socket.CloseAsync(clock).ConfigureAwait(false);
            return ending with { Heard = heard };
        }
        finally
        {
            await life.CancelAsync().ConfigureAwait(false);
            await tasks.ConfigureAwait(false);
        }
    }

    /// <summary>The first reason counts; nothing is handed on after it.</summary>
    private void End(LinkReason reason, string? detail = null)
    {
        lock (gate) ended.TrySetResult(new(reason, detail));
    }

    /// <summary>Ends a connection that is signed in: before that there is nothing to be made anew.</summary>
    public void Reset(LinkReason reason)
    {
        if (signedIn.Task.IsCompleted) End(reason);
    }

    /// <exception cref="CtiNotConnectedException"/>
    public Task SendAsync(CtiRequest request, CancellationToken ct) => WhileOpenAsync(async () =>
    {
        await sender.SendAsync(socket, request, life.Token, ct).ConfigureAwait(false);
        return true;
    }, ct);

    /// <exception cref="CtiException"/>
    public Task<CtiAnswer> AskAsync(CtiRequest request, CancellationToken ct) =>
        WhileOpenAsync(() => sender.AskAsync(socket, request, open, timings.Of(request.Acknowledgement.Patience), life.Token, ct), ct);

    private async Task<T> WhileOpenAsync<T>(Func<Task<T>> send, CancellationToken ct)
    {
        if (!signedIn.Task.IsCompleted || ended.Task.IsCompleted) throw new CtiNotConnectedException("The link is not signed in.");
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (Exception e) when (IsGone(e) && !ct.IsCancellationRequested)
        {
            throw new CtiNotConnectedException("The connection ended before the request was sent.");
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        life.Dispose();
    }

    private static bool IsGone(Exception e) => e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;

    private async Task SignInAsync()
    {
        try
        {
            await sender.SendAsync(socket, seat.SignIn, life.Token, default).ConfigureAwait(false);
            var pings = PingAsync();
            try
            {
                await signedIn.Task.WaitAsync(timings.SignInTimeout, clock, life.Token).ConfigureAwait(false);
                await WatchAsync().ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                End(LinkReason.SignInTimeout);
            }
            finally
            {
                await pings.ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            Broken(e);
        }
    }

    // The platform may be gone although TCP looks open, so that even the sending of a ping hangs: it is never waited for.
    private async Task PingAsync()
    {
        var sent = Task.CompletedTask;
        try
        {
            while (true)
            {
                bool dead;
                lock (gate) dead = unanswered++ >= timings.UnansweredPings;
                if (dead)
                {
                    End(LinkReason.PingsUnanswered);
                    break;
                }
                if (sent.IsCompleted) sent = sender.SendAsync(socket, new Ping(), life.Token, default);
                await Task.Delay(timings.PingEvery, clock, life.Token).ConfigureAwait(false);
            }
            await sent.ConfigureAwait(false);
        }
        catch (Exception e) when (IsGone(e))
        {
            // the receiver says why
        }
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            TimeSpan wait;
            lock (gate)
            {
                wait = timings.SilentAfter - clock.GetElapsedTime(lastFrame);
                if (wait <= TimeSpan.Zero)
                {
                    if (!ended.Task.IsCompleted) output.Say(LinkState.Stale, LinkReason.Silent);
                    silent = true;
                    wait = timings.SilentAfter; // no silence can follow sooner
                }
            }
            await Task.Delay(wait, clock, life.Token).ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (!ended.Task.IsCompleted)
            {
                var (kind, bytes, length) = await socket.ReceiveAsync(life.Token).ConfigureAwait(false);
                switch (kind)
                {
                    case Received.Text:
                        Text(bytes.Span);
                        break;
                    case Received.Binary:
                        Bad($"a binary message of {length} bytes");
                        break;
                    case Received.TooLong:
                        Bad($"a message of {length} bytes, more than {timings.MaxFrameBytes}");
                        break;
                    case Received.Endless:
                        Bad($"a message of more than {length} bytes");
                        End(LinkReason.ProtocolError, "message too long");
                        break;
                    default:
                        End(LinkReason.Closed, length == 0 ? null : $"close {length}");
                        break;
                }
            }
        }
        catch (WebSocketException e) when (e.WebSocketErrorCode is WebSocketError.Faulted or WebSocketError.HeaderError or WebSocketError.UnsupportedProtocol)
        {
            // .NET itself ends a connection whose text is not UTF-8
            Bad($"broken WebSocket frame ({e.WebSocketErrorCode})");
            End(LinkReason.ProtocolError, e.WebSocketErrorCode.ToString());
        }
        catch (Exception e)
        {
            Broken(e);
        }
    }

    private void Broken(Exception e)
    {
        if (IsGone(e))
        {
            End(LinkReason.Closed, (e as WebSocketException)?.WebSocketErrorCode.ToString());
            return;
        }
        // A defect of ours costs this connection, not the link. Its type and place are enough: messages may name what is secret.
        logger.LogError("{Seat}: the connection failed with {Exception} {Stack}", seat, e.GetType().Name, e.StackTrace);
        End(LinkReason.ProtocolError, e.GetType().Name);
    }

    private void Text(ReadOnlySpan<byte> bytes)
    {
        CtiEvent e;
        try
        {
            e = CtiEventReader.Read(bytes, seat.Seat, seat.Extension);
        }
        catch (CtiFormatException bad)
        {
            Bad(bad.Message);
            return;
        }
        lock (gate)
        {
            if (ended.Task.IsCompleted) return;
            heard = true;
            Alive();
            output.Event(e);
            React(e, open.Answer(e));
        }
    }

    private void Bad(string what)
    {
        lock (gate)
        {
            if (ended.Task.IsCompleted) return;
            Alive();
            var count = output.Bad(what);
            if (count <= 10 || count % 1000 == 0) logger.LogWarning("{Seat}: bad frame {Count}: {What}", seat, count, what);
        }
    }

    private void Alive()
    {
        lastFrame = clock.GetTimestamp();
        // A platform that has never answered a ping is alive while anything comes from it; one that has owes the answer.
        if (!sender.PingsAreAnswered) unanswered = 0;
        if (!silent) return;
        silent = false;
        output.Say(LinkState.Fresh, LinkReason.None);
    }

    /// <param name="awaited">Whoever asked sees to it.</param>
    private void React(CtiEvent e, bool awaited)
    {
        switch (e)
        {
            case PingAnswered:
                unanswered = 0;
                sender.PingsAreAnswered = true;
                break;
            case SeatTaken taken:
                End(taken.Reason == 2 ? LinkReason.SeatCancelled : LinkReason.SeatTakenElsewhere, taken.Reason?.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case RequestFailed { Code: RequestErrors.LicenceExpired }:
                End(LinkReason.LicenceExpired, "300");
                break;
            case RequestFailed { RequestMessageId: MessageIds.SignIn or null } failed when !signedIn.Task.IsCompleted:
                if (failed.Code == RequestErrors.AlreadySignedIn) SignedIn();
                else End(LinkReason.SignInRefused, failed.Code?.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case RequestFailed failed when !awaited && sender.Again(failed) is { } again:
                _ = TrySendAsync(again);
                break;
            case SeatStateChanged seatState:
                // Any state of our seat but signed out says that it is signed in; the guide does not say in which it begins.
                if (seatState.MessageId == MessageIds.SeatSignedIn || (seatState.MessageId != MessageIds.SeatSignedOut && seatState.State != 0)) SignedIn();
                if (seatState.Agent is { } other && other != seat.Seat) break;
                // Signed out by the platform without a 4500: nothing is monitored any more. Sign in again.
                if (seatState.MessageId == MessageIds.SeatSignedOut && signedIn.Task.IsCompleted) End(LinkReason.Closed, "signed out");
                // A seat that only monitors counts nowhere as an agent ready for calls.
                var ready = seatState.MessageId is MessageIds.SeatSignedIn or MessageIds.SeatReady
                    && (seatState.State ?? (seatState.MessageId == MessageIds.SeatReady ? 1 : null)) == 1;
                if (!ready || askedBusy || seat.SignIn.Queues.Count > 0 || sender.HasSent(MessageIds.Ready)) break;
                askedBusy = true;
                _ = TrySendAsync(new Busy(3));
                break;
        }
    }

    private void SignedIn()
    {
        if (signedIn.TrySetResult()) output.Say(LinkState.Fresh, LinkReason.None);
    }

    private async Task TrySendAsync(CtiRequest request)
    {
        try
        {
            await sender.SendAsync(socket, request, life.Token, default).ConfigureAwait(false);
        }
        catch (Exception e) when (IsGone(e))
        {
            logger.LogInformation("{Seat}: request {MessageId} not sent, the connection ended", seat, request.MessageId);
        }
    }
}
