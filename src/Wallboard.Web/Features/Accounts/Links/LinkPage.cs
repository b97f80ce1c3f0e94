using Microsoft.AspNetCore.Components;
using Wallboard.Web.Features.Accounts.Forms;
using Wallboard.Web.Features.Accounts.SignIn;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.Links;

/// <summary>What opens with a one-time link. Each request looks whether the link is still good.</summary>
public abstract class LinkPage : FormPage
{
    [Parameter]
    public string Secret { get; set; } = "";

    private protected LinkState State { get; private set; }

    private protected OneTimeLink? Link { get; private set; }

    /// <summary>Who is signed in in this browser; null = nobody.</summary>
    private protected Caller? Me => Http.Here().Caller is { Kind: CallerKind.Person } person ? person : null;

    private protected abstract LinkPurpose Purpose { get; }

    [Inject]
    private protected WallboardDb Db { get; set; } = null!;

    [Inject]
    private protected OneTimeLinks Links { get; set; } = null!;

    [Inject]
    private protected NewAccounts Accounts { get; set; } = null!;

    [Inject]
    private protected SignIns SignIns { get; set; } = null!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = null!;

    protected override async Task LoadAsync() => (State, Link) = await Links.OpenAsync(Http, Secret, Purpose);

    /// <summary>Somebody else was quicker.</summary>
    private protected void Gone()
    {
        (State, Link) = (LinkState.Ended, null);
        Http.AnswerWith(StatusCodes.Status410Gone);
    }

    /// <summary>Goes on as the new person.</summary>
    private protected async Task EnterAsync(Person person) => Navigation.NavigateTo(await SignIns.BeginAsync(Http, person, stay: false, "/"));
}
