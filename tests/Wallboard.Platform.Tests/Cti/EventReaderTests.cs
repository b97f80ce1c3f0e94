using System.Text;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class EventReaderTests
{
    private const string Own = "10000_1900";

    private static CtiEvent Read(string json, string? ownExtension = null) => CtiEventReader.Read(Encoding.UTF8.GetBytes(json), Own, ownExtension);

    [Theory]
    [InlineData("""{"messageId":588,"thisDN":"10000_1000","monitorExtension":"6000","agentState":2,"thisDN":"10000_1900","extension":"6900"}""", "10000_1000")]
    [InlineData("""{"thisDN":"10000_1900","extension":"6900","agentState":"2","monitorExtension":6000,"thisDN":"10000_1000","messageId":"588"}""", "10000_1000")]
    // the platform's serializer kept one of the two
    [InlineData("""{"messageId":588,"thisDN":"10000_1000","monitorExtension":"6000","agentState":2,"extension":"6900"}""", "10000_1000")]
    [InlineData("""{"messageId":588,"thisDN":"10000_1900","monitorExtension":"6000","agentState":2,"extension":"6900"}""", null)]
    [InlineData("""{"messageId":588,"thisDN":"10000_1900","monitorExtension":"6000","agentState":2}""", null)]
    // our own seat is monitored too
    [InlineData("""{"messageId":588,"thisDN":"10000_1900","monitorExtension":"6900","agentState":2,"thisDN":"10000_1900","extension":"6900"}""", Own)]
    [InlineData("""{"messageId":588,"thisDN":"10000_1900","agentState":2,"thisDN":"10000_1900"}""", Own)]
    [InlineData("""{"messageId":588,"thisDN":"10000_1900","monitorExtension":null,"agentState":2}""", Own)]
    [InlineData("""{"messageId":588,"agentState":2}""", null)]
    [InlineData("""{"messageId":588,"thisDN":"10000_\u0031900","agentState":2,"thisDN":"","monitorExtension":"6000"}""", null)]
    public void W6_the_state_belongs_to_the_monitored_agent(string json, string? agent)
    {
        var e = Assert.IsType<AgentStateChanged>(Read(json));
        Assert.Equal(agent, e.Agent);
        Assert.Equal(2, e.State);
    }

    [Fact]
    public void W6_our_own_extension_can_be_told() => Assert.Equal(
        Own, Assert.IsType<AgentStateChanged>(Read("""{"messageId":588,"thisDN":"10000_1900","monitorExtension":"6900"}""", "6900")).Agent);

    [Fact]
    public void W6_both_seats_are_read_whichever_comes_first()
    {
        foreach (var (first, second) in new[] { ("10000_1000", Own), (Own, "10000_1000") })
        {
            var e = Assert.IsType<AgentStateChanged>(Read($$"""{"messageId":588,"thisDN":"{{first}}","monitorExtension":"6000","thisDN":"{{second}}","extension":"6900"}"""));
            Assert.Equal(("10000_1000", "6000", Own, "6900"), (e.Agent, e.Extension, e.Seat, e.SeatExtension));
        }
    }

    [Fact]
    public void W7_both_spellings_of_one_field()
    {
        Assert.Equal(1, Assert.IsType<AgentStateChanged>(Read("""{"messageId":588,"state":1}""")).State);
        foreach (var id in new[] { 580, 581, 582, 583 })
            foreach (var name in new[] { "state", "agentState" })
                Assert.Equal(1, Assert.IsType<SeatStateChanged>(Read($$"""{"messageId":{{id}},"{{name}}":"1"}""")).State);
        Assert.Equal("a", Assert.IsType<IvrProgress>(Read("""{"messageId":605,"callID":"a"}""")).CallId);
        Assert.Equal("a", Assert.IsType<IvrProgress>(Read("""{"messageId":605,"callId":"a"}""")).CallId);
        Assert.Equal("10000", Assert.IsType<IvrProgress>(Read("""{"messageId":605,"tenantID":10000}""")).TenantId);
    }

    [Theory]
    [InlineData("fileNam")]
    [InlineData("fileName")]
    public void W8_the_recording_of_a_ringing_call(string name) =>
        Assert.Equal("a.wav", Assert.IsType<SeatCallChanged>(Read($$$"""{"messageId":503,"attachDatas":{"{{{name}}}":"a.wav","callID":"not this"}}""")).FileName);

    [Fact]
    public void W2_an_unknown_id_is_no_error_and_unknown_fields_are_skipped()
    {
        Assert.Equal(new UnknownEvent(12345), Read("""{"x":[{"messageId":3}],"messageId":12345,"y":{"thisDN":[1,2]}}"""));
        Assert.Equal(new PingAnswered(), Read("\uFEFF{\"messageId\":3,}"));
    }

    [Fact]
    public void W9_W10_failures_hints_and_taken_seats()
    {
        Assert.Equal(new RequestFailed(266, 14, "x"), Read("""{"messageId":9999,"errorMessageId":"266","errorCode":"14","errorMessage":"x"}"""));
        Assert.Equal(new RequestHint(102, 1), Read("""{"messageId":8888,"succeeMessageId":102,"referenceID":1}"""));
        Assert.Equal(new RequestHint(null, 0), Read("""{"messageId":8888,"referenceID":"0"}"""));
        Assert.Equal(new SeatTaken(1), Read("""{"messageId":4500,"reason":1}"""));
    }

    [Fact]
    public void W11_W12_open_sets_and_ids_of_either_kind()
    {
        var e = Assert.IsType<AgentStateChanged>(Read("""{"messageId":588,"thisDN":"10000_1000","agentState":2.0,"reasonCode":" 12 ","tenantID":"10000"}"""));
        Assert.Equal((2, 12, "10000"), (e.State, e.Reason, e.TenantId));
        Assert.Equal(-1, Assert.IsType<SeatStateChanged>(Read("""{"messageId":582,"reasonCode":-1}""")).Reason);
    }

    [Fact]
    public void W14_the_caller_of_520_is_ani_and_the_agent_is_callerID()
    {
        var e = Assert.IsType<QueueChanged>(Read(
            """{"messageId":520,"thisQueue":"10000_8000","queueNum":"3","queueSum":5,"callingNum":2,"agentReadyNum":0,"status":3,"holdTime":12,"callerID":"10000_1000","ani":"13800001234","dnis":4001,"callID":"c"}"""));
        Assert.Equal(new QueueChanged("10000_8000", 3, 5, 2, 0, 3, "12", null, "10000_1000", "13800001234", "4001", "c"), e);
    }

    [Fact]
    public void W15_a_refusal_in_520_names_no_tenant_and_keeps_call_and_wait()
    {
        var e = Assert.IsType<QueueChanged>(Read("""{"messageId":520,"thisQueue":"10000_8000","status":4,"callID":"c","holdTime":17,"callingNum":1,"agentReadyNum":2}"""));
        Assert.Equal((QueueCallStatus.Refused, "10000_8000", "c", "17", 1, 2), (e.Status, e.Queue, e.CallId, e.HoldTime, e.Calling, e.AgentsReady));
    }

    [Fact]
    public void W18_any_status_of_the_IVR_is_read_and_sequences_stay_texts()
    {
        foreach (var status in new[] { "start", "execute_end", "one_of_tomorrow" })
            Assert.Equal(status, Assert.IsType<IvrProgress>(Read($$"""{"messageId":605,"ivrStatus":"{{status}}"}""")).Status);
        Assert.Equal(["9", "10"], new[] { "\"9\"", "10" }.Select(s => Assert.IsType<IvrProgress>(Read($$"""{"messageId":605,"eventSequence":{{s}}}""")).Sequence));
    }

    [Theory]
    [InlineData("""["10000_8000","10000_8001"]""")]
    [InlineData("\"10000_8000, 10000_8001\"")]
    [InlineData("\"[10000_8000,10000_8001]\"")]
    [InlineData("""["10000_8000",null,{},"10000_8001"]""")]
    public void Queue_lists_in_any_wrapping(string list) =>
        Assert.Equal(["10000_8000", "10000_8001"], Assert.IsType<SeatStateChanged>(Read($$"""{"messageId":580,"thisQueues":{{list}}}""")).Queues);

    [Fact]
    public void H4_missing_empty_null_and_wrong_kinds_are_null_never_zero()
    {
        foreach (var value in new[] { "\"\"", "null", "[]", "{}", "true", "\"x\"", "1e99", "1.5" })
            Assert.Null(Assert.IsType<QueueChanged>(Read($$"""{"messageId":520,"queueNum":{{value}}}""")).Waiting);
        Assert.Null(Assert.IsType<QueueChanged>(Read("""{"messageId":520}""")).Waiting);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "StartArray")]
    [InlineData("3", "Number")]
    [InlineData("{}", "no messageId")]
    [InlineData("""{"messageId":"x"}""", "no messageId")]
    [InlineData("""{"messageId":null}""", "no messageId")]
    [InlineData("""{"messageId":3} x""", "not JSON: line 0, byte 16")]
    [InlineData("""{"messageId":520,"thisQueue":"a""", "not JSON: line 0, byte")]
    [InlineData("""{"messageId":520,"thisQueue":"\ud800"}""", "a text that is not UTF-8")]
    public void What_is_no_event_is_said_with_its_place(string json, string what) =>
        Assert.StartsWith(what, Assert.Throws<CtiFormatException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nesting_without_end_is_a_format_error() =>
        Assert.Throws<CtiFormatException>(() => Read("""{"messageId":520,"x":""" + new string('[', 100_000)));
}
