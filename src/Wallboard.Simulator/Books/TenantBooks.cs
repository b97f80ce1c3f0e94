using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Books;

/// <summary>What can be written and deleted over HTTP, beside the call log: kept per tenant, under the platform's lock.</summary>
internal sealed class TenantBooks(TenantModel model)
{
    public BlackList BlackList { get; } = new(model);
    public RestTemplates RestTemplates { get; } = new();
    public Messages Messages { get; } = new(model);
    public Campaigns Campaigns { get; } = new(model);
}
