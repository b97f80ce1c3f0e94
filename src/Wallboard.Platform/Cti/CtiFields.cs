using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Wallboard.Platform.Cti;

/// <summary>The fields that events may carry; a name in another case is the same field (<c>callID</c>, <c>callId</c>).</summary>
internal enum Field
{
    MessageId, ThisDN, MonitorExtension, AgentState, State, ReasonCode, CallId, CallType, OtherDN, DeviceState, TenantId, Extension,
    ThisQueue, ThisQueues, QueueNum, QueueSum, CallingNum, AgentReadyNum, Status, HoldTime, CallerId, Ani, Dnis, ThirdDN, ThirdRole,
    StartTime, EndTime, IvrStatus, FileName, FileNam, IvrDigitType, IvrDtmfDigit, IvrNode, Name, EventSequence,
    ErrorMessageId, ErrorCode, ErrorMessage, Reason, SucceeMessageId, ReferenceId, HangupCause, SipIp, Duration,
    Count,
}

/// <summary>
/// Where in a frame each known field's value stands. One pass fills it, whatever the order of the fields; values are decoded only for
/// the event that the frame turns out to be.
/// </summary>
internal ref struct CtiFields(ReadOnlySpan<byte> utf8)
{
    private static readonly (byte[] Name, Field Field)[][] ByLength = Enum.GetValues<Field>()
        .Where(f => f != Field.Count)
        .Select(f => (Name: Encoding.ASCII.GetBytes(f.ToString()), Field: f))
        .GroupBy(f => f.Name.Length)
        .Aggregate(new (byte[], Field)[24][], (table, group) =>
        {
            table[group.Key] = [.. group];
            return table;
        });

    [InlineArray((int)Field.Count)]
    private struct Places
    {
        private (int Start, int Length) first;
    }

    private readonly ReadOnlySpan<byte> utf8 = utf8;
    private Places places;

    /// <summary>The first value of <c>thisDN</c>, which 588 carries twice, that is not the own seat's.</summary>
    public string? OtherThisDN { get; private set; }

    /// <summary>Our own seat is among the values of <c>thisDN</c>.</summary>
    public bool OwnThisDN { get; private set; }

    /// <summary>The field of a name, or <c>null</c>.</summary>
    public static Field? Known(ReadOnlySpan<byte> name)
    {
        if (name.Length >= ByLength.Length || ByLength[name.Length] is not { } candidates) return null;
        foreach (var (known, field) in candidates)
            if (Ascii.EqualsIgnoreCase(known, name)) return field;
        return null;
    }

    /// <summary>Takes the value that <paramref name="reader"/> stands on, and moves to its end.</summary>
    public void Take(Field field, ref Utf8JsonReader reader, ReadOnlySpan<byte> ownSeat)
    {
        var start = (int)reader.TokenStartIndex;
        if (field == Field.ThisDN && IsText(reader.TokenType) && !reader.ValueSpan.IsEmpty)
        {
            if (IsSeat(ref reader, ownSeat)) OwnThisDN = true;
            else OtherThisDN ??= TextOf(ref reader);
        }
        reader.Skip();
        places[(int)field] = (start, (int)reader.BytesConsumed - start);
    }

    public readonly string? Text(Field field)
    {
        if (!Has(field)) return null;
        var reader = At(field);
        reader.Read();
        return IsText(reader.TokenType) ? TextOf(ref reader) is { Length: > 0 } text ? text : null : null;
    }

    /// <summary>Whether a field is exactly this text; saves making it anew.</summary>
    public readonly bool Is(Field field, string text)
    {
        if (!Has(field)) return false;
        var reader = At(field);
        reader.Read();
        return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(text);
    }

    public readonly int? Int(Field field)
    {
        if (!Has(field)) return null;
        var reader = At(field);
        reader.Read();
        return IntOf(ref reader);
    }

    /// <summary>A list; a list in a string, or one separated by commas, is one too.</summary>
    public readonly List<string> List(Field field)
    {
        List<string> list = [];
        if (!Has(field)) return list;
        var reader = At(field);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                if (IsText(reader.TokenType)) list.Add(TextOf(ref reader));
                else reader.Skip();
        }
        else if (IsText(reader.TokenType))
        {
            list.AddRange(TextOf(ref reader).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        return list;
    }

    private static readonly char[] Separators = [',', '[', ']', '"'];

    private readonly bool Has(Field field) => places[(int)field].Length > 0;

    private readonly Utf8JsonReader At(Field field)
    {
        var (start, length) = places[(int)field];
        return new Utf8JsonReader(utf8.Slice(start, length), CtiEventReader.Tolerant);
    }

    private static bool IsText(JsonTokenType type) => type is JsonTokenType.String or JsonTokenType.Number;

    private static bool IsSeat(ref Utf8JsonReader reader, ReadOnlySpan<byte> seat) =>
        reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped ? reader.ValueTextEquals(seat) : reader.ValueSpan.SequenceEqual(seat);

    private static string TextOf(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : Encoding.UTF8.GetString(reader.ValueSpan);

    private static int? IntOf(ref Utf8JsonReader reader)
    {
        if (!IsText(reader.TokenType)) return null;
        var text = reader.ValueSpan.Trim(" \t"u8);
        if (System.Buffers.Text.Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length) return value;
        // 3.0 is what some serializers make of 3
        return System.Buffers.Text.Utf8Parser.TryParse(text, out double real, out used) && used == text.Length
            && real is >= int.MinValue and <= int.MaxValue && real == Math.Floor(real) ? (int)real : null;
    }
}
