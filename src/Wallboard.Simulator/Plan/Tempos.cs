namespace Wallboard.Simulator.Plan;

internal static class Tempos
{
    public static Tempo Of(Preset preset) => preset switch
    {
        Preset.Quick => Quick,
        Preset.Load => Load,
        _ => Demo,
    };

    private static readonly Tempo Demo = new()
    {
        Agents = 60, Queues = 6, Pressure = 0.72, HistoryShare = 1, HistoryCalls = 55,
        Talk = new(120, 240), AfterCall = new(10, 40), Answer = new(2, 8), RingLimit = 15, IvrStep = new(3, 9),
        MeanPatience = 90, MaxWait = 180, MeanBetweenPauses = 1500, Pause = new(180, 900), Redial = new(40, 300), ShiftHours = 14,
    };

    private static readonly Tempo Quick = new()
    {
        Agents = 12, Queues = 4, Pressure = 1.35, HistoryShare = 0.05, HistoryCalls = 120,
        Talk = new(4, 12), AfterCall = new(0.5, 2), Answer = new(0.4, 1.5), RingLimit = 3, IvrStep = new(0.3, 1.2),
        MeanPatience = 30, MaxWait = 40, MeanBetweenPauses = 30, Pause = new(3, 8), Redial = new(3, 15), ShiftHours = 22,
    };

    private static readonly Tempo Load = new()
    {
        Agents = 200, Queues = 20, Pressure = 1.1, HistoryShare = 0.05, HistoryCalls = 50,
        Talk = new(15, 40), AfterCall = new(2, 8), Answer = new(1, 4), RingLimit = 8, IvrStep = new(0.5, 2),
        MeanPatience = 30, MaxWait = 60, MeanBetweenPauses = 200, Pause = new(10, 40), Redial = new(5, 30), ShiftHours = 20,
    };
}
