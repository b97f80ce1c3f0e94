using FsCheck;
using FsCheck.Fluent;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Tests;

/// <summary>Whatever clients do to whatever calls there are, nothing contradicts itself and no call stays behind.</summary>
public sealed class ControlPropertyTests
{
    private static readonly short[] Seats = [0, 1, 2, 12];

    private static readonly string[] Numbers =
        ["13900000001", "13900000011", "13900000008", "13900000009", "10000_1000", "10000_1001", "10000_1002", "10000_1900", "10000_1005", "10000_8000", "10000_8001"];

    [Fact]
    public void Random_requests_leave_a_sound_centre() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(10), Prop.ForAll<int>(seed =>
    {
        var platform = new PlatformModel(
            new SimulatorOptions { Seed = seed, Preset = Preset.Quick, Speed = 0, Start = Lab.At("2026-11-22 00:05:00") }, TimeProvider.System);
        var tenant = platform.Tenants["10000"];
        var random = new Random(seed);
        platform.At(_ =>
        {
            foreach (var seat in Seats) tenant.AgentLife.TakeOver(seat);
        });
        for (var i = 0; i < 150; i++)
        {
            platform.At(now =>
            {
                tenant.Agenda.Touch(now);
                Act(tenant, random);
            });
            platform.Clock.Advance(TimeSpan.FromSeconds(random.NextDouble()));
            platform.At(_ => AssertSound(tenant, platform));
        }
        var before = tenant.Views.Live.Keys.ToList();
        platform.Clock.Advance(TimeSpan.FromSeconds(400));
        platform.At(_ => AssertSound(tenant, platform));
        Assert.DoesNotContain(before, tenant.Views.Live.ContainsKey);
    }));

    private static void Act(TenantModel tenant, Random random)
    {
        var seat = Seats[random.Next(Seats.Length)];
        var control = tenant.Control;
        var (number, own) = (Numbers[random.Next(Numbers.Length)], tenant.Views.Agents[seat].Leg);
        var calls = tenant.Views.Live.Values.ToList();
        var call = own is not null && random.Next(3) > 0 ? own.Call : calls.Count == 0 ? null : calls[random.Next(calls.Count)].Call;
        var id = call?.Id ?? "4711";
        var named = call is null || random.Next(2) == 0 ? number : random.Next(2) == 0 ? call.Caller : call.Called;
        switch (random.Next(16))
        {
            case 0 when own is null:
                tenant.SetState(seat, 1);
                tenant.Routing.AgentReady(seat);
                break;
            case 1 or 2:
                control.Place(seat, number, random.Next(5) == 0 ? "1" : null, null, own is { Held: true } ? own.Call.Id : null);
                break;
            case 3: control.Hold(seat, id, null); break;
            case 4: control.Retrieve(seat, id, null); break;
            case 5: control.Release(seat, id, named); break;
            case 6 or 7 or 8: control.Transfer(seat, id, number, (TransferMode)random.Next(3)); break;
            case 9: control.ToIvr(seat, id, random.Next(2) == 0 ? "1" : "2", random.Next(2) == 0); break;
            case 10: control.ThreeWay(seat, named, id, number, random.Next(2) == 0 ? named : null); break;
            case 11: control.Listen(seat, id, named); break;
            case 12: control.Mute(seat, id, named, random.Next(2) == 0); break;
            case 13: control.SendKeys(seat, id, named, "12"); break;
            case 14 when random.Next(4) == 0: control.LeaveCalls(seat); break;
            case 14: tenant.Phones.Answer(seat); break;
            case 15: tenant.Phones.Refuse(seat); break;
        }
    }

    private static void AssertSound(TenantModel tenant, PlatformModel platform)
    {
        var (truth, views) = (platform.Truth("10000"), tenant.Views);
        Assert.Equal(
            truth.Queues.Select(q => (q.Waiting, q.Calling, q.Offered, q.Answered)),
            views.Queues.Select(q => (q.Waiting, q.Calling, q.Offered, q.Answered)));
        Assert.Equal(truth.Agents.Select(a => (a.CallId, a.Number)), views.Agents.Select(a => (a.Leg?.Call.Id, a.Leg?.Peer)));
        Assert.Equal(truth.Totals.Concurrency, views.Channels);
        Assert.All(views.Agents, a => Assert.Equal(a.Leg is not null, a is { State: 2, Reason: 1 or 6 or 7 or 8 }));
        Assert.Equal(views.Talking, views.Live.Values.Sum(c => c.Legs.Count(l => l.Agent >= 0 && l.Answered > 0)));
        foreach (var leg in views.Agents.Where(a => a.Leg is not null).Select(a => a.Leg!))
            Assert.Contains(leg, views.Live[leg.Call.Index].Legs);
        Assert.All(views.Queues, q => Assert.All(q.Present, v => Assert.Same(v, views.Live[v.Call.Index].Visit)));
    }
}
