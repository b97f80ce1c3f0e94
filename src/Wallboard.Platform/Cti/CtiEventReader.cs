using System.Text;
using System.Text.Json;

namespace Wallboard.Platform.Cti;

/// <summary>Reads the platform's events. Guide 5.x.</summary>
public static class CtiEventReader
{
    internal static readonly JsonReaderOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads one frame. What is missing, empty or of the wrong kind is <c>null</c>; fields that are not known are skipped.</summary>
    /// <param name="ownSeat">The seat of the connection, which 588 names beside the monitored agent.</param>
    /// <param name="ownExtension">Its extension; what the event itself says where left out.</param>
    /// <exception cref="CtiFormatException">No JSON object with a message id: what is wrong, and where, but not what stood there.</exception>
    public static CtiEvent Read(ReadOnlySpan<byte> utf8, string ownSeat, string? ownExtension = null)
    {
        // {"messageId":588,"thisDN":"10000_1000","monitorExtension":"6000","agentState":2,"reasonCode":1,"callID":"47…","callType":2,
        //  "otherDN":"138…","deviceState":1,"tenantID":10000,"thisDN":"10000_1900","extension":"6900"}
        try
        {
            if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
            Span<byte> seat = stackalloc byte[128];
            if (!Encoding.UTF8.TryGetBytes(ownSeat, seat, out var written)) throw new ArgumentException("longer than any seat", nameof(ownSeat));
            var fields = Scan(utf8, seat[..written]);
            return Event(ref fields, ownSeat, ownExtension);
        }
        catch (JsonException e)
        {
            throw new CtiFormatException($"not JSON: line {e.LineNumber}, byte {e.BytePositionInLine} of {utf8.Length}");
        }
        catch (InvalidOperationException)
        {
            throw new CtiFormatException($"a text that is not UTF-8, in {utf8.Length} bytes");
        }
    }

    private static CtiFields Scan(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> seat)
    {
        var reader = new Utf8JsonReader(utf8, Tolerant);
        var fields = new CtiFields(utf8);
        if (!reader.Read()) throw new CtiFormatException("empty");
        if (reader.TokenType != JsonTokenType.StartObject) throw new CtiFormatException($"{reader.TokenType} at byte 0 where an object should begin");
        Object(ref reader, ref fields, seat, nested: false);
        if (reader.Read()) throw new CtiFormatException($"{reader.TokenType} after the object's end");
        return fields;
    }

