using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Testing;
using Wallboard.Testing.Mail;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Deliveries;

/// <summary>A real SMTP server, and a reader of mails that has nothing of .NET's own.</summary>
public sealed class MailTests(DeliveryLab lab) : IClassFixture<DeliveryLab>, IDisposable
{
    private const string To = "mail:boss@example.com";
    private static readonly Patience impatient = new() { Mail = TimeSpan.FromSeconds(2) };

    public void Dispose()
    {
        lab.Mail.Break = SmtpBreak.Never;
        lab.Mail.Answers.Clear();
    }

    [Fact]
    public async Task Files_come_as_attachments_that_open()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Xlsx, FileFormat.Csv, FileFormat.Pdf]);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var result = await lab.Portal.Services.GetRequiredService<Sending>().SendAsync(To, parcel, default);
        Assert.Equal((AttemptOutcome.Sent, "邮件服务器已接收，附件 3 个。"), (result.Outcome, DeliveryDetail.Words(result.Detail)));

        var mail = Assert.Single(lab.Mail.Mails, m => m.Message["Message-ID"] == $"<{parcel.Delivery:N}@example.com>");
        Assert.Equal(("reports@example.com", "boss@example.com", true, "wallboard", DeliveryLab.Password), (mail.From, Assert.Single(mail.To), mail.Encrypted, mail.User, mail.Password));
        var message = mail.Message;
        Assert.Equal("[演示呼叫中心] 每周报表 2026-11-23 08:00", message.Header("Subject"));
        Assert.Equal("客服报表 <reports@example.com>", message.Header("From"));
        Assert.Equal("auto-generated", message["Auto-Submitted"]);
        Assert.NotNull(message["Date"]);
        Assert.All(mail.Text.Split("\r\n"), line => Assert.True(line.Length <= 998 && line.All(char.IsAscii)));

        var (text, html) = (message.All.Single(p => p.ContentType == "text/plain").Text, message.All.Single(p => p.ContentType == "text/html").Text);
        foreach (var words in (string[])["每周报表", "通话统计（按日）2026-11-16 – 2026-11-22", "Excel，3 行", "CSV，3 行", "PDF，3 行", "计划时间：2026-11-23 08:00 (UTC+08:00)", "报表文件见附件"])
            Assert.All([text, System.Net.WebUtility.HtmlDecode(html)], t => Assert.Contains(words, t, StringComparison.Ordinal));
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);

        var attached = message.All.Where(p => p.IsAttachment).ToList();
        Assert.Equal(parcel.Files.Select(f => f.FileName), attached.Select(a => a.FileName));
        foreach (var (part, file) in attached.Zip(parcel.Files)) Assert.Equal(await File.ReadAllBytesAsync(file.Path), part.Content);
        using var book = SpreadsheetDocument.Open(new MemoryStream(attached[0].Content), false);
        Assert.Empty(new OpenXmlValidator().Validate(book));
        Assert.StartsWith("\uFEFF时段,名称", attached[1].Text, StringComparison.Ordinal);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(attached[2].Content[..5]));
    }

    [Fact]
    public async Task Larger_files_are_links_and_without_an_address_for_them_it_is_refused_in_words()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Xlsx, FileFormat.Csv]);
        var limit = parcel.Files.Sum(f => f.Bytes);
        Assert.Equal("Sent.attached", Key(await lab.Sending(m => m with { MaxAttachmentBytes = limit }).SendAsync(To, parcel, default)));
        var larger = parcel with { Delivery = Guid.NewGuid() };
        Assert.Equal("Sent.mail", Key(await lab.Sending(m => m with { MaxAttachmentBytes = limit - 1 }).SendAsync(To, larger, default)));
        var message = Received(larger);
        Assert.DoesNotContain(message.All, p => p.IsAttachment);
        foreach (var part in message.All.Where(p => p.Content.Length > 0))
            Assert.All(parcel.Files, f => Assert.Contains($"{DeliveryLab.Address}/t/10000/files/{f.Id}", part.Text, StringComparison.Ordinal));
        var until = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow().AddDays(14), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        Assert.Contains($"有效期至 {until:yyyy-MM-dd}", message.All.First(p => p.ContentType == "text/plain").Text, StringComparison.Ordinal);

        var refused = await lab.Sending(m => m with { MaxAttachmentBytes = 1 }, address: null).SendAsync(To, parcel, default);
        Assert.Equal((AttemptOutcome.Refused, "Refused.large"), (refused.Outcome, Key(refused)));
        Assert.Contains("Portal:Address", DeliveryDetail.Words(refused.Detail), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string> Answers => new()
    {
        { "MAIL", "451 4.3.0 try later", nameof(AttemptOutcome.Failed), "Failed.smtp\n451\n4.3.0 try later" },
        { "MAIL", "530 5.7.0 Authentication required", nameof(AttemptOutcome.Refused), "Refused.smtp\n530\n5.7.0 Authentication required" },
        { "RCPT", "550 5.1.1 no such user", nameof(AttemptOutcome.Refused), "Refused.smtp\n550\n5.1.1 no such user" },
        { "RCPT", "450 4.2.1 greylisted", nameof(AttemptOutcome.Failed), "Failed.smtp\n450\n4.2.1 greylisted" },
        { "DATA", "554 5.7.1 no", nameof(AttemptOutcome.Refused), "Refused.smtp\n554\n5.7.1 no" },
        { ".", "552 5.3.4 too big", nameof(AttemptOutcome.Refused), "Refused.smtp\n552\n5.3.4 too big" },
        { ".", "452 4.3.1 full", nameof(AttemptOutcome.Failed), "Failed.smtp\n452\n4.3.1 full" },
        { "EHLO", "421 4.7.0 busy", nameof(AttemptOutcome.Failed), "Failed.smtp\n421\n4.7.0 busy" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task What_the_server_says_decides(string verb, string answer, string outcome, string detail)
    {
        lab.Mail.Answers[verb] = answer;
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        var result = await lab.Sending().SendAsync(To, parcel, default);
        Assert.Equal((outcome, detail), (result.Outcome.ToString(), result.Detail));
        Assert.DoesNotContain(lab.Mail.Mails, m => m.Message["Message-ID"]!.Contains($"{parcel.Delivery:N}", StringComparison.Ordinal));
    }

    public static TheoryData<SmtpBreak, string, string> Breaks => new()
    {
        { SmtpBreak.AtData, nameof(AttemptOutcome.Failed), "Failed.mail.broken" },
        { SmtpBreak.AfterMessage, nameof(AttemptOutcome.Unknown), "Unknown.mail.broken" },
        { SmtpBreak.SilentAtOnce, nameof(AttemptOutcome.Failed), "Failed.mail.timeout" },
        { SmtpBreak.SilentAfterMessage, nameof(AttemptOutcome.Unknown), "Unknown.mail.timeout" },
    };

    /// <summary>What may have arrived is never called certain not to have; what has not come whole is not taken for a mail.</summary>
    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Where_the_connection_breaks_decides(SmtpBreak how, string outcome, string detail)
    {
        lab.Mail.Break = how;
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        var before = lab.Mail.Mails.Count;
        var result = await lab.Sending(patience: how.ToString().StartsWith("Silent", StringComparison.Ordinal) ? impatient : null).SendAsync(To, parcel, default);
        Assert.Equal((outcome, detail), (result.Outcome.ToString(), Key(result)));
        lab.Mail.Break = SmtpBreak.Never;
        await lab.Mail.QuietAsync();
        Assert.Equal(how == SmtpBreak.AfterMessage ? 1 : 0, lab.Mail.Mails.Count - before);
    }

    /// <summary>Which of the two it is depends on how much of it the client has taken into its memory.</summary>
    [Theory]
    [InlineData(SmtpBreak.InMessage)]
    [InlineData(SmtpBreak.SilentInMessage)]
    public async Task What_breaks_in_the_middle_is_no_mail_and_is_not_called_sent(SmtpBreak how)
    {
        lab.Mail.Break = how;
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        await File.WriteAllBytesAsync(parcel.Files[0].Path, new byte[9_000_000]);
        var before = lab.Mail.Mails.Count;
        var result = await lab.Sending(patience: how == SmtpBreak.SilentInMessage ? impatient : null).SendAsync(To, parcel, default);
        Assert.Contains(result.Outcome, (AttemptOutcome[])[AttemptOutcome.Failed, AttemptOutcome.Unknown]);
        lab.Mail.Break = SmtpBreak.Never;
        await lab.Mail.QuietAsync();
        Assert.Equal(before, lab.Mail.Mails.Count);
    }

    [Fact]
    public async Task Without_encryption_or_trust_nothing_is_said()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        await using var plain = new SmtpServer { OffersStartTls = false };
        await using var stranger = new SmtpServer();
        foreach (var (server, detail) in ((SmtpServer, string)[])[(plain, "Failed.startTls"), (stranger, "Failed.mailTls")])
        {
            var result = await lab.Sending(m => m with { Port = server.Port }).SendAsync(To, parcel, default);
            Assert.Equal((AttemptOutcome.Failed, detail), (result.Outcome, result.Detail));
            Assert.Equal((1, 0), (server.Connections, server.Mails.Count));
        }
        // Only where an operator has said so, and then without a password.
        Assert.Equal("Sent.attached", Key(await lab.Sending(m => m with { Port = plain.Port, Security = MailSecurity.None, User = null }).SendAsync(To, parcel, default)));
        Assert.Equal((false, (string?)null), (plain.Mails[0].Encrypted, plain.Mails[0].User));
    }

    [Fact]
    public async Task What_cannot_be_reached_may_be_tried_again_and_what_is_not_allowed_may_not()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        foreach (var (sending, to, outcome, detail) in ((Sending, string, AttemptOutcome, string)[])
            [
                (lab.Sending(m => m with { Port = 1 }), To, AttemptOutcome.Failed, "Failed.mailConnect"),
                (lab.Sending(m => m with { Host = "nowhere.invalid" }), To, AttemptOutcome.Failed, "Failed.mailName"),
                (lab.Sending(m => m with { Host = null }), To, AttemptOutcome.Refused, "Refused.mail"),
                (lab.Sending(m => m with { AllowedDomains = "example.org, corp.example.com" }), To, AttemptOutcome.Refused, "Refused.domain\nexample.com"),
                (lab.Sending(), "mail:not an address", AttemptOutcome.Refused, "Refused.recipient"),
                (lab.Sending(), "fax:123", AttemptOutcome.Refused, "Refused.recipient"),
            ])
        {
            var result = await sending.SendAsync(to, parcel, default);
            Assert.Equal((outcome, detail), (result.Outcome, result.Detail));
        }
        Assert.Equal("Sent.attached", Key(await lab.Sending(m => m with { AllowedDomains = "example.org, EXAMPLE.com" }).SendAsync(To, parcel, default)));
        File.Delete(parcel.Files[0].Path);
        Assert.Equal("Refused.file", Key(await lab.Sending().SendAsync(To, parcel, default)));
    }

    [Theory]
    [InlineData("x\r\nBcc: evil@example.net")]
    [InlineData("x\nSubject: y")]
    [InlineData("x\r\n\r\n<script>alert(1)</script>")]
    [InlineData("=?utf-8?B?DQpCY2M6IGV2aWw=?=")]
    [InlineData("\u2028\u2029\u0085\0\u0007x\uD800")]
    [InlineData(".\r\n.\r\nMAIL FROM:<evil@example.net>")]
    public async Task No_name_becomes_a_header_a_line_or_markup(string hostile)
    {
        var parcel = await lab.ParcelAsync(hostile, FileFormat.Csv);
        parcel = parcel with { Files = [parcel.Files[0] with { Title = hostile, FileName = $"{hostile}.csv" }] };
        Assert.Equal("Sent.attached", Key(await lab.Sending().SendAsync(To, parcel, default)));
        var message = Received(parcel);
        Assert.Equal(
            ["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"], message.HeaderNames.Order(StringComparer.Ordinal));
        Assert.Equal("boss@example.com", message["To"]);
        Assert.DoesNotContain("<script>", message.All.Single(p => p.ContentType == "text/html").Text, StringComparison.Ordinal);
        Assert.Single(message.All, p => p.IsAttachment);
        Assert.DoesNotContain(message.Header("Subject")!, c => char.IsControl(c));
    }

    [Fact]
    public async Task A_repeat_can_be_told_by_its_id()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        for (var i = 0; i < 2; i++) await lab.Sending().SendAsync(To, parcel, default);
        Assert.Equal(2, lab.Mail.Mails.Count(m => m.Message["Message-ID"] == $"<{parcel.Delivery:N}@example.com>"));
    }

    [Fact]
    public async Task People_get_a_note_with_links_and_never_the_file()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Xlsx]);
        var (_, person, _) = await lab.Portal.SignIn(Role.Analyst);
        var to = Recipient.Person(person.Id).ToString();
        Assert.Equal("Sent.page", Key(await lab.Sending().SendAsync(to, parcel, default)));
        await MailOfAsync(person, "guo@example.com");
        Assert.Equal("Sent.pageAndMail", Key(await lab.Sending().SendAsync(to, parcel, default)));
        var message = Received(parcel);
        Assert.DoesNotContain(message.All, p => p.IsAttachment);
        Assert.Contains($"/t/10000/files/{parcel.Files[0].Id}", message.All.First(p => p.ContentType == "text/plain").Text, StringComparison.Ordinal);
        Assert.Equal("Sent.page", Key(await lab.Sending(m => m with { Host = null }).SendAsync(to, parcel, default)));
        Assert.Equal("Sent.page", Key(await lab.Sending(m => m with { AllowedDomains = "corp.example.com" }).SendAsync(to, parcel, default)));
        lab.Mail.Answers["RCPT"] = "450 4.2.1 later";
        Assert.Equal(AttemptOutcome.Failed, (await lab.Sending().SendAsync(to, parcel, default)).Outcome);
        lab.Mail.Answers.Clear();
        foreach (var other in (Person[])[(await lab.Portal.SignIn(Role.Viewer)).Person, (await lab.Portal.SignIn(Role.Administrator, "20000")).Person])
            Assert.Equal("Refused.person", Key(await lab.Sending().SendAsync(Recipient.Person(other.Id).ToString(), parcel, default)));
    }

    [Fact]
    public async Task Owners_are_told_where_they_have_an_address()
    {
        var notices = lab.Portal.Services.GetRequiredService<OwnerNotices>();
        var (_, person, _) = await lab.Portal.SignIn(Role.Supervisor);
        Assert.False(await notices.TellAsync(lab.Tenant, person.Id, "每周报表没有发出", "x", default));
        await MailOfAsync(person, "owner@example.com");
        Assert.True(await notices.TellAsync(lab.Tenant, person.Id, "每周报表\r\n没有发出", "邮件服务器拒收：<550>\n请检查。", default));
        var mail = lab.Mail.Mails.Last(m => m.To[0] == "owner@example.com");
        Assert.Equal("[演示呼叫中心] 每周报表 没有发出", mail.Message.Header("Subject"));
        Assert.Equal("邮件服务器拒收：<550>\r\n请检查。\r\n", mail.Message.All.Single(p => p.ContentType == "text/plain").Text);
        Assert.Contains("&lt;550&gt;", mail.Message.All.Single(p => p.ContentType == "text/html").Text, StringComparison.Ordinal);
        lab.Mail.Answers["RCPT"] = "550 5.1.1 gone";
        Assert.False(await notices.TellAsync(lab.Tenant, person.Id, "x", "x", default));
    }

    [Fact]
    public async Task No_password_is_repeated_or_logged()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        lab.Mail.Answers["MAIL"] = $"535 5.7.8 wrong password {DeliveryLab.Password} for wallboard\u0007";
        var result = await lab.Sending().SendAsync(To, parcel, default);
        Assert.Equal("Refused.smtp\n535\n5.7.8 wrong password ••• for •••", result.Detail);
        lab.Mail.Answers["MAIL"] = $"550 {new string('x', 400)}";
        Assert.InRange((await lab.Sending().SendAsync(To, parcel, default)).Detail!.Length, 100, DeliveryDetail.Longest);
        Assert.DoesNotContain(DeliveryLab.Password, lab.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpBreak.SilentAtOnce)]
    [InlineData(SmtpBreak.SilentAfterMessage)]
    public async Task Whoever_stops_the_portal_is_not_told_an_outcome_and_need_not_wait(SmtpBreak how)
    {
        lab.Mail.Break = how;
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        using var stop = new CancellationTokenSource();
        var (before, sending) = (lab.Mail.Silences, lab.Sending().SendAsync(To, parcel, stop.Token));
        await Eventually.True(() => Task.FromResult(lab.Mail.Silences > before), TimeSpan.FromSeconds(20), "the server says nothing");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private MimePart Received(Parcel parcel) => lab.Mail.Mails.Last(m => m.Message["Message-ID"] == $"<{parcel.Delivery:N}@example.com>").Message;

    private static string? Key(SendResult result) => result.Detail?.Split('\n')[0];

    private async Task MailOfAsync(Person person, string address)
    {
        await using var db = lab.Portal.Storage();
        await db.Users.Where(p => p.Id == person.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Email, address));
    }
}
