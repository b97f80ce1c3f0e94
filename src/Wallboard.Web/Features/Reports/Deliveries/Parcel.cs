using Wallboard.Web.Features.Live;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>What one recipient gets of one run of a schedule in one format: the files of its reports, in their order.</summary>
/// <param name="Delivery">The same at each attempt, so that a receiver can tell a repeat.</param>
/// <param name="Schedule">Its name.</param>
/// <param name="Due">On the clock of the schedule's zone.</param>
/// <param name="Language">Culture name: of everything that people read in it.</param>
internal sealed record Parcel(Guid Delivery, Tenant Tenant, string Schedule, DateTimeOffset Due, string Language, IReadOnlyList<ParcelFile> Files);

/// <param name="Id">Of the <see cref="ReportFile"/>: <c>/t/{tenant}/files/{id}</c> is where it can be fetched.</param>
/// <param name="Title">The report's name and period, for people.</param>
/// <param name="Path">Where its bytes are, on this machine.</param>
/// <param name="Sha256">Hex.</param>
internal sealed record ParcelFile(Guid Id, string Title, string FileName, FileFormat Format, string Path, long Bytes, long Rows, string Sha256);

/// <param name="Detail">A key of DeliveryText and what it names, separated like those of <see cref="Files.FileFailure"/>; what the other side said is one of those named. Nothing secret.</param>
internal readonly record struct SendResult(AttemptOutcome Outcome, string? Detail);
