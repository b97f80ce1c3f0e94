using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>What is posted, and where to: bots want their signature in the address or in the body.</summary>
internal sealed record WebhookMessage(Uri Address, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers);

/// <summary>The bodies of webhooks. Pure.</summary>
internal static class WebhookBodies
{
    /// <summary>Of UTF-8: the least that a bot takes is 3 000 signs (Slack, a section) or 4 096 bytes (WeCom).</summary>
    private const int MostBytes = 2800;

    private const int LongestTitle = 120;

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="link">Of a file.</param>
    public static WebhookMessage Of(DestinationKind kind, WebhookTarget target, Parcel parcel, Func<ParcelFile, string> link, DateTimeOffset now) => kind switch
    {
        DestinationKind.DingTalk => new(DingTalkAddress(target, now), Bytes(new
        {
            msgtype = "markdown",
            markdown = new { title = Plain(Title(parcel)), text = Markdown(parcel, link) },
        }), []),
        DestinationKind.WeCom => new(target.Address, Bytes(new { msgtype = "markdown", markdown = new { content = Markdown(parcel, link) } }), []),
        DestinationKind.Feishu => new(target.Address, Feishu(target, parcel, link, now), []),
        DestinationKind.Slack => new(target.Address, Bytes(Slack(parcel, link)), []),
        _ => Signed(target, parcel, link, now),
    };

    /// <summary>
    /// <c>{ "tenant": "10000", "schedule": "每周报表", "due": "2026-11-23T08:00:00+08:00", "delivery": "…", "files": [ … ] }</c>, signed as
    /// <c>sha256=hex(HMAC(secret, timestamp + "." + body))</c>; the timestamp in seconds, so that what is old can be told.
    /// </summary>
    private static WebhookMessage Signed(WebhookTarget target, Parcel parcel, Func<ParcelFile, string> link, DateTimeOffset now)
    {
        var body = Bytes(new
        {
            tenant = parcel.Tenant.Id, schedule = parcel.Schedule, due = parcel.Due.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), delivery = parcel.Delivery,
            files = parcel.Files.Select(f => new { f.Title, f.FileName, format = FileText.Extension(f.Format), f.Rows, f.Bytes, f.Sha256, url = link(f) }),
        });
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        List<(string, string)> headers = [("X-Wallboard-Delivery", $"{parcel.Delivery}"), ("X-Wallboard-Timestamp", timestamp)];
        if (target.Secret is { } secret)
            headers.Add(("X-Wallboard-Signature", $"sha256={Convert.ToHexStringLower(Hmac(secret, [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. body]))}"));
        return new(target.Address, body, headers);
    }

    /// <summary>DingTalk: the time in milliseconds and the signature of "time, line feed, secret" behind the address.</summary>
    private static Uri DingTalkAddress(WebhookTarget target, DateTimeOffset now)
    {
        if (target.Secret is not { } secret) return target.Address;
        var timestamp = now.ToUnixTimeMilliseconds();
        var sign = Convert.ToBase64String(Hmac(secret, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}\n{secret}"))));
        return new UriBuilder(target.Address)
        {
            Query = string.Create(CultureInfo.InvariantCulture, $"{target.Address.Query.TrimStart('?')}&timestamp={timestamp}&sign={Uri.EscapeDataString(sign)}").TrimStart('&'),
        }.Uri;
    }

    /// <summary>Feishu: the time in seconds; "time, line feed, secret" is the key, and nothing is what it signs.</summary>
    private static byte[] Feishu(WebhookTarget target, Parcel parcel, Func<ParcelFile, string> link, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var lines = new List<object[]> { new object[] { new { tag = "text", text = Due(parcel) } } };
        lines.AddRange(Files(parcel, file => Encoding.UTF8.GetByteCount(Clip(file.Title)) + link(file).Length + 100,
            file => [new { tag = "a", text = Clip(file.Title), href = link(file) }, new { tag = "text", text = $" {Letter.Facts(parcel, file)}" }],
            more => new object[] { new { tag = "text", text = more } }));
        var body = new Dictionary<string, object>();
        if (target.Secret is { } secret) (body["timestamp"], body["sign"]) = (timestamp, Convert.ToBase64String(Hmac($"{timestamp}\n{secret}", [])));
        body["msg_type"] = "post";
        body["content"] = new { post = new { zh_cn = new { title = Title(parcel), content = lines } } };
        return Bytes(body);
    }

    private static object Slack(Parcel parcel, Func<ParcelFile, string> link)
    {
        var lines = Files(parcel, file => Encoding.UTF8.GetByteCount(Escaped(Clip(file.Title))) + link(file).Length + 100,
            file => $"• <{link(file)}|{Escaped(Clip(file.Title))}> {Escaped(Letter.Facts(parcel, file))}", more => more);
        return new
        {
            text = Escaped(Title(parcel)),
            blocks = new[] { new { type = "section", text = new { type = "mrkdwn", text = string.Join('\n', [$"*{Escaped(Plain(Title(parcel)))}*", Escaped(Due(parcel)), .. lines]) } } },
        };

        // Nothing else is markup to Slack that could call people or disguise a link.
        static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("|", "¦", StringComparison.Ordinal);
    }

    private static string Markdown(Parcel parcel, Func<ParcelFile, string> link) => string.Join("\n\n",
    [
        $"### {Plain(Title(parcel))}", Due(parcel),
        .. Files(parcel, file => Encoding.UTF8.GetByteCount(Clip(file.Title)) + link(file).Length + 100, file => $"[{Plain(Clip(file.Title))}]({link(file)}) {Plain(Letter.Facts(parcel, file))}", more => more),
    ]);

    /// <summary>As many as a message holds, and how many more there are.</summary>
    private static IEnumerable<T> Files<T>(Parcel parcel, Func<ParcelFile, int> size, Func<ParcelFile, T> line, Func<string, T> more)
    {
        var (taken, bytes) = (0, 0);
        foreach (var file in parcel.Files.TakeWhile(file => (bytes += size(file)) <= MostBytes))
        {
            taken++;
            yield return line(file);
        }
        if (taken < parcel.Files.Count) yield return more(DeliveryText.Words["Bot.more", parcel.Files.Count - taken]);
    }

    private static string Title(Parcel parcel) => DeliveryText.Words["Letter.title", parcel.Tenant.DisplayName, parcel.Schedule];

    private static string Due(Parcel parcel) => parcel.Files.Count == 0
        ? DeliveryText.Words["Test.words"]
        : DeliveryText.Words["Letter.due", $"{parcel.Due.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} (UTC{parcel.Due.ToString("zzz", CultureInfo.InvariantCulture)})"];

    private static string Clip(string title) => title.Length > LongestTitle ? title[..LongestTitle] : title;

    /// <summary>Names are names: what would be a link, a mark or a call to somebody in a bot's markdown is written with its wide twin, since not every bot knows how to escape.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => c switch
    {
        '[' => '［', ']' => '］', '(' => '（', ')' => '）', '<' => '＜', '>' => '＞', '*' => '＊', '`' => '＇', '#' => '＃', '@' => '＠', '!' => '！', '\\' => '＼',
        _ when char.IsControl(c) => ' ',
        _ => c,
    }));

    private static byte[] Hmac(string secret, byte[] what) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), what);

    private static byte[] Bytes(object body) => JsonSerializer.SerializeToUtf8Bytes(body, json);
}
