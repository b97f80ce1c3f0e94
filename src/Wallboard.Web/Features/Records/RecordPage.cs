using Microsoft.AspNetCore.Components;
using Wallboard.Platform.Api;
using Wallboard.Web.Features.Shell;

namespace Wallboard.Web.Features.Records;

/// <summary>A page that the platform is asked for: it is read whole before anything is rendered, and says in words where it cannot be.</summary>
public abstract class RecordPage : TenantPage
{
    /// <summary>Set = the platform has failed.</summary>
    private protected string? Failure { get; private set; }

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        try
        {
            await LoadAsync(Http.RequestAborted);
        }
        catch (PlatformApiException e)
        {
            Failure = RecordPageText.Of(e);
        }
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected abstract Task LoadAsync(CancellationToken ct);
}
