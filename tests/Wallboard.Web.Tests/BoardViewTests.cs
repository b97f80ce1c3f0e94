using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Testing;
using Wallboard.Web.Features.Boards;

namespace Wallboard.Web.Tests;

public sealed class BoardViewTests : IDisposable
{
    private static readonly CancellationToken Patience = new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    private static readonly int AllTiles = Board.Default.Tiles.Count + Pictures.Busy.Queues.Count + Pictures.Busy.Agents.Count;

    private readonly FakeTimeProvider clock = new();
    private readonly Channel<(BoardMessage Message, string[] To)> sent = Channel.CreateUnbounded<(BoardMessage, string[])>();
    private readonly ConcurrentDictionary<string, bool> members = new();
    private readonly BoardMetrics metrics = new();
    private readonly CountingLoggers loggers = new();
    private readonly BoardView view;
    private LivePicture picture = Pictures.Busy;
    private bool masked = true;
    private readonly Yardstick yardstick = Yardstick.None;
    private int pictures;

    public BoardViewTests()
    {
        var scopes = new ServiceCollection().AddLogging().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
        var group = new ViewGroup(
            c => { members[c] = true; return Task.CompletedTask; },
            c => { members.TryRemove(c, out _); return Task.CompletedTask; },
            m => { sent.Writer.TryWrite((m, [.. members.Keys])); return new TaskCompletionSource().Task; }); // never done: nothing may wait for it
        var tenant = Pictures.Tenant(() =>
        {
            Interlocked.Increment(ref pictures);
            return picture;
        });
        view = new(tenant, Board.Default, Scope.All, new("en"), _ => masked, _ => yardstick, new TileRenderer(scopes, loggers), group, clock, metrics,
            NullLogger<BoardView>.Instance, CancellationToken.None);
    }

    public void Dispose()
    {
        view.Dispose();
        metrics.Dispose();
        loggers.Dispose();
    }

    [Fact]
    public async Task Joining_gives_all_tiles_in_the_views_language()
    {
        var message = await view.JoinAsync("a");
        var parts = Pictures.Busy.Queues.Select(q => $"queue-{q.Number}").Concat(Pictures.Busy.Agents.Select(a => $"agent-{a.Number}"));
        Assert.Equal(Board.Default.Tiles.Select(t => t.Id).Concat(parts).Order(), message.Tiles.Select(t => t.Id).Order());
        var order = message.Tiles.Select(t => t.Id).ToList();
        Assert.True(order.IndexOf("agents") < order.IndexOf("agent-10000_1000")); // the whole before its parts
        Assert.Equal((0, Pictures.AsOf, Build.Id), (message.Seq, message.Now, message.Build));
        Assert.Equal(new LinkMessage(Freshness.Fresh, null, Pictures.AsOf.AddHours(-9)), message.Link);
        Assert.Contains("Waiting now", message.Tiles.Single(t => t.Id == "waiting").Html, StringComparison.Ordinal);
        Assert.Equal(["a"], members.Keys);
    }

    [Fact]
    public async Task Only_changed_tiles_are_rendered_and_sent()
    {
        await view.JoinAsync("a");
        picture = picture with { Totals = picture.Totals with { Ready = 4 } };
        var (message, to) = await NextAsync();
        Assert.Equal(1, message.Seq);
        Assert.Equal("ready", Assert.Single(message.Tiles).Id);
        Assert.Equal(["a"], to);
        picture = picture.WithLink(Freshness.Stale, LinkReason.Silent);
        var next = (await NextAsync()).Message;
        Assert.Equal((2, Freshness.Stale, LinkReason.Silent), (next.Seq, next.Link.State, next.Link.Reason));
        Assert.Equal(AllTiles - 1, next.Tiles.Count); // concurrency has a source of its own
    }

    [Fact]
    public async Task One_agent_is_sent_without_the_others_and_one_who_is_gone_goes()
    {
        await view.JoinAsync("a");
        picture = picture with { Agents = [.. picture.Agents.Select((a, i) => i == 1 ? a with { State = 2, Reason = 5 } : a)] };
        var tile = Assert.Single((await NextAsync()).Message.Tiles);
        Assert.Equal("agent-10000_1001", tile.Id);
        Assert.StartsWith("<li id=\"tile-agent-10000_1001\"", tile.Html, StringComparison.Ordinal);
        Assert.Contains("Break", tile.Html, StringComparison.Ordinal);
        picture = picture with { Agents = [.. picture.Agents.Skip(2)] };
        var all = Assert.Single((await NextAsync()).Message.Tiles);
        Assert.Equal("agents", all.Id);
        Assert.DoesNotContain("10000_1001", all.Html, StringComparison.Ordinal);
        Assert.DoesNotContain((await view.JoinAsync("b")).Tiles, t => t.Id == "agent-10000_1001");
    }

