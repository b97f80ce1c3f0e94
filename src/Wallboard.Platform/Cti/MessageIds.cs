namespace Wallboard.Platform.Cti;

/// <summary>The guide's message ids. Guide 4.x (requests) and 5.x (events).</summary>
public static class MessageIds
{
    /// <summary>Requests about a seat.</summary>
    public const int SignIn = 100, Ready = 101, Busy = 102, SignOut = 103;

    /// <summary>Requests about calls.</summary>
    public const int PlaceCall = 200, ReleaseCall = 203, HoldCall = 204, ThreeWayCall = 214, Transfer = 215, RetrieveCall = 217, SendKeys = 250,
        ListenToCall = 265, PlayAudio = 274, StartRecording = 277, StopRecording = 278, AttachData = 279, TransferToIvr = 290, Mute = 292,
        Unmute = 293, AnswerCall = 294;

    /// <summary>Requests about what the platform reports.</summary>
    public const int MonitorAgents = 266, UnmonitorAgents = 267, MonitorQueues = 275, UnmonitorQueues = 276, MonitorIvr = 301, UnmonitorIvr = 302;

    /// <summary>Events.</summary>
    public const int PingAnswered = 3, CallRinging = 503, CallDialling = 505, CallEstablished = 506, CallHeld = 509, CallRetrieved = 513,
        CallReleased = 515, RecordingStopped = 519, Queue = 520, PhoneRegistered = 572, PhoneUnregistered = 574,
        SeatSignedIn = 580, SeatSignedOut = 581, SeatBusy = 582, SeatReady = 583, AgentState = 588, RecordingStarted = 589, Ivr = 605,
        SeatTaken = 4500, RequestHint = 8888, RequestFailed = 9999;
}
