using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Tests;

/// <summary>Pictures of a small call centre, as the live room would give them.</summary>
internal static class Pictures
{
    public static readonly DateTimeOffset AsOf = new(2026, 11, 22, 18, 37, 47, 120, TimeSpan.FromHours(8));

    public static readonly TenantOptions Options = new()
    {
        Id = "10000", Name = "演示呼叫中心", Socket = "ws://127.0.0.1:1/", Api = "http://127.0.0.1:1/5.0", Seat = "10000_1900", Extension = "6900",
    };

    public static Tenant Tenant(Func<LivePicture> picture, TenantOptions? options = null) =>
        new(options ?? Options, picture, () => false, () => null);

    /// <summary>Nothing known yet.</summary>
    public static LivePicture Starting { get; } = new(
        "10000", AsOf, 0, new(Freshness.Offline, LinkReason.Starting, AsOf, null, null), [], [], [], new(null, []),
        new(null, null, null, null, null, null, null, null, default, null, null, Freshness.Offline, Freshness.Offline), new Dictionary<(int, int?), StatePicture>());

    public static LivePicture Busy { get; } = new(
        "10000", AsOf, 4711,
        new(Freshness.Fresh, LinkReason.None, AsOf.AddHours(-9), TimeSpan.FromSeconds(0.42), null),
        [
            Agent(1000, "郭敏", 2, 1, 105) with { CallId = "47f1", OtherNumber = "13812341234", Queues = ["10000_8000"] },
            Agent(1001, "王芳", 1, null, 12),
            Agent(1002, "李强", 2, 0, 31),
            Agent(1003, "张伟", 2, 9, 600),
            Agent(1004, "刘洋", 2, 42, 61),
            Agent(1005, "陈静", 0, null, 3700),
            Agent(1006, null, null, null, null),
        ],
        [
            new("10000_8000", "售前咨询", 7, 1, TimeSpan.FromSeconds(10), 0, 5, 5, 689, 503, 171, 7, 8, new(860, 1060), null, false, QueueOptions.Default, Freshness.Fresh),
            new("10000_8001", "售后服务", 0, 0, null, 1, 2, 3, 0, 0, 0, 0, 0, default, TimeSpan.FromSeconds(75), true, QueueOptions.Default, Freshness.Fresh),
        ],
        [
            new("10000_8000", "3a01@10.0.0.1", "18212349225", AsOf.AddSeconds(-10)),
            new("10000_8000", "3a02@10.0.0.1", null, AsOf.AddSeconds(-4)),
        ],
        new(AsOf.AddHours(-9), [new("9f01", "13912345678", "主菜单", "按键", AsOf.AddSeconds(-20))]),
        new(7, TimeSpan.FromSeconds(10), 1, 1, 5, 1290, 1011, 244, new(79, 100), 18, 60, Freshness.Fresh, Freshness.Fresh),
        new Dictionary<(int, int?), StatePicture> { [(2, 9)] = new("培训", "#bbaa00"), [(2, 3)] = new(null, "url(x)") });

    /// <summary>The same call centre, with nothing but time gone by.</summary>
    public static LivePicture Later(TimeSpan by) => Busy with
    {
        AsOf = AsOf + by,
        Totals = Busy.Totals with { LongestWait = Busy.Totals.LongestWait + by },
        Queues = [.. Busy.Queues.Select(q => q with { LongestWait = q.LongestWait + by })],
        Link = Busy.Link with { Age = Busy.Link.Age + by },
    };

    public static LivePicture WithLink(this LivePicture picture, Freshness state, LinkReason reason, string? detail = null) =>
        picture with { Link = new(state, reason, AsOf.AddSeconds(-5), TimeSpan.FromSeconds(5), detail) };

    private static AgentPicture Agent(int number, string? name, int? state, int? reason, int? secondsInState) => new(
        $"10000_{number}", name, $"{number + 5000}", state, reason, secondsInState is { } seconds ? AsOf.AddSeconds(-seconds) : null, null, null, []);
}
