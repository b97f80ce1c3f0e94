using Microsoft.AspNetCore.Components;

namespace Wallboard.Web.Features.Accounts.Forms;

/// <summary>A page that handles its own forms, so that what was typed and what is wrong with it stay together.</summary>
public abstract class FormPage : ComponentBase
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>What is wrong, as the words' keys, by field.</summary>
    protected Dictionary<string, string> Faults { get; set; } = [];

    private protected static Hosting.Texts Words => AccountsText.Words;

    /// <summary>What the form was sent with; null when none was.</summary>
    protected string? Typed(string field) =>
        Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(field, out var value) ? value.ToString() : null;

    /// <summary>Reads what the page shows.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>
    /// Before anything is rendered: OnInitializedAsync renders once as soon as it waits, with half of the page unread. SQLite never waits, PostgreSQL does.
    /// </summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected string? Fault(string field) => Faults.TryGetValue(field, out var key) ? Words[key] : null;
}
