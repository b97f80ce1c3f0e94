using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Security;

namespace Wallboard.Web.Tests.Deliveries;

public sealed class WebhookTests(DeliveryLab lab, Receiver receiver) : IClassFixture<DeliveryLab>, IClassFixture<Receiver>, IDisposable
{
    private const string Key = "SEC0123456789abcdef", Token = "t0k3n-of-the-address";

    public void Dispose() => receiver.Answer = _ => Task.CompletedTask;

    [Fact]
    public async Task A_webhook_names_the_files_and_its_signature_is_right()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Xlsx, FileFormat.Csv]);
        var result = await SendAsync(DestinationKind.Webhook, parcel, Key);
        Assert.Equal((AttemptOutcome.Sent, "Sent.webhook\n200"), (result.Outcome, result.Detail));
        var posted = receiver.Last;
        Assert.Equal(("/hook", Token, "application/json; charset=utf-8"), (posted.Path, posted.Query["access_token"].ToString(), posted.Headers.ContentType.ToString()));
        Assert.Equal($"{parcel.Delivery}", posted.Headers["X-Wallboard-Delivery"].ToString());
        var timestamp = posted.Headers["X-Wallboard-Timestamp"].ToString();
        Assert.InRange(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture), 0, 60);
        var right = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), (byte[])[.. Encoding.UTF8.GetBytes($"{timestamp}."), .. posted.Body]);
        Assert.Equal($"sha256={Convert.ToHexStringLower(right)}", posted.Headers["X-Wallboard-Signature"].ToString());

        var json = posted.Json;
        Assert.Equal(["tenant", "schedule", "due", "delivery", "files"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("10000", "每周报表", "2026-11-23T08:00:00+08:00", parcel.Delivery), (Of("tenant"), Of("schedule"), Of("due"), json.GetProperty("delivery").GetGuid()));
        foreach (var (named, file) in json.GetProperty("files").EnumerateArray().Zip(parcel.Files))
        {
            Assert.Equal(["title", "fileName", "format", "rows", "bytes", "sha256", "url"], named.EnumerateObject().Select(p => p.Name));
            Assert.Equal(
                (file.Title, file.FileName, file.Format.ToString().ToLowerInvariant(), file.Rows, file.Bytes, file.Sha256, $"{DeliveryLab.Address}/t/10000/files/{file.Id}"),
                (named.GetProperty("title").GetString(), named.GetProperty("fileName").GetString(), named.GetProperty("format").GetString(), named.GetProperty("rows").GetInt64(),
                    named.GetProperty("bytes").GetInt64(), named.GetProperty("sha256").GetString(), named.GetProperty("url").GetString()));
        }
        await SendAsync(DestinationKind.Webhook, parcel, secret: null);
        Assert.False(receiver.Last.Headers.ContainsKey("X-Wallboard-Signature"));

        string? Of(string name) => json.GetProperty(name).GetString();
    }

    [Fact]
    public async Task DingTalk_gets_markdown_and_its_signature_in_the_address()
    {
        Bot("""{"errcode":0,"errmsg":"ok"}""");
        var parcel = await lab.ParcelAsync("每周[报表](http://evil.example)<@all>", FileFormat.Xlsx);
        Assert.Equal(AttemptOutcome.Sent, (await SendAsync(DestinationKind.DingTalk, parcel, Key)).Outcome);
        var posted = receiver.Last;
        Assert.Equal(Token, posted.Query["access_token"].ToString());
        var timestamp = posted.Query["timestamp"].ToString();
        Assert.Equal(13, timestamp.Length);
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{timestamp}\n{Key}"))), posted.Query["sign"].ToString());
        Assert.Equal("markdown", posted.Json.GetProperty("msgtype").GetString());
        var text = posted.Json.GetProperty("markdown").GetProperty("text").GetString()!;
        Assert.Equal($"### 演示呼叫中心 · 每周［报表］（http://evil.example）＜＠all＞", text.Split('\n')[0]);
        Assert.Contains($"[通话统计（按日）2026-11-16 – 2026-11-22]({DeliveryLab.Address}/t/10000/files/{parcel.Files[0].Id}) Excel，3 行", text, StringComparison.Ordinal);
        Assert.Equal("演示呼叫中心 · 每周［报表］（http://evil.example）＜＠all＞", posted.Json.GetProperty("markdown").GetProperty("title").GetString());
    }

    [Fact]
    public async Task WeCom_gets_markdown()
    {
        Bot("""{"errcode":0,"errmsg":"ok"}""");
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        Assert.Equal(AttemptOutcome.Sent, (await SendAsync(DestinationKind.WeCom, parcel)).Outcome);
        Assert.Equal("markdown", receiver.Last.Json.GetProperty("msgtype").GetString());
        Assert.Contains($"]({DeliveryLab.Address}/t/10000/files/{parcel.Files[0].Id})", receiver.Last.Json.GetProperty("markdown").GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feishu_gets_a_post_and_its_signature_in_the_body()
    {
        Bot("""{"code":0,"msg":"success","data":{}}""");
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        Assert.Equal(AttemptOutcome.Sent, (await SendAsync(DestinationKind.Feishu, parcel, Key)).Outcome);
        var json = receiver.Last.Json;
        var timestamp = json.GetProperty("timestamp").GetString()!;
        Assert.Equal(10, timestamp.Length);
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\n{Key}"), Array.Empty<byte>())), json.GetProperty("sign").GetString());
        Assert.Equal("post", json.GetProperty("msg_type").GetString());
        var post = json.GetProperty("content").GetProperty("post").GetProperty("zh_cn");
        Assert.Equal("演示呼叫中心 · 每周报表", post.GetProperty("title").GetString());
        var link = post.GetProperty("content")[1][0];
        Assert.Equal(("a", parcel.Files[0].Title, $"{DeliveryLab.Address}/t/10000/files/{parcel.Files[0].Id}"),
            (link.GetProperty("tag").GetString(), link.GetProperty("text").GetString(), link.GetProperty("href").GetString()));
        await SendAsync(DestinationKind.Feishu, parcel);
        Assert.False(receiver.Last.Json.TryGetProperty("sign", out _));
    }

    [Fact]
    public async Task Slack_gets_blocks_in_which_names_call_nobody()
    {
        receiver.Answer = http => http.Response.WriteAsync("ok");
        var parcel = await lab.ParcelAsync("<!channel> & <http://evil.example|here>", FileFormat.Csv);
        Assert.Equal(AttemptOutcome.Sent, (await SendAsync(DestinationKind.Slack, parcel)).Outcome);
        var json = receiver.Last.Json;
        Assert.DoesNotContain("<!channel>", json.GetProperty("text").GetString(), StringComparison.Ordinal);
        var section = json.GetProperty("blocks")[0];
        Assert.Equal(("section", "mrkdwn"), (section.GetProperty("type").GetString(), section.GetProperty("text").GetProperty("type").GetString()));
        var text = section.GetProperty("text").GetProperty("text").GetString()!;
        Assert.Contains($"<{DeliveryLab.Address}/t/10000/files/{parcel.Files[0].Id}|通话统计（按日）2026-11-16 – 2026-11-22>", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Count(c => c == '<'));
    }

    [Theory]
    [InlineData(nameof(DestinationKind.DingTalk))]
    [InlineData(nameof(DestinationKind.WeCom))]
    [InlineData(nameof(DestinationKind.Feishu))]
    [InlineData(nameof(DestinationKind.Slack))]
    public async Task A_message_to_a_bot_holds_as_many_files_as_it_takes_and_says_how_many_more(string kind)
    {
        Bot("""{"errcode":0,"code":0}""");
        var one = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        var many = one with { Files = [.. Enumerable.Range(0, 100).Select(i => one.Files[0] with { Id = Guid.NewGuid(), Title = $"{i}：{new string('队', 200)}" })] };
        Assert.Equal(AttemptOutcome.Sent, (await SendAsync(Enum.Parse<DestinationKind>(kind), many)).Outcome);
        var named = many.Files.Count(f => receiver.Last.Text.Contains($"{f.Id}", StringComparison.Ordinal));
        Assert.InRange(named, 3, 20);
        Assert.Contains($"另有 {100 - named} 个文件", receiver.Last.Text, StringComparison.Ordinal);
        Assert.InRange(receiver.Last.Body.Length, 1000, 4096);
    }

    public static TheoryData<int, string, string> Statuses => new()
    {
        { 204, nameof(AttemptOutcome.Sent), "Sent.webhook\n204" }, { 400, nameof(AttemptOutcome.Refused), "Refused.http\n400\nbad" }, { 404, nameof(AttemptOutcome.Refused), "Refused.http\n404\nbad" },
        { 408, nameof(AttemptOutcome.Failed), "Failed.http\n408\nbad" }, { 429, nameof(AttemptOutcome.Failed), "Failed.http\n429\nbad" }, { 500, nameof(AttemptOutcome.Failed), "Failed.http\n500\nbad" },
        { 503, nameof(AttemptOutcome.Failed), "Failed.http\n503\nbad" }, { 301, nameof(AttemptOutcome.Refused), "Refused.redirect\n301" }, { 307, nameof(AttemptOutcome.Refused), "Refused.redirect\n307" },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task The_status_decides_and_no_redirect_is_followed(int status, string outcome, string detail)
    {
        var before = receiver.All.Count;
        receiver.Answer = async http =>
        {
            http.Response.StatusCode = status;
            if (status is >= 300 and < 400) http.Response.Headers.Location = "/elsewhere";
            else if (status != 204) await http.Response.WriteAsync("bad");
        };
        var result = await SendAsync(DestinationKind.Webhook, await lab.ParcelAsync(formats: [FileFormat.Csv]));
        Assert.Equal((outcome, detail, before + 1), (result.Outcome.ToString(), result.Detail, receiver.All.Count));
    }

    public static TheoryData<string, int, string, string, string> Codes => new()
    {
        { nameof(DestinationKind.DingTalk), 200, """{"errcode":310000,"errmsg":"sign not match"}""", nameof(AttemptOutcome.Refused), "Refused.code\n310000" },
        { nameof(DestinationKind.DingTalk), 200, """{"errcode":130101,"errmsg":"send too fast"}""", nameof(AttemptOutcome.Failed), "Failed.code\n130101" },
        { nameof(DestinationKind.DingTalk), 200, """{"errcode":-1,"errmsg":"system busy"}""", nameof(AttemptOutcome.Failed), "Failed.code\n-1" },
        { nameof(DestinationKind.WeCom), 200, """{"errcode":93000,"errmsg":"invalid webhook url"}""", nameof(AttemptOutcome.Refused), "Refused.code\n93000" },
        { nameof(DestinationKind.WeCom), 200, """{"errcode":45009,"errmsg":"api freq out of limit"}""", nameof(AttemptOutcome.Failed), "Failed.code\n45009" },
        { nameof(DestinationKind.Feishu), 200, """{"code":19021,"msg":"sign match fail"}""", nameof(AttemptOutcome.Refused), "Refused.code\n19021" },
        { nameof(DestinationKind.Feishu), 400, """{"code":11232,"msg":"frequency limited"}""", nameof(AttemptOutcome.Failed), "Failed.http\n400" },
        { nameof(DestinationKind.Feishu), 200, """{"StatusCode":0,"StatusMessage":"success"}""", nameof(AttemptOutcome.Sent), "Sent.webhook\n200" },
        { nameof(DestinationKind.DingTalk), 200, "<html>sign in to the hotel's network</html>", nameof(AttemptOutcome.Unknown), "Unknown.webhook.answer" },
        { nameof(DestinationKind.WeCom), 200, "", nameof(AttemptOutcome.Unknown), "Unknown.webhook.answer" },
        { nameof(DestinationKind.Feishu), 200, """{"code":"0"}""", nameof(AttemptOutcome.Unknown), "Unknown.webhook.answer" },
        { nameof(DestinationKind.Feishu), 200, "[0]", nameof(AttemptOutcome.Unknown), "Unknown.webhook.answer" },
    };

    /// <summary>Bots answer 200 to what they refuse.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public async Task The_code_of_a_bot_decides(string kind, int status, string answer, string outcome, string detail)
    {
        receiver.Answer = async http =>
        {
            http.Response.StatusCode = status;
            await http.Response.WriteAsync(answer);
        };
        var result = await SendAsync(Enum.Parse<DestinationKind>(kind), await lab.ParcelAsync(formats: [FileFormat.Csv]));
        Assert.Equal((outcome, true), (result.Outcome.ToString(), result.Detail!.StartsWith(detail, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_endless_answer_is_not_read()
    {
        var status = 200;
        receiver.Answer = async http =>
        {
            http.Response.StatusCode = status;
            var block = new byte[8192];
            for (var i = 0; i < 100_000 && !http.RequestAborted.IsCancellationRequested; i++) await http.Response.Body.WriteAsync(block, http.RequestAborted);
        };
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        Assert.Equal("Sent.webhook\n200", (await SendAsync(DestinationKind.Webhook, parcel)).Detail);
        Assert.Equal("Unknown.webhook.answer", (await SendAsync(DestinationKind.WeCom, parcel)).Detail);
        status = 500;
        Assert.Equal("Failed.http\n500\n", (await SendAsync(DestinationKind.Webhook, parcel)).Detail);
    }

    [Fact]
    public async Task Where_the_connection_breaks_decides()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        receiver.Answer = http => { http.Abort(); return Task.CompletedTask; };
        await IsAsync(AttemptOutcome.Unknown, "Unknown.webhook.broken", receiver.Address);
        var never = new TaskCompletionSource();
        receiver.Answer = http => never.Task.WaitAsync(http.RequestAborted);
        await IsAsync(AttemptOutcome.Unknown, "Unknown.webhook.timeout", receiver.Address, new() { Webhook = TimeSpan.FromSeconds(2) });
        // The status has come, the rest of it has not.
        receiver.Answer = async http =>
        {
            await http.Response.StartAsync();
            await http.Response.Body.FlushAsync();
            http.Abort();
        };
        await IsAsync(AttemptOutcome.Unknown, "Unknown.webhook.broken", receiver.Address, kind: DestinationKind.DingTalk);

        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        // Takes the connection, and says nothing while TLS is to begin.
        await IsAsync(AttemptOutcome.Failed, "Failed.webhook.timeout\n127.0.0.1", new($"https://127.0.0.1:{port}/"), new() { Webhook = TimeSpan.FromSeconds(1) });
        closed.Stop();
        await IsAsync(AttemptOutcome.Failed, "Failed.connect\n127.0.0.1", new($"http://127.0.0.1:{port}/"));
        await IsAsync(AttemptOutcome.Failed, "Failed.name\nnowhere.invalid", new("https://nowhere.invalid/"));
        await IsAsync(AttemptOutcome.Failed, "Failed.tls\n127.0.0.1", new UriBuilder(receiver.Address) { Scheme = "https" }.Uri);

        async Task IsAsync(AttemptOutcome outcome, string detail, Uri address, Patience? patience = null, DestinationKind kind = DestinationKind.Webhook)
        {
            var result = await lab.Sending(patience: patience).SendAsync(await lab.DestinationAsync(kind, address.ToString()), parcel, default);
            Assert.Equal((outcome, detail), (result.Outcome, result.Detail));
        }
    }

    [Fact]
    public async Task Nothing_goes_to_this_machine_or_in_the_clear_unless_an_operator_says_so()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        var (before, sending) = (receiver.All.Count, lab.Sending(delivery: d => d with { LocalReceivers = false }));
        foreach (var (address, detail) in ((string, string)[])
            [
                ($"http://127.0.0.1:{receiver.Address.Port}/hook", "Refused.scheme"), ($"https://127.0.0.1:{receiver.Address.Port}/", "Refused.network"),
                // A name that leads there, which only the connection can know.
                ($"https://localhost:{receiver.Address.Port}/", "Refused.network"), ("https://[::1]/", "Refused.network"), ("https://2130706433/", "Refused.network"),
                ("https://0x7f.1/", "Refused.network"), ("https://[::ffff:169.254.169.254]/latest", "Refused.network"), ("https://169.254.169.254/latest/meta-data", "Refused.network"),
            ])
        {
            var result = await sending.SendAsync(await lab.DestinationAsync(DestinationKind.Webhook, address), parcel, default);
            Assert.Equal((address, AttemptOutcome.Refused, detail), (address, result.Outcome, result.Detail));
        }
        Assert.Equal(before, receiver.All.Count);
    }

    [Fact]
    public async Task What_is_not_there_or_not_known_is_refused()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        Assert.Equal("Refused.destination", (await lab.Sending().SendAsync(Recipient.Destination(Guid.NewGuid()).ToString(), parcel, default)).Detail);
        Assert.Equal("Refused.destination", (await lab.Sending().SendAsync(await lab.DestinationAsync(DestinationKind.Webhook, "https://example.com/", tenant: "20000"), parcel, default)).Detail);
        Assert.Equal("Refused.address", (await lab.Sending(address: null).SendAsync(await lab.DestinationAsync(DestinationKind.Slack, $"{receiver.Address}"), parcel, default)).Detail);
        var lost = new Destination { Id = Guid.NewGuid(), TenantId = "10000", Name = $"{Guid.NewGuid()}", Address = "protected with other keys", UpdatedAt = TimeProvider.System.GetUtcNow() };
        await lab.Portal.AddAsync(lost);
        Assert.Equal("Refused.secret", (await lab.Sending().SendAsync(Recipient.Destination(lost.Id).ToString(), parcel, default)).Detail);
    }

    [Fact]
    public async Task Neither_token_nor_secret_is_in_a_result_or_the_log()
    {
        receiver.Answer = async http =>
        {
            http.Response.StatusCode = 403;
            await http.Response.WriteAsync($"no: {http.Request.Path}{http.Request.QueryString} {Uri.EscapeDataString(Key)} {Key}\r\n\u202e\u0000{new string('x', 500)}");
        };
        foreach (var kind in (DestinationKind[])[DestinationKind.Webhook, DestinationKind.DingTalk, DestinationKind.Feishu])
        {
            var result = await SendAsync(kind, await lab.ParcelAsync(formats: [FileFormat.Csv]), Key);
            Assert.StartsWith("Refused.http\n403\nno: ", result.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain(result.Detail![13..], c => char.IsControl(c) && c != '\n');
            Assert.All([Token, Key], secret => Assert.DoesNotContain(secret, result.Detail + DeliveryDetail.Words(result.Detail), StringComparison.Ordinal));
            Assert.InRange(result.Detail.Length, 20, DeliveryDetail.Longest);
        }
        receiver.Answer = http => { http.Abort(); return Task.CompletedTask; };
        await SendAsync(DestinationKind.Webhook, await lab.ParcelAsync(formats: [FileFormat.Csv]), Key);
        Assert.All([Token, Key], secret => Assert.DoesNotContain(secret, lab.Log.Text, StringComparison.Ordinal));
    }

    private void Bot(string answer) => receiver.Answer = http => http.Response.WriteAsync(answer);

    private async Task<SendResult> SendAsync(DestinationKind kind, Parcel parcel, string? secret = null) => await lab.Portal.Services.GetRequiredService<Sending>()
        .SendAsync(await lab.DestinationAsync(kind, $"{receiver.Address}hook?access_token={Token}", secret), parcel, default);
}
