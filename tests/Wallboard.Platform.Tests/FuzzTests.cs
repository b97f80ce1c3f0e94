using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests;

/// <summary>Whatever the bytes, there is a tolerant reading or a typed error, never another exception.</summary>
public class FuzzTests
{
    private static readonly string[] Frames =
    [
        """{"messageId":588,"thisDN":"10000_1000","monitorExtension":"6000","agentState":2,"reasonCode":"1","callID":"c","callType":2,"otherDN":"138","deviceState":1,"tenantID":10000,"thisDN":"10000_1900","extension":"6900"}""",
        """{"messageId":520,"thisQueue":"10000_8000","queueNum":3,"queueSum":"5","callingNum":2,"status":0,"holdTime":"12","ani":"13800001234","callID":"c"}""",
        """{"messageId":503,"thisDN":"10000_1900","attachDatas":{"fileNam":"a\u4e2d.wav"},"callType":2,"thirdRole":3}""",
        """{"messageId":605,"callId":"c","startTime":"2021-12-15 10:00:00","ivrStatus":"get_digit","ivrDtmfDigit":"1","eventSequence":"3","name":"主菜单"}""",
        """{"messageId":580,"thisQueues":["10000_8000",1,null],"state":2,"reasonCode":3}""",
        """{"messageId":9999,"errorMessageId":"100","errorCode":33,"errorMessage":"分机已签入"}""",
    ];

    private static readonly string[] Answers =
    [
        """{"actionID":"a","code":200,"data":[{"agent":"10003_1000","busyReason":[{"operationCount":1,"reasonCode":0,"operationTime":"26:49:30"}],"state":"2","talkTime":3.5}],"message":"success!","totalCount":"1"}""",
        """{"code":0,"data":[{"reason":[{"reasontext":"离开","color":"\#bbb","reasoncode":"4"}],"color":"\#f3f3f4","state":2}]}""",
        """{"code":"200","data":{"outboundConfig":{"maxRatio":"0.1"},"tenantFee":{"balance":"1e5"},"tenantInfo":{"id":1,"gatewayCroup":"g"},"agent":{"1":"a"}}}""",
        """{"code":200,"data":"[{\"thisQueue\":\"10000_8000\",\"reasonCodeNum\":{\"3\":1},\"maxHoldTime\":\"00:01:00\"}]"}""",
        """{"code":200,"data":[{"id":1,"startTime":"2021-12-15 24:00:00","holdTime":"7","restAgentQueue":"[]","restAgent":{"name":"x"}}]}""",
    ];

    private static readonly string[] Pieces =
        ["\"", "{", "}", "[", "]", ",", ":", "null", "\\", "\\u", "\\ud800", "\"\\ud83d\"", "\\#", "1e999", "-", "99999999999999999999", "true", "\"messageId\":588,", "\"thisDN\":[],", "//", "\uFEFF", "\0", "\"10000_1900\"", "24:00:00", "9999-12-31 24:00:00", "[[[[[[[["];

    /// <summary>A seed, and how often it is cut, doubled, overwritten or has a piece or byte put in.</summary>
    private static Arbitrary<byte[]> Mutated(string[] seeds) => (
        from seed in Gen.Elements(seeds)
        from times in Gen.Choose(0, 6)
        from changes in Gen.ArrayOf(Change(), times)
        select changes.Aggregate(Encoding.UTF8.GetBytes(seed), (bytes, change) => change(bytes))).ToArbitrary();

    private static Gen<Func<byte[], byte[]>> Change() =>
        from kind in Gen.Choose(0, 4)
        from place in Gen.Choose(0, 10_000)
        from length in Gen.Choose(0, 40)
        from piece in Gen.Elements(Pieces)
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
                _ => [.. bytes[..at], (byte)value, .. bytes[at..]],
            };
        });

    private static void Check(Arbitrary<byte[]> inputs, Action<byte[]> read) =>
        Prop.ForAll(inputs, bytes =>
        {
            read(bytes);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));

    [Fact]
    public void Any_frame() => Check(Mutated(Frames), bytes =>
    {
        try
        {
            Assert.NotNull(CtiEventReader.Read(bytes, "10000_1900"));
        }
        catch (CtiFormatException e)
        {
            Assert.NotEmpty(e.Message);
        }
    });

    [Fact]
    public void Any_answer()
    {
        var counters = new ApiCounters();
        var json = PlatformJson.For(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), counters);
        Check(Mutated(Answers), bytes =>
        {
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
                var paging = new Paging(10);
                foreach (var (element, _) in ApiCaller.Rows(answer, json.CallRecord, counters)) paging.IsNew(element);
            }
            catch (PlatformApiException e)
            {
                Assert.Equal(ApiFault.BadEnvelope, e.Fault);
            }
        });
        Assert.True(counters.Rows > 1000, $"{counters.Rows} rows read: the mutations leave too little");
    }

    [Fact]
    public void The_seeds_themselves_are_read() => Assert.All(Frames, f => Assert.IsNotType<UnknownEvent>(CtiEventReader.Read(Encoding.UTF8.GetBytes(f), "10000_1900")));
}
