using System.Globalization;

namespace Wallboard.Simulator.Plan;

/// <summary>Furnishes a tenant from a preset: names, queues, menus. Drawn from the seed.</summary>
internal static class PlanBuilder
{
    private static readonly string[] QueueNames =
    [
        "售前咨询", "售后服务", "技术支持", "投诉建议", "账务查询", "贵宾专线", "物流查询", "退换货", "会员服务", "英语专线",
        "企业客户", "合作伙伴", "活动咨询", "安装预约", "故障报修", "续费提醒", "电子发票", "回访中心", "夜间值班", "应急专席",
    ];

    private static readonly string[] Surnames =
    [
        "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗", "欧阳", "上官",
    ];

    private static readonly string[] GivenNames =
    [
        "敏", "伟", "芳", "娜", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀英", "霞", "平",
        "雨桐", "子涵", "浩然", "梓萱", "思远", "佳琪", "晓东", "文博", "诗琪", "俊杰",
    ];

    private static readonly Strategy[] Strategies =
        [Strategy.LongestIdleAgent, Strategy.Random, Strategy.RoundRobin, Strategy.TopDown, Strategy.FewestCalls, Strategy.LeastTalkTime];

    public static TenantPlan Build(SimulatedTenant tenant, Preset preset, int seed)
    {
        var tempo = Tempos.Of(preset);
        var random = new Random(seed);
        var agents = Agents(tenant, tempo, random);
        var queues = Queues(tenant, tempo, agents);
        OwnReason[] own = [new(9, "培训", "#d8c9f0"), new(10, "会议", "#c9e0f0")];
        return new TenantPlan(tenant.Id, tenant.Name, tempo, agents, queues, Flows(queues), own, AfterState: 2, MaxConcurrent: tempo.Agents * 3);
    }

    private static List<AgentPlan> Agents(SimulatedTenant tenant, Tempo tempo, Random random)
    {
        var agents = new List<AgentPlan>();
        var names = new HashSet<string>();
        for (short i = 0; i < tempo.Agents; i++)
        {
            // Everybody has a home queue; one in three helps out in one or two more.
            var queues = new SortedSet<short> { (short)(i % tempo.Queues) };
            if (random.Next(3) == 0) queues.Add((short)random.Next(tempo.Queues));
            if (random.Next(6) == 0) queues.Add((short)random.Next(tempo.Queues));
            // A centre that never closes: half begin in the morning, half in the evening.
            var shift = (random.Next(2) == 0 ? 6.5 : 18.5) + random.NextDouble() * 4;
            agents.Add(new AgentPlan(i, Dn(tenant, 1000 + i), Text(6000 + i), Name(random, names), [.. queues], shift, OwnSeat: false));
        }
        agents.Add(new AgentPlan((short)tempo.Agents, Dn(tenant, tenant.OwnSeat), Text(tenant.OwnExtension), "大屏监控", [], 0, OwnSeat: true));
        return agents;
    }

    private static List<QueuePlan> Queues(SimulatedTenant tenant, Tempo tempo, List<AgentPlan> agents) =>
    [
        .. Enumerable.Range(0, tempo.Queues).Select(i => new QueuePlan(
            (short)i, Dn(tenant, 8000 + i), Text(8000 + i), QueueNames[i % QueueNames.Length], Strategies[i % Strategies.Length], tempo.MaxWait * (3 + i % 3) / 5,
            i % 3 == 2 ? Overflow.OtherQueue : Overflow.Voicemail, (short)((i + 1) % tempo.Queues),
            [.. agents.Where(a => a.Queues.Contains((short)i)).Select(a => a.Index)])),
    ];

    // Eight queues to a menu; key 9 of one leads to the next.
    private static List<IvrFlow> Flows(List<QueuePlan> queues)
    {
        var none = new Dictionary<byte, short>();
        List<IvrNode> nodes = [new(0, "101", "欢迎语", "welcome.wav", none)];
        foreach (var (menu, choices) in queues.Chunk(8).Index())
        {
            var keys = choices.Select((q, i) => ((byte)(i + 1), q.Index)).ToDictionary();
            nodes.Add(new IvrNode((byte)(menu + 1), Text(102 + menu), menu == 0 ? "主菜单" : $"更多业务{menu}", $"menu{menu}.wav", keys));
        }
        return
        [
            new IvrFlow(0, 1, "总机流程", nodes),
            new IvrFlow(TenantPlan.Voicemail, 2, "语音信箱", [new IvrNode(0, "201", "请留言", "leave-message.wav", none)]),
            new IvrFlow(TenantPlan.Survey, 3, "满意度调查", [new IvrNode(0, "301", "请评价", "survey.wav", none)]),
        ];
    }

    // Names are unique: departments know their people by name only.
    private static string Name(Random random, HashSet<string> taken)
    {
        while (true)
        {
            var name = Surnames[random.Next(Surnames.Length)] + GivenNames[random.Next(GivenNames.Length)];
            if (taken.Add(name)) return name;
        }
    }

    private static string Dn(SimulatedTenant tenant, int number) => $"{tenant.Id}_{Text(number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
