using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Shell;

public sealed class ErrorTests : IDisposable
{
    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData("en", "There is nothing here")]
    [InlineData("zh-CN", "此处没有内容")]
    public async Task An_unknown_address_is_404_in_the_shell_of_whoever_is_signed_in(string language, string words)
    {
        var (status, page) = await (await portal.SignedIn(Role.Supervisor)).Open($"/error?lang={language}");
        Assert.Equal((HttpStatusCode.NotFound, words), (status, page.QuerySelector("h1").Words()));
        Assert.NotNull(page.QuerySelector(".pages"));
    }

    [Fact]
    public async Task What_the_role_may_not_is_403_and_says_that_it_was_written_down()
    {
        var client = await portal.SignedIn(Role.Viewer);
        var (status, page) = await client.Open("/t/10000/departments?lang=en");
        Assert.Equal((HttpStatusCode.Forbidden, "403"), (status, page.QuerySelector("[data-error]")!.GetAttribute("data-error")));
        Assert.Contains("written down", page.Body.Words(), StringComparison.Ordinal);
        await using var db = portal.Storage();
        Assert.Equal("GET /t/10000/departments", (await db.Audit.SingleAsync(a => a.Action == AuditAction.AccessRefused)).Subject);
    }

    /// <summary>An endpoint's form, and pages' own.</summary>
    [Theory]
    [InlineData("/preferences")]
    [InlineData("/sign-in")]
    [InlineData("/t/10000/departments/new")]
    public async Task A_form_without_its_token_is_400_in_words_and_leads_back_to_where_it_was(string address)
    {
        var client = await portal.SignedIn(Role.Administrator);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}?lang=en") { Content = new FormUrlEncodedContent([new("theme", "light")]) };
        request.Headers.Accept.Add(new("text/html"));
        var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("could not be taken", (await answer.Read()).QuerySelector("h1").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_401_with_the_way_to_sign_in()
    {
        var (client, _, session) = await portal.SignIn(Role.Administrator);
        await using (var db = portal.Storage())
        {
            (await db.Sessions.FindAsync(session.Id))!.EndedAt = TimeProvider.System.GetUtcNow();
            await db.SaveChangesAsync();
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, "/t/10000/departments/restore?lang=en") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Accept.Add(new("text/html"));
        var answer = await client.SendAsync(request);
        var page = await answer.Read();
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("/sign-in", page.QuerySelector("[data-error] a")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector(".pages"));
    }

    [Theory]
    [InlineData(false, "You belong to no tenant")]
    [InlineData(true, "A second factor is needed")]
    public async Task A_person_with_no_tenant_is_told_why(bool secondFactor, string words)
    {
        var (client, person, _) = await portal.SignIn(Role.Administrator);
        await using (var db = portal.Storage())
        {
            if (secondFactor) db.Add(new TenantPreferences { TenantId = "10000", RequireTwoFactor = true });
            else db.Remove((await db.Memberships.FindAsync(person.Id, "10000"))!);
            await db.SaveChangesAsync();
        }
        // A form: a page would lead to the second factor by itself.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/t/10000/departments/restore?lang=en") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Accept.Add(new("text/html"));
        var answer = await client.SendAsync(request);
        Assert.Equal((HttpStatusCode.Forbidden, words), (answer.StatusCode, (await answer.Read()).QuerySelector("h1").Words()));
    }

    [Fact]
    public async Task A_failure_names_a_reference_that_the_log_has_too_and_not_what_went_wrong()
    {
        portal.Picture = () => throw new InvalidOperationException("an inner secret");
        var log = new Lines();
        using var watched = portal.WithWebHostBuilder(web => web.ConfigureServices(services => services.AddSingleton<ILoggerProvider>(log)));
        var (client, _, session) = await portal.SignIn(Role.Viewer);
        using var other = watched.CreateClient();
        other.DefaultRequestHeaders.Add("Cookie", portal.Cookie(session));
        await watched.Services.GetRequiredService<AccessBook>().ReadAsync();

        var (status, page) = await other.Open("/?lang=en");
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.DoesNotContain("secret", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains($"Reference {page.QuerySelector(".code").Words()}: / (/) failed", log.Text, StringComparison.Ordinal);
        client.Dispose();
    }

    [Theory]
    [InlineData("/api/nowhere", "application/problem+json")]
    [InlineData("/hub/nowhere", null)]
    [InlineData("/health/nowhere", null)]
    public async Task Machines_never_get_a_page(string address, string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/html") } } };
        var answer = await (await portal.SignedIn(Role.Viewer)).SendAsync(request);
        Assert.Equal((HttpStatusCode.NotFound, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Too_many_requests_are_a_problem_for_tools()
    {
        var client = portal.Bootstrap();
        HttpResponseMessage answer;
        do answer = await client.GetAsync("/api/live/10000");
        while (answer.IsSuccessStatusCode);
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public string Text => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
