using System.Text.Json;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>What bots say with a status of 200: <c>{"errcode":310000,"errmsg":"sign not match"}</c>, Feishu <c>{"code":19021,"msg":"…"}</c>, formerly <c>{"StatusCode":0}</c>.</summary>
internal sealed record WebhookAnswer(long Code)
{
    /// <summary>Busy, or too many messages just now: DingTalk and WeCom −1, DingTalk 130101, WeCom 45009 and 45033, Feishu 11232.</summary>
    private static readonly long[] later = [-1, 130101, 45009, 45033, 11232];

    private static readonly string[] names = ["errcode", "code", "StatusCode"];

    public bool MayBeRepeated => later.Contains(Code);

    /// <summary>Whether one that has taken a message says so in such words.</summary>
    public static bool Expects(DestinationKind kind) => kind is DestinationKind.DingTalk or DestinationKind.WeCom or DestinationKind.Feishu;

    /// <summary>Null: it says nothing of the kind.</summary>
    public static WebhookAnswer? Read(DestinationKind kind, string body)
    {
        if (!Expects(kind)) return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            foreach (var name in names)
                if (document.RootElement.TryGetProperty(name, out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt64(out var number)) return new(number);
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