    [Fact]
    public async Task Whether_numbers_are_masked_is_asked_at_every_tick()
    {
        await view.JoinAsync("a");
        masked = false;
        var whole = (await NextAsync()).Message.Tiles;
        Assert.Equal(["waitingCalls", "ivr"], whole.Select(t => t.Id));
        Assert.Contains(">18212349225<", whole[0].Html, StringComparison.Ordinal);
        masked = true;
        var hidden = (await NextAsync()).Message.Tiles;
        Assert.Contains(">182****9225<", hidden[0].Html, StringComparison.Ordinal);
        Assert.Contains(">139****5678<", hidden[1].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_new_there_is_still_a_message_within_a_second()
    {
        await view.JoinAsync("a");
        await TickAsync();
        await TickAsync();
        Assert.False(sent.Reader.TryPeek(out _));
        picture = Pictures.Later(TimeSpan.FromSeconds(0.75));
        var (message, _) = await NextAsync();
        Assert.Equal((1, picture.AsOf, 0), (message.Seq, message.Now, message.Tiles.Count));
    }

    [Fact]
    public async Task What_follows_a_join_has_the_next_number_however_the_two_meet()
    {
        var joined = new ConcurrentDictionary<string, long>();
        var joins = Enumerable.Range(0, 60).Select(i => Task.Run(async () => joined[$"c{i}"] = (await view.JoinAsync($"c{i}")).Seq)).ToList();
        var received = new List<(BoardMessage Message, string[] To)>();
        var version = 0;
        while (!joins.TrueForAll(j => j.IsCompleted) || received.Count == 0 || received[^1].To.Length < 60)
        {
            picture = picture with { Totals = picture.Totals with { Ready = ++version } };
            clock.Advance(BoardView.TickPeriod);
            while (sent.Reader.TryRead(out var message)) received.Add(message);
            foreach (var (connection, _) in joined) view.Acknowledge(connection, long.MaxValue);
            await Task.Yield();
            Patience.ThrowIfCancellationRequested();
        }
        await Task.WhenAll(joins);
        Assert.Equal(Enumerable.Range(1, received.Count).Select(n => (long)n), received.Select(r => r.Message.Seq));
        foreach (var (connection, seq) in joined)
            Assert.Equal(seq + 1, received.First(r => r.To.Contains(connection)).Message.Seq);
    }

    [Fact]
    public async Task Who_is_eight_behind_gets_no_more_until_joining_again()
    {
        await view.JoinAsync("slow");
        await view.JoinAsync("quick");
        for (var i = 1; i <= 8; i++)
        {
            picture = picture with { Totals = picture.Totals with { Ready = 100 + i } };
            var (message, to) = await NextAsync();
            Assert.Contains("slow", to);
            Assert.True(view.Acknowledge("quick", message.Seq));
        }
        picture = picture with { Totals = picture.Totals with { Ready = 200 } };
        Assert.Equal(["quick"], (await NextAsync()).To);
        Assert.False(view.Acknowledge("slow", 8));
        Assert.Equal(9, (await view.JoinAsync("slow")).Seq);
        Assert.True(view.Acknowledge("slow", 9));
    }

    [Fact]
    public async Task A_view_that_nobody_watches_costs_nothing_and_comes_back()
    {
        await view.JoinAsync("a");
        await view.LeaveAsync("a");
        clock.Advance(BoardView.TickPeriod);
        await UntilAsync(() => clock.PendingTimers == 0);
        var before = pictures;
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((before, 0), (pictures, view.Viewers));
        Assert.Equal(AllTiles, (await view.JoinAsync("b")).Tiles.Count);
        picture = picture with { Totals = picture.Totals with { Ready = 4 } };
        Assert.Equal(["b"], (await NextAsync()).To);
    }

    [Fact]
    public async Task Every_rendered_component_is_let_go()
    {
        await view.JoinAsync("a");
        for (var i = 1; i <= 5; i++)
        {
            picture = picture with { Totals = picture.Totals with { Ready = 100 + i } };
            await NextAsync();
        }
        Assert.True(loggers.Made > AllTiles + 5);
        await UntilAsync(() => loggers.Made == loggers.Disposed);
    }

    [Fact]
    public async Task A_tick_that_throws_is_survived()
    {
        await view.JoinAsync("a");
        var good = picture;
        picture = null!;
        await TickAsync();
        picture = good with { Totals = good.Totals with { Ready = 4 } };
        Assert.Equal("ready", Assert.Single((await NextAsync()).Message.Tiles).Id);
    }

    private async Task<(BoardMessage Message, string[] To)> NextAsync()
    {
        clock.Advance(BoardView.TickPeriod);
        return await sent.Reader.ReadAsync(Patience);
    }

    /// <summary>A tick, done when it has let the view go again.</summary>
    private async Task TickAsync()
    {
        var before = Volatile.Read(ref pictures);
        clock.Advance(BoardView.TickPeriod);
        await UntilAsync(() => Volatile.Read(ref pictures) > before);
        await view.JoinAsync("a");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Blazor's renderer logs each component that it makes and lets go.</summary>
    private sealed class CountingLoggers : ILoggerFactory, ILogger
    {
        private int made;
        private int disposed;

        public int Made => Volatile.Read(ref made);

        public int Disposed => Volatile.Read(ref disposed);

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) { }

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            if (text.StartsWith("Initializing", StringComparison.Ordinal)) Interlocked.Increment(ref made);
            if (text.StartsWith("Disposing", StringComparison.Ordinal)) Interlocked.Increment(ref disposed);
        }
    }
}
