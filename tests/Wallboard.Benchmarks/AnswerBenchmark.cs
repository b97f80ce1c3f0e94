using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Wallboard.Platform.Api;

namespace Wallboard.Benchmarks;

/// <summary>
/// An answer of 10 000 statistic rows (6.57–6.64: 30 columns and a nested list, as the guide's samples write them) from bytes to typed rows, beside what nobody can
/// beat: parsing the same bytes into a <see cref="JsonDocument"/> and throwing it away.
/// </summary>
[MemoryDiagnoser, InProcess]
public class AnswerBenchmark
{
    private const int Rows = 10_000;

    private readonly ApiCounters counters = new();
    private PlatformJson json = null!;
    private byte[] answer = [];

    [GlobalSetup]
    public void Setup()
    {
        json = PlatformJson.For(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), counters);
        var text = new StringBuilder("""{"actionID":"a","code":200,"currentPage":"","data":[""");
        for (var i = 0; i < Rows; i++)
        {
            var talk = (i * 37 % 7200).ToString(CultureInfo.InvariantCulture);
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""
                {"agent":"10000_{{1000 + (i % 200)}}","name":"坐席{{i % 200}}","intDay":"2026-{{1 + (i / 200 % 12):00}}-{{1 + (i % 28):00}}","talkTime":"{{talk}}","inAnswerCalls":{{i % 90}},"avgInTalkTime":"40",
                "avgTalkTime":"00:00:41","outCalls":8,"avgOutTalkTime":"4","readyTime":"26:49:30","outAnswerCalls":3,"busyTime":"00:03:07","leaveTime":"0","acwTime":"00:05:16","inTalkTime":"{{talk}}",
                "logoutCount":1,"workTime":"43:07:40","operationCount_9":3,"operationTime_9":"600","operationName_9":"培训","breakTime":"0","loginCount":1,"leaveCount":0,"breakCount":0,"busyCount":"2",
                "outTalkTime":"12","inCalls":{{i % 99}},"calls":"{{i % 107}}","acwCount":7,"readyCount":30,"tenantId":10000,
                "amountAgentReasonCodes":[{"agent":"10000_1000","operationCount":3,"operationTime":600,"reasonCode":9,"reasonCodeId":12,"reasonCodeName":"培训","tenantId":10000}]}
                """);
        }
        answer = Encoding.UTF8.GetBytes(text.Append("""],"message":"success!","totalCount":"10000"}""").ToString());
        Console.WriteLine($"// {answer.Length} bytes");
    }

    [Benchmark(Baseline = true, Description = "plain JsonDocument")]
    public int Plain()
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("data").GetArrayLength();
    }

    [Benchmark(Description = "typed rows")]
    public long Typed()
    {
        using var read = new ApiAnswer(JsonText.Parse(answer)!, ApiEndpoint.AgentStatistics, "a");
        if (read.Fault() is { } fault) throw fault;
        long calls = 0;
        foreach (var (_, row) in ApiCaller.Rows(read, json.StateStatistics, counters)) calls += row.Calls ?? 0;
        return counters.BadFields == 0 && counters.BadRows == 0 ? calls : throw new InvalidOperationException("The rows are not read.");
    }
}
