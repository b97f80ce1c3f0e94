using System.Globalization;
using Microsoft.AspNetCore.Http;
using Wallboard.Platform.Api;

namespace Wallboard.Platform.Tests.Api;

public class PagingTests
{
    /// <param name="rows">How many there are.</param>
    /// <param name="cap">The most that the platform gives at once.</param>
    /// <param name="total">What it says as totalCount.</param>
    /// <param name="lastAgain">Past the end it answers the last page again.</param>
    private static async Task<(List<string?> Ids, int Calls)> ReadAsync(int rows, int pageSize, int cap, string? total, bool lastAgain = false, bool refused = false)
    {
        await using var test = await ApiUnderTest.StartAsync(o => o with { PageSize = pageSize });
        test.Server.Answer = (context, body) =>
        {
            var size = Math.Min(cap, int.Parse(body.GetProperty("pageSize").GetString()!, CultureInfo.InvariantCulture));
            var page = int.Parse(body.GetProperty("currentPage").GetString()!, CultureInfo.InvariantCulture);
            if (lastAgain) page = Math.Min(page, Math.Max(1, (rows + size - 1) / size));
            var data = Enumerable.Range(1, rows).Skip((page - 1) * size).Take(size).Select(n => $$"""{"id":{{n}},"callId":"c{{n}}"}""");
            if (refused && page > 1 && (page - 1) * size >= rows) return context.Response.WriteAsync(ApiUnderTest.Envelope(body, "null", "\"code\":201"));
            var count = total is null ? "" : $",\"totalCount\":{total}";
            return context.Response.WriteAsync(ApiUnderTest.Envelope(body, $"[{string.Join(',', data)}]", $"\"code\":200{count}"));
        };
        var progress = new Progress();
        var ids = await test.Api.QueueRecords.ListAsync(new(), progress).Select(r => r.Id).ToListAsync();
        Assert.Equal(ids.Count, progress.Last);
        return (ids, test.Server.Calls.Count);
    }

    [Theory]
    [InlineData(0, 10, 10, "0", 1)]
    [InlineData(0, 10, 10, null, 1)]
    [InlineData(7, 10, 10, "7", 1)]
    [InlineData(7, 10, 10, null, 2)]
    [InlineData(25, 10, 10, "25", 3)]
    [InlineData(25, 10, 10, "\"25\"", 3)]
    [InlineData(25, 10, 10, "\"\"", 3)]
    [InlineData(25, 10, 10, null, 3)]
    // exactly full pages: only an empty one, or the count, tells the end; and the count of a full page is not trusted
    [InlineData(20, 10, 10, "20", 3)]
    [InlineData(20, 10, 10, "10", 3)]
    [InlineData(20, 10, 10, null, 3)]
    // the platform gives fewer than asked
    [InlineData(250, 500, 100, "250", 3)]
    [InlineData(250, 500, 100, null, 3)]
    [InlineData(250, 500, 100, "\"abcd123\"", 3)]
    [InlineData(200, 500, 100, null, 3)]
    // a count that says less than came
    [InlineData(25, 500, 12, "0", 3)]
    [InlineData(25, 500, 12, "1", 3)]
    // a count that says more than there is
    [InlineData(25, 10, 10, "99", 4)]
    public async Task H7_every_row_once_and_an_end(int rows, int pageSize, int cap, string? total, int calls)
    {
        foreach (var lastAgain in new[] { false, true })
        {
            var (ids, made) = await ReadAsync(rows, pageSize, cap, total, lastAgain);
            Assert.Equal(Enumerable.Range(1, rows).Select(n => $"{n}"), ids);
            Assert.Equal(calls, made);
        }
    }

    [Theory]
    [InlineData(20, 10, null)]
    [InlineData(20, 10, "20")]
    [InlineData(7, 100, null)]
    public async Task S13_a_page_past_the_end_may_be_refused(int rows, int cap, string? total)
    {
        var (ids, _) = await ReadAsync(rows, 1000, cap, total, refused: true);
        Assert.Equal(rows, ids.Count);
    }

    [Fact]
    public async Task H7_the_count_may_be_that_of_a_page()
    {
        var (ids, _) = await ReadAsync(25, 1000, 10, "10");
        Assert.Equal(25, ids.Count);
    }

    [Fact]
    public async Task A_refused_page_is_an_error_where_there_must_be_more() =>
        await Assert.ThrowsAsync<PlatformApiException>(() => ReadAsync(20, 10, 10, "99", refused: true));

    [Fact]
    public async Task S13_a_platform_that_ignores_pages_is_read_once()
    {
        await using var test = await ApiUnderTest.StartAsync(o => o with { PageSize = 2 });
        test.Server.Answer = (context, body) => context.Response.WriteAsync(ApiUnderTest.Envelope(body, """[{"name":"a"},{"name":"a"},{"name":"b"}]"""));
        Assert.Equal(["a", "a", "b"], await test.Api.Ivr.FlowsAsync().Select(f => f.Name).ToListAsync());
        Assert.Equal(2, test.Server.Calls.Count);
    }

    [Fact]
    public async Task A_row_that_moved_to_the_next_page_is_given_once()
    {
        await using var test = await ApiUnderTest.StartAsync(o => o with { PageSize = 2 });
        string[] pages = ["""[{"id":3},{"id":2}]""", """[{"id":2},{"id":1}]""", "[]"];
        test.Server.Answer = (context, body) => context.Response.WriteAsync(
            ApiUnderTest.Envelope(body, pages[int.Parse(body.GetProperty("currentPage").GetString()!, CultureInfo.InvariantCulture) - 1]));
        Assert.Equal(["3", "2", "1"], await test.Api.Calls.ListAsync(new()).Select(r => r.Id).ToListAsync());
    }

    [Fact]
    public async Task A_reader_who_stops_costs_no_further_page()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"id":1},{"id":2}]""");
        Assert.Equal("1", (await test.Api.Calls.ListAsync(new()).FirstAsync()).Id);
        Assert.Single(test.Server.Calls);
    }

    private sealed class Progress : IProgress<PageProgress>
    {
        public long Last { get; private set; }

        public void Report(PageProgress value) => Last = value.Rows;
    }
}
