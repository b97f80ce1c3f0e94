using Microsoft.AspNetCore.Components;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Shell;

/// <summary>A page at <c>/t/{tenant}/…</c>.</summary>
public abstract class TenantPage : ComponentBase
{
    /// <summary>Of the address; what to work with is <see cref="Here.In"/>.</summary>
    [Parameter]
    public string Tenant { get; set; } = "";

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    private protected Here Here => Http.Here();
}