    private static void Object(ref Utf8JsonReader reader, ref CtiFields fields, ReadOnlySpan<byte> seat, bool nested)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var known = reader.ValueIsEscaped ? null : CtiFields.Known(reader.ValueSpan);
            var attached = !nested && reader.ValueTextEquals("attachDatas"u8);
            reader.Read();
            if (attached && reader.TokenType == JsonTokenType.StartObject) Object(ref reader, ref fields, seat, nested: true);
            else if (known is { } field && (!nested || field is Field.HangupCause or Field.FileNam or Field.FileName)) fields.Take(field, ref reader, seat);
            else reader.Skip();
        }
    }

    private static CtiEvent Event(ref CtiFields f, string ownSeat, string? ownExtension)
    {
        if (f.Int(Field.MessageId) is not { } id) throw new CtiFormatException("no messageId that is a number");
        var thisDN = f.OtherThisDN ?? (f.OwnThisDN ? ownSeat : null);
        return id switch
        {
            MessageIds.SeatSignedIn or MessageIds.SeatSignedOut or MessageIds.SeatBusy or MessageIds.SeatReady => new SeatStateChanged(
                id, thisDN, f.Text(Field.Extension), f.Int(Field.State) ?? f.Int(Field.AgentState), f.Int(Field.ReasonCode), f.Int(Field.DeviceState), f.List(Field.ThisQueues))
            { TenantId = f.Text(Field.TenantId) },
            MessageIds.CallDialling or MessageIds.CallRinging or MessageIds.CallEstablished or MessageIds.CallHeld or MessageIds.CallRetrieved
                or MessageIds.CallReleased => SeatCall(ref f, id, thisDN),
            MessageIds.RecordingStarted or MessageIds.RecordingStopped => new RecordingChanged(
                id, thisDN, f.Text(Field.Extension), f.Text(Field.CallId), f.Int(Field.CallType), f.Text(Field.OtherDN), f.Text(Field.FileName),
                f.Int(Field.Duration) is >= 0 and { } seconds ? TimeSpan.FromSeconds(seconds) : null)
            { TenantId = f.Text(Field.TenantId) },
            MessageIds.PhoneRegistered or MessageIds.PhoneUnregistered => new PhoneChanged(id, thisDN, f.Text(Field.Extension), f.Text(Field.SipIp))
            { TenantId = f.Text(Field.TenantId) },
            MessageIds.AgentState => AgentState(ref f, ownSeat, ownExtension),
            MessageIds.Queue or MessageIds.Ivr or MessageIds.PingAnswered or MessageIds.RequestFailed or MessageIds.RequestHint or MessageIds.SeatTaken =>
                ForSeat(ref f, id, thisDN, Extension(ref f, ownExtension)),
            _ => new UnknownEvent(id),
        };
    }

    /// <summary>An event that says, beside what it is about, which seat it was sent to.</summary>
    private static CtiEvent ForSeat(ref CtiFields f, int id, string? seat, string? extension) => id switch
    {
        MessageIds.Queue => new QueueChanged(
            f.Text(Field.ThisQueue), f.Int(Field.QueueNum), f.Int(Field.QueueSum), f.Int(Field.CallingNum), f.Int(Field.AgentReadyNum), f.Int(Field.Status),
            f.Text(Field.HoldTime), f.Int(Field.CallType), f.Text(Field.CallerId), f.Text(Field.Ani), f.Text(Field.Dnis), f.Text(Field.CallId))
        { Seat = seat, SeatExtension = extension },
        MessageIds.Ivr => new IvrProgress(
            f.Text(Field.CallId), f.Text(Field.TenantId), f.Text(Field.StartTime), f.Text(Field.EndTime), f.Text(Field.Ani), f.Text(Field.Dnis),
            f.Int(Field.CallType), f.Text(Field.ThisQueue), f.Text(Field.IvrStatus), f.Text(Field.FileName), f.Text(Field.IvrDigitType),
            f.Text(Field.IvrDtmfDigit), f.Text(Field.IvrNode), f.Text(Field.Name), f.Text(Field.EventSequence))
        { Seat = seat, SeatExtension = extension },
        MessageIds.RequestFailed => new RequestFailed(f.Int(Field.ErrorMessageId), f.Int(Field.ErrorCode), f.Text(Field.ErrorMessage))
        { Seat = seat, SeatExtension = extension },
        MessageIds.RequestHint => new RequestHint(f.Int(Field.SucceeMessageId), f.Int(Field.ReferenceId)) { Seat = seat, SeatExtension = extension },
        MessageIds.SeatTaken => new SeatTaken(f.Int(Field.Reason)) { Seat = seat, SeatExtension = extension },
        _ => new PingAnswered { Seat = seat, SeatExtension = extension },
    };

    private static string? Extension(ref CtiFields f, string? own) => own is not null && f.Is(Field.Extension, own) ? own : f.Text(Field.Extension);

    private static SeatCallChanged SeatCall(ref CtiFields f, int id, string? agent) =>
        new(id, agent, f.Text(Field.Extension), f.Text(Field.CallId), f.Int(Field.CallType), f.Text(Field.OtherDN), f.Text(Field.HangupCause))
        {
            TenantId = f.Text(Field.TenantId),
            CallerNumber = f.Text(Field.Ani),
            DialledNumber = f.Text(Field.Dnis),
            ThirdNumber = f.Text(Field.ThirdDN),
            ThirdRole = f.Int(Field.ThirdRole),
            FileName = f.Text(Field.FileNam) ?? f.Text(Field.FileName),
        };

    private static AgentStateChanged AgentState(ref CtiFields f, string ownSeat, string? ownExtension)
    {
        var monitored = f.Text(Field.MonitorExtension);
        // Only our own seat is named: it is the monitored one, unless the other seat's name was lost as a duplicate and its extension tells so.
        var ourselves = f.Text(Field.ThisDN) is not null && (monitored is null || monitored == (ownExtension ?? f.Text(Field.Extension)));
        var agent = f.OtherThisDN ?? (ourselves ? ownSeat : null);
        return new(
            agent, monitored, f.Int(Field.AgentState) ?? f.Int(Field.State), f.Int(Field.ReasonCode), f.Text(Field.CallId), f.Int(Field.CallType),
            f.Text(Field.OtherDN), f.Int(Field.DeviceState))
        {
            TenantId = f.Text(Field.TenantId),
            // The other of the two: ours, or the last where neither is.
            Seat = f.OwnThisDN ? ownSeat : f.Text(Field.ThisDN) is { } last && last != f.OtherThisDN ? last : null,
            SeatExtension = Extension(ref f, ownExtension),
        };
    }
}
