namespace Wallboard.Platform.Cti;

/// <summary>The guide's message ids. Guide 4.x (requests) and 5.x (events).</summary>
public static class MessageIds
{
    /// <summary>Requests.</summary>
    public const int SignIn = 100, Ready = 101, Busy = 102, SignOut = 103,
        MonitorAgents = 266, UnmonitorAgents = 267, MonitorQueues = 275, UnmonitorQueues = 276, MonitorIvr = 301, UnmonitorIvr = 302;

    /// <summary>Events.</summary>
    public const int PingAnswered = 3, CallRinging = 503, CallDialling = 505, CallEstablished = 506, CallReleased = 515, Queue = 520,
        SeatSignedIn = 580, SeatSignedOut = 581, SeatBusy = 582, SeatReady = 583, AgentState = 588, Ivr = 605,
        SeatTaken = 4500, RequestHint = 8888, RequestFailed = 9999;
}
