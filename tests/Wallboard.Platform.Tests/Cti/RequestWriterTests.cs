using System.Text;
using System.Text.Json;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class RequestWriterTests
{
    private static readonly CtiSeat Seat = new("10000", "10000_1900", "6900", new Uri("ws://unused"));

    private static string Message(CtiRequest request, bool otherSpelling = false)
    {
        using var json = JsonDocument.Parse(CtiRequestWriter.Write(Seat, request, otherSpelling));
        Assert.Equal("10000_1900", json.RootElement.GetProperty("thisDN").GetString());
        return json.RootElement.GetProperty("message").GetString()!;
    }

    [Fact]
    public void W1_as_bytes() => Assert.Equal(
        """{"thisDN":"10000_1900","type":"request","message":"{\"messageId\":102,\"thisDN\":\"10000_1900\",\"reasonCode\":3}"}""",
        Encoding.UTF8.GetString(CtiRequestWriter.Write(Seat, new Busy(3))));

    [Fact]
    public void W1_quotes_and_Chinese_survive_both_encodings() => Assert.Equal(
        """{"messageId":200,"thisDN":"10000_1900","otherDN":"138","attachDatas":{"cti-tenant-id":"10000","voice_tts":"他说\"好\"\n","holdCall":"0"}}""",
        Message(new PlaceCall("138") { SpokenText = "他说\"好\"\n" }));

    [Fact]
    public void W4_tenants_in_the_tables_spelling_or_the_samples()
    {
        Assert.Equal("""{"messageId":301,"thisDN":"10000_1900","tenantIDS":["10000"]}""", Message(new MonitorIvr(["10000"])));
        Assert.Equal("""{"messageId":302,"thisDN":"10000_1900","queueDNS":["10000"]}""", Message(new UnmonitorIvr(["10000"]), otherSpelling: true));
        Assert.Equal("""{"messageId":266,"thisDN":"10000_1900","agentDNS":["10000_1000"]}""", Message(new MonitorAgents(["10000_1000"]), otherSpelling: true));
    }

    [Fact]
    public void W5_hold_says_otherDN() =>
        Assert.Equal("""{"messageId":204,"thisDN":"10000_1900","callID":"c","otherDN":"138"}""", Message(new HoldCall("c", "138")));

    [Fact]
    public void W16_no_queues_is_an_empty_list_and_a_supervisor_may_name_some()
    {
        Assert.Equal("""{"messageId":100,"thisDN":"10000_1900","extension":"6900","thisQueues":[]}""", Message(new SignIn()));
        Assert.Equal(
            """{"messageId":100,"thisDN":"10000_1900","extension":"6900","thisQueues":["10000_8000"],"attachDatas":{"typeCode":"1"}}""",
            Message(new SignIn { Queues = ["10000_8000"], BusinessCode = "1" }));
    }

    [Fact]
    public void W17_the_inner_seat_may_be_another_and_is_ours_otherwise()
    {
        Assert.Equal("""{"messageId":217,"thisDN":"10000_1900","callID":"c","otherDN":"138"}""", Message(new RetrieveCall("c", "138")));
        Assert.Equal("""{"messageId":217,"thisDN":"138","callID":"c","otherDN":"138"}""", Message(new RetrieveCall("c", "138") { Seat = "138" }));
        Assert.Equal("""{"messageId":215,"thisDN":"10000_1001","callID":"c","otherDN":"139","attachDatas":{"isHold":"0"}}""", Message(new BlindTransfer("c", "139") { Seat = "10000_1001" }));
    }

    [Fact]
    public void W17_each_section_in_its_tables_spelling()
    {
        Assert.Equal(
            """{"messageId":290,"thisDN":"10000_1900","callID":"c","phoneNumber":"138","attachDatas":{"ivrID":"12","isHold":"1"}}""",
            Message(new TransferToIvr("c", "138", "12", Return: true)));
        Assert.Contains("\"ivr_id\":\"12\"", Message(new PlaceCall("138") { IvrId = "12" }), StringComparison.Ordinal);
        Assert.Equal("""{"messageId":274,"thisDN":"10000_1900","callID":"c","path":"/a.wav","flag":"4"}""", Message(new PlayAudio("c", "/a.wav")));
    }

    [Fact]
    public void The_modes_of_215_send_what_their_scenarios_send()
    {
        Assert.Equal("""{"messageId":215,"thisDN":"10000_1900","callID":"c","otherDN":"10000_8000"}""", Message(new TransferToQueue("c", "10000_8000")));
        Assert.Equal("""{"messageId":215,"thisDN":"10000_1900","callID":"c","otherDN":"10000_1001"}""", Message(new InterceptCall("c", "10000_1001")));
        Assert.Equal(
            """{"messageId":215,"thisDN":"10000_1900","callID":"c","otherDN":"183","phoneNumber":"182","attachDatas":{"isHold":"1"}}""",
            Message(new TransferAndReturn("c", "183", HeldNumber: "182")));
        Assert.Equal(
            """{"messageId":215,"thisDN":"10000_1900","callID":"c","otherDN":"183","phoneNumber":"6900","attachDatas":{"isHold":"2"}}""",
            Message(new TransferWhenAnswered("c", "183", ReleasedNumber: "6900")));
    }

    [Fact]
    public void Attached_data_of_any_key_beside_the_tenant() => Assert.Equal(
        """{"messageId":279,"thisDN":"10000_1900","callID":"c","attachDatas":{"cti-tenant-id":"10000","order":"7"}}""",
        Message(new AttachData("c", new Dictionary<string, string> { ["order"] = "7", ["cti-tenant-id"] = "not this" })));

    [Fact]
    public void Equal_requests_are_equal() => Assert.Equal(new HoldCall("c", "138"), new HoldCall("c", "138") { Seat = null });
}
