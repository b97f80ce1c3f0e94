using System.Text.Encodings.Web;
using System.Text.Json;
using Wallboard.Simulator.Faults;

namespace Wallboard.Simulator.Control;

/// <summary><c>/sim/*</c>: the simulator's own controls, for this machine only.</summary>
internal static class ControlEndpoints
{
    private sealed record AdvanceRequest(double Seconds);

    private sealed record RingRequest(string? Tenant, string? Number);

    private sealed record HideRequest(string Tenant, bool Hide);

    private sealed record PhoneRequest(string Seat, bool Registered);

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapControl(this IEndpointRouteBuilder app, SimulatorServer server)
    {
        var sim = app.MapGroup("/sim");
        sim.AddEndpointFilter(async (context, next) =>
            context.HttpContext.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address)
                ? await next(context)
                : Results.NotFound());
        sim.MapGet("/truth/{tenant}", (string tenant) => server.HasTenant(tenant) ? Results.Json(server.Truth(tenant), Json) : Results.NotFound());
        sim.MapGet("/state", () => Results.Json(server.State(), Json));
        sim.MapPost("/freeze", server.Freeze);
        sim.MapPost("/thaw", server.Thaw);
        sim.MapPost("/advance", (AdvanceRequest r) => server.Advance(TimeSpan.FromSeconds(r.Seconds)));
        sim.MapPost("/ring-seat", (RingRequest r) => server.RingSeat(r.Tenant, r.Number));
        sim.MapPost("/phone", (PhoneRequest r) => server.RegisterPhone(r.Seat, r.Registered));
        sim.MapPost("/hide-number", (HideRequest r) => server.HideNumber(r.Tenant, r.Hide));
        sim.MapGet("/faults", () => Results.Json(server.Faults.Active, Json));
        sim.MapPost("/faults", (Fault fault) => server.Faults.Inject(fault));
        sim.MapDelete("/faults", () => server.Faults.Clear());
        sim.MapDelete("/faults/{kind}", (FaultKind kind) => server.Faults.Clear(kind));
    }
}
