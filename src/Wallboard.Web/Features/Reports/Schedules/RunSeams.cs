using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports.Deliveries;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>Brings a parcel to a recipient. Never throws but for cancellation.</summary>
internal delegate Task<SendResult> Sender(string recipient, Parcel parcel, CancellationToken ct);

/// <summary>Tells an owner by mail; false where there is no way.</summary>
internal delegate Task<bool> OwnerTeller(Tenant tenant, Guid owner, string subject, string body, CancellationToken ct);
