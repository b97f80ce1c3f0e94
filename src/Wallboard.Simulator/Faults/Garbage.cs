using System.Text;

namespace Wallboard.Simulator.Faults;

/// <summary>Frames that no client should have to see.</summary>
internal static class Garbage
{
    private static readonly string[] Kinds =
    [
        "{\"messageId\":588,\"thisDN\":", "not json at all", "[]", "null", "{}", "{\"messageId\":{\"a\":[1,2]}}", "\u0000\u0001\u0002",
        "{\"messageId\":520,\"thisQueue\":{},\"queueNum\":\"many\"}", "{\"messageId\":\"588\",\"agentState\":[],\"thisDN\":7}", "",
    ];

    public static byte[] Any(int index) => Encoding.UTF8.GetBytes(Kinds[index % Kinds.Length]);

    /// <summary>The front half of a frame, still valid UTF-8: what it said can no longer be read.</summary>
    public static byte[] Garbled(byte[] frame)
    {
        var length = frame.Length / 2;
        while (length > 0 && (frame[length] & 0xc0) == 0x80) length--;
        return frame[..length];
    }

    /// <summary>Valid, far too long, of an unknown kind.</summary>
    public static byte[] Oversized(int bytes) => Encoding.UTF8.GetBytes($$"""{"messageId":7777,"padding":"{{new string('x', bytes)}}"}""");
}
