namespace Wallboard.Simulator.Log;

/// <summary>What agents do to a call that goes on (chapter 4), folded into it.</summary>
internal static class ControlFold
{
    public static void Take(LiveCall call, in LogEntry e)
    {
        var agent = e.Agent;
        var leg = call.Legs.Find(l => l.Agent == agent);
        switch (e.Kind)
        {
            case LogKind.Held or LogKind.Retrieved:
                leg!.Held = e.Kind == LogKind.Held;
                break;
            case LogKind.RecordingStarted:
                leg!.RecordingSince = e.At;
                break;
            case LogKind.RecordingStopped:
                leg!.RecordingSince = 0;
                break;
            case LogKind.Muted:
                (call.Muted ??= []).Add((e.Agent, e.B));
                break;
            case LogKind.Unmuted:
                call.Muted?.Remove((e.Agent, e.B));
                break;
            case LogKind.TransferBegun:
                call.TransferredBy = e.Agent;
                break;
            case LogKind.CustomerLeft:
                call.CustomerLeft = true;
                break;
            case LogKind.OutsideAnswered:
                Outside(call, e).Answered = e.At;
                break;
            case LogKind.OutsideEnded:
                var outside = Outside(call, e);
                (outside.Ended, outside.Cause) = (e.At, (Cause)e.A);
                call.Legs.Remove(outside);
                call.LastLeg = outside;
                break;
        }
    }

    private static Leg Outside(LiveCall call, in LogEntry e)
    {
        var number = call.Call.Notes!.Outside[e.B];
        return call.Legs.Find(l => l.Number == number)!;
    }
}
