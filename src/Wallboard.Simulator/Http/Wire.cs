using System.Globalization;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>Values as the guide spells them.</summary>
internal static class Wire
{
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static int Seconds(long ticks) => (int)(ticks / TimeSpan.TicksPerSecond);

    public static string Strategy(Strategy strategy) => strategy switch
    {
        Plan.Strategy.TopDown => "top-down",
        Plan.Strategy.RoundRobin => "round-robin",
        Plan.Strategy.LongestIdleAgent => "longest-idle-agent",
        Plan.Strategy.LeastTalkTime => "agent-with-least-talk-time",
        Plan.Strategy.FewestCalls => "agent-with-fewest-calls",
        _ => "random",
    };

    /// <summary>The number outside, of whichever side.</summary>
    public static string Customer(Call call) => call.Direction == Direction.Outbound ? call.Called : call.Caller;

    /// <summary>What a call to the outside costs: four hundredths a minute begun.</summary>
    public static string Money(int seconds) => (0.04m * ((seconds + 59) / 60)).ToString(CultureInfo.InvariantCulture);

    /// <summary>6.21 channelAttr.</summary>
    public static string Attribute(LegAttribute attribute) => attribute switch
    {
        LegAttribute.Transfer => "transfer",
        LegAttribute.Conference => "conference",
        LegAttribute.Monitor => "monitor",
        LegAttribute.MakeCall => "makeCall",
        LegAttribute.HoldCall => "holdCall",
        _ => "",
    };

    private static readonly string[] Reasons = ["整理", "通话", "设备不可用", "忙碌", "离开", "休息", "拨号中", "外线振铃", "呼入振铃"];

    private static readonly string[] ReasonColors = ["#f5d4ba", "#b7d5f7", "#bcb9ce", "#ecb9b7", "#bbb", "#eac4e3", "#f9f5ce", "#cef5ed", "#cee0f5"];

    /// <summary>Every busy reason of a tenant, built-in ones first: code, name, colour.</summary>
    public static IEnumerable<OwnReason> AllReasons(TenantPlan plan) =>
        Reasons.Select((name, code) => new OwnReason((byte)code, name, ReasonColors[code])).Concat(plan.OwnReasons);

    /// <summary>callType 1 to 3, or 4 for both directions with the outside.</summary>
    public static bool Matches(int? callType, Direction direction) =>
        callType is null || callType == (int)direction || (callType == 4 && direction != Direction.Internal);
}
