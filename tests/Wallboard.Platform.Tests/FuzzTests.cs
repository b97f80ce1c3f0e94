using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;
using Guide = Wallboard.Testing.Contract;

namespace Wallboard.Platform.Tests;

/// <summary>Whatever the bytes, there is a tolerant reading or a typed error, never another exception.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int Each = 50_000;

    /// <summary>Some as platforms send them, and each event of the guide with all its fields.</summary>
    private static readonly string[] Frames =
    [
        """{"messageId":588,"thisDN":"10000_1000","monitorExtension":"6000","agentState":2,"reasonCode":"1","callID":"c","callType":2,"otherDN":"138","deviceState":1,"tenantID":10000,"thisDN":"10000_1900","extension":"6900"}""",
        """{"messageId":520,"thisQueue":"10000_8000","queueNum":3,"queueSum":"5","callingNum":2,"status":0,"holdTime":"12","ani":"13800001234","callID":"c"}""",
        """{"messageId":503,"thisDN":"10000_1900","attachDatas":{"fileNam":"a\u4e2d.wav"},"callType":2,"thirdRole":3}""",
        """{"messageId":605,"callId":"c","startTime":"2021-12-15 10:00:00","ivrStatus":"get_digit","ivrDtmfDigit":"1","eventSequence":"3","name":"主菜单"}""",
        """{"messageId":580,"thisQueues":["10000_8000",1,null],"state":2,"reasonCode":3}""",
        """{"messageId":9999,"errorMessageId":"100","errorCode":33,"errorMessage":"分机已签入"}""",
        .. Guide.Events.Select(e => $"{{{string.Join(',', e.Fields.Select((f, i) => Written(f.Path, f.Path == "messageId" ? e.MessageId : i)))}}}"),
    ];

    private static readonly string[] Answers =
    [
        """{"actionID":"a","code":200,"data":[{"agent":"10003_1000","busyReason":[{"operationCount":1,"reasonCode":0,"operationTime":"26:49:30"}],"state":"2","talkTime":3.5}],"message":"success!","totalCount":"1"}""",
        """{"code":0,"data":[{"reason":[{"reasontext":"离开","color":"\#bbb","reasoncode":"4"}],"color":"\#f3f3f4","state":2}]}""",
        """{"code":"200","data":{"outboundConfig":{"maxRatio":"0.1"},"tenantFee":{"balance":"1e5"},"tenantInfo":{"id":1,"gatewayCroup":"g"},"agent":{"1":"a"}}}""",
        """{"code":200,"data":"[{\"thisQueue\":\"10000_8000\",\"reasonCodeNum\":{\"3\":1},\"maxHoldTime\":\"00:01:00\"}]"}""",
        """{"code":200,"data":[{"id":1,"startTime":"2021-12-15 24:00:00","holdTime":"7","restAgentQueue":"[]","restAgent":{"name":"x"}}]}""",
        """{"code":200,"data":[{"agent":"10000_1000","name":"郭敏","intHour":"2021-01-21 00","intDay":0,"talkTime":"26:49:30","operationCount_9":3,"operationTime_9":"600","operationName_9":"培训","inCallCompletingRate":"85.71%","amountAgentReasonCodes":[{"reasonCode":9}]}]}""",
        """{"code":200,"data":[{"agent":"10000_1000","1":"12","2":32,"*":"","date":"2021-01-21","hour":"07","inAnswerCallRate":"14.29%","callId_digit":"1"}]}""",
    ];

    private static readonly StatisticsFilter Day = new(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    private static readonly string[] Pieces =
        ["\"", "{", "}", "[", "]", ",", ":", "null", "\\", "\\u", "\\ud800", "\"\\ud83d\"", "\\#", "1e999", "-", "99999999999999999999", "true", "\"messageId\":588,", "\"thisDN\":[],", "//", "\uFEFF", "\0", "\"10000_1900\"", "24:00:00", "9999-12-31 24:00:00", "[[[[[[[["];

    private static readonly string[] Values =
        ["null", "\"\"", "{}", "[]", "[1,[null]]", "{\"messageId\":3}", "true", "-1", "1.5", "1e999", "99999999999999999999", "\"7\"", "\"x\"", "\"24:00:00\"", "\"85.71%\"", "\"\\ud800\"", "\"\\\"\""];

    /// <summary>A seed, and how often it is cut, doubled, overwritten, has a piece or byte put in, or a value become another.</summary>
    private static Arbitrary<byte[]> Mutated(string[] seeds) => (
        from seed in Gen.Elements(seeds)
        from times in Gen.Choose(0, 6)
        from changes in Gen.ArrayOf(Change(), times)
        select changes.Aggregate(Encoding.UTF8.GetBytes(seed), (bytes, change) => change(bytes))).ToArbitrary();

    private static Gen<Func<byte[], byte[]>> Change() =>
        from kind in Gen.Choose(0, 9)
        from place in Gen.Choose(0, 10_000)
        from length in Gen.Choose(0, 40)
        from piece in Gen.Elements(Pieces)
        from other in Gen.Elements(Values)
        from value in Gen.Choose(0, 255)
        select new Func<byte[], byte[]>(bytes =>
        {
            var at = bytes.Length == 0 ? 0 : place % bytes.Length;
            var to = Math.Min(bytes.Length, at + length);
            return kind switch
            {
                0 => [.. bytes[..at], .. bytes[to..]],
                1 => [.. bytes[..to], .. bytes[at..]],
                2 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(piece), .. bytes[at..]],
                3 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(piece), .. bytes[to..]],
                4 => [.. bytes[..at], (byte)value, .. bytes[at..]],
                _ => Replaced(bytes, at, other),
            };
        });

    /// <summary>The value that begins after <paramref name="at"/> becomes another: mostly still JSON.</summary>
    private static byte[] Replaced(byte[] bytes, int at, string value)
    {
        var from = Array.IndexOf(bytes, (byte)':', at) + 1;
        var length = bytes.AsSpan(from).IndexOfAny(",]}"u8);
        return from == 0 || length < 0 ? bytes : [.. bytes[..from], .. Encoding.UTF8.GetBytes(value), .. bytes[(from + length)..]];
    }

    private static string Written(string path, int value) =>
        path.Split('.') is [var outer, var inner] ? $"\"{outer}\":{{\"{inner}\":\"{value}\"}}" : path == "thisQueues" ? $"\"thisQueues\":[\"{value}\"]" : $"\"{path}\":{value}";

    /// <summary>A hang is named by the bytes that are at it.</summary>
    private static async Task CheckAsync(Arbitrary<byte[]> inputs, Action<byte[]> read)
    {
        byte[] present = [];
        var check = Task.Run(() => Prop.ForAll(inputs, bytes =>
        {
            present = bytes;
            read(bytes);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Each)));
        if (await Task.WhenAny(check, Task.Delay(TimeSpan.FromMinutes(3), TimeProvider.System)) != check) Assert.Fail($"hangs at {Convert.ToBase64String(present)}");
        await check;
    }

    [Fact]
    public async Task Any_frame()
    {
        int good = 0, bad = 0;
        var open = new OpenRequests("10000_1900");
        CtiRequest[] requests = [new Busy(5), new PlaceCall("138"), new HoldCall("c", "138"), new AnswerCall(), new StopRecording("c", "/r/"), new Mute("c", "138"), new Ping()];
        foreach (var request in requests) _ = open.Begin(request);
        await CheckAsync(Mutated(Frames), bytes =>
        {
            try
            {
                open.Answer(CtiEventReader.Read(bytes, "10000_1900"));
                good++;
            }
            catch (CtiFormatException e)
            {
                Assert.NotEmpty(e.Message);
                bad++;
            }
        });
        output.WriteLine($"{good} frames read, {bad} refused with a typed error");
        Assert.Equal(Each, good + bad);
        Assert.True(good > Each / 10, $"{good} frames read: the mutations leave too little");
    }

    [Fact]
    public async Task Any_answer()
    {
        var answers = 0;
        var counters = new ApiCounters();
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var json = PlatformJson.For(zone, counters);
        using var http = new HttpClient();
        var caller = new ApiCaller(http, new("10000", new("http://unused/v"), null, zone), TimeProvider.System, new Random(1));
        await CheckAsync(Mutated(Answers), bytes =>
        {
            answers++;
            var document = JsonText.Parse(bytes);
            if (document is null) return;
            using var answer = new ApiAnswer(document, ApiEndpoint.Clock, "a");
            if (answer.Fault() is not null) return;
            try
            {
                _ = answer.TotalCount;
                _ = ApiCaller.Rows(answer, json.AgentRealtime, counters).ToList();
                _ = ApiCaller.Rows(answer, json.AgentStateDefinition, counters).ToList();
                _ = ApiCaller.Rows(answer, json.TenantDetail, counters).ToList();
                _ = ApiCaller.Rows(answer, json.QueueRealtime, counters).ToList();
                _ = ApiCaller.Rows(answer, json.QueueVisitRecord, counters).ToList();
                _ = ApiCaller.Rows(answer, json.RestQueue, counters).ToList();
                _ = ApiCaller.Rows(answer, json.QueueDetail, counters).ToList();
                _ = ApiCaller.Rows(answer, json.SatisfactionStatistics, counters).ToList();
                _ = ApiCaller.Rows(answer, json.IReadOnlyDictionaryStringString, counters).ToList();
                foreach (var (_, row) in ApiCaller.Rows(answer, json.StateStatistics, counters)) row.Completed(StatisticsSubject.Tenant, StatisticsPeriod.Day, Day, caller);
                foreach (var (_, row) in ApiCaller.Rows(answer, json.CallStatistics, counters)) row.Completed(StatisticsSubject.Agents("10000_1000"), StatisticsPeriod.Hour, Day, caller);
                var paging = new Paging(10);
                foreach (var (element, _) in ApiCaller.Rows(answer, json.CallRecord, counters)) paging.IsNew(element);
            }
            catch (PlatformApiException e)
            {
                Assert.Equal(ApiFault.BadEnvelope, e.Fault);
            }
        });
        output.WriteLine($"{answers} answers, {counters.Rows} rows read");
        Assert.Equal(Each, answers);
        Assert.True(counters.Rows > Each / 4, $"{counters.Rows} rows read: the mutations leave too little");
    }

    [Fact]
    public void The_seeds_themselves_are_read_and_cover_every_event()
    {
        var read = Frames.Select(f => CtiEventReader.Read(Encoding.UTF8.GetBytes(f), "10000_1900")).ToList();
        Assert.All(read, e => Assert.IsNotType<UnknownEvent>(e));
        Assert.Equal(21, read.Select(e => e.MessageId).Distinct().Count());
    }
}
