using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.People;

/// <summary>A membership as the audit log has it.</summary>
internal sealed record MembershipEntry(Role Role, List<string>? Queues, List<string>? Agents)
{
    public static MembershipEntry Of(Membership membership) => new(membership.Role, membership.Queues, membership.Agents);
}
