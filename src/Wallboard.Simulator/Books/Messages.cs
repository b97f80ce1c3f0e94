using System.Text.RegularExpressions;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Books;

/// <summary>A row of 6.29.</summary>
/// <param name="Type">1 after a call, 2 by hand, 3 flash, 4 received.</param>
/// <param name="State">-1 not sent yet, 0 sent, 4 no mobile number.</param>
internal sealed record Message(
    int Id, short Agent, string To, string From, string Content, int Type, int State, bool Read, string Attribute, string CallId, long Created);

/// <summary>Short messages: sent after a moment, and every other customer answers within the minute.</summary>
internal sealed partial class Messages(TenantModel model)
{
    public const string OwnNumber = "106900001000";

    private const double SendSeconds = 2, AnswerSeconds = 30;

    public Book<Message> Entries { get; } = new();

    public void Send(short agent, string to, string content, int type, string attribute)
    {
        var valid = Mobile().IsMatch(to);
        // Sent while on the phone it belongs to that call.
        var callId = model.Views.Agents[agent].Leg?.Call.Id ?? "";
        var message = Entries.Add(id => new(id, agent, to, OwnNumber, content, type, valid ? -1 : 4, false, attribute, callId, model.Agenda.Now));
        if (!valid) return;
        model.Agenda.In(SendSeconds, () =>
        {
            if (Entries.Find(message.Id) is { } sent) Entries.Replace(sent.Id, sent with { State = 0 });
        });
        if (message.Id % 2 == 1)
            model.Agenda.In(AnswerSeconds, () => Entries.Add(id => new(id, agent, OwnNumber, to, "收到，谢谢", 4, 0, false, "", "", model.Agenda.Now)));
    }

    [GeneratedRegex("^1[0-9]{10}$")]
    private static partial Regex Mobile();
}
