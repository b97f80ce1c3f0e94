using System.Text;
using System.Text.Json;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class RequestContractTests
{
    private static readonly CtiSeat Seat = new("10000", "10000_1900", "6900", new Uri("ws://unused"));

    private static readonly Dictionary<string, CtiRequest> Requests = new()
    {
        ["4.1"] = new Busy(5, TimeSpan.FromMinutes(10)),
        ["4.2"] = new SignIn(),
        ["4.3"] = new SignOut(),
        ["4.4"] = new Ready(),
        ["4.18"] = new MonitorAgents(["10000_1000", "10000_1001"]),
        ["4.19"] = new UnmonitorAgents(["10000_1000"]),
        ["4.20"] = new MonitorQueues(["10000_8000"]),
        ["4.21"] = new UnmonitorQueues(["10000_8000"]),
        ["4.22"] = new MonitorIvr(["10000"]),
        ["4.23"] = new UnmonitorIvr(["10000"]),
        ["4.25"] = new Ping(),
    };

    /// <summary>Optional fields that describe the business of a seat: ours has none.</summary>
    private static readonly string[] NotSent = ["message.attachDatas.typeText", "message.attachDatas.typeCode"];

    public static TheoryData<string> Sections => [.. Contract.Requests.Select(r => r.GetProperty("section").GetString()!)];

    [Theory]
    [MemberData(nameof(Sections))]
    public void W1_sends_exactly_the_documented_fields_with_the_message_as_a_string(string section)
    {
        var contract = Contract.Requests.Single(r => r.GetProperty("section").GetString() == section);
        var documented = contract.GetProperty("fields").EnumerateArray()
            .ToDictionary(f => f.GetProperty("path").GetString()!, f => f.GetProperty("type").GetString()!);
        using var sent = JsonDocument.Parse(CtiRequestWriter.Write(Seat, Requests[section]));
        var fields = Flat("", sent.RootElement).ToDictionary();
        var type = contract.GetProperty("type").GetString();
        Assert.Equal(type, sent.RootElement.GetProperty("type").GetString());
        var message = sent.RootElement.GetProperty("message");
        Assert.Equal(JsonValueKind.String, message.ValueKind);
        if (type == "ping")
        {
            Assert.Equal("ping", message.GetString());
        }
        else
        {
            fields.Remove("message");
            using var inner = JsonDocument.Parse(message.GetString()!);
            foreach (var (path, value) in Flat("message.", inner.RootElement)) fields.Add(path, value.Clone());
            Assert.Equal(contract.GetProperty("messageId").GetInt32(), fields["message.messageId"].GetInt32());
            Assert.Equal(Requests[section].MessageId, fields["message.messageId"].GetInt32());
        }
        Assert.Equal(documented.Keys.Except(NotSent).Order(), fields.Keys.Order());
        foreach (var (path, value) in fields)
            Assert.Equal(
                documented[path] switch { "number" => JsonValueKind.Number, "String[]" => JsonValueKind.Array, _ => JsonValueKind.String }, value.ValueKind);
        Assert.Equal("10000_1900", sent.RootElement.GetProperty("thisDN").GetString());
    }

    [Fact]
    public void Every_request_of_the_contract_is_implemented() => Assert.Equal(Requests.Keys.Order(), Sections.Select(s => s.Data).Order());

    [Fact]
    public void W1_as_bytes() => Assert.Equal(
        """{"thisDN":"10000_1900","type":"request","message":"{\"messageId\":102,\"thisDN\":\"10000_1900\",\"reasonCode\":3}"}""",
        Encoding.UTF8.GetString(CtiRequestWriter.Write(Seat, new Busy(3))));

    private static IEnumerable<KeyValuePair<string, JsonElement>> Flat(string prefix, JsonElement value) => value.EnumerateObject().SelectMany(p =>
        p.Value.ValueKind == JsonValueKind.Object ? Flat($"{prefix}{p.Name}.", p.Value) : [new($"{prefix}{p.Name}", p.Value.Clone())]);
}
