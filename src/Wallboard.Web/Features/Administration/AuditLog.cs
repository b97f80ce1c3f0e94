using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Administration;

/// <summary>Writes down who did what. A change and its entry are saved together: <see cref="Add"/> to the context that is about to be saved.</summary>
internal sealed class AuditLog(IDbContextFactory<WallboardDb> storage, AccessBook book, Tenants tenants, TimeProvider clock, ILogger<AuditLog> log)
{
    /// <summary>In the place of a sign-in name that nobody has: it may be somebody's password, typed into the wrong field. No name has a blank.</summary>
    public const string UnknownName = "unknown name";

    private readonly Refusals refusals = new(clock);

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="subject">In people's words: a name. Never a phone number, a secret or an address of the platform.</param>
    /// <param name="before">An anonymous object of what was; no secrets.</param>
    public AuditEntry Add(
        WallboardDb db, HttpContext http, AuditAction action, string? tenantId, string? subject = null, object? before = null, object? after = null,
        bool refused = false, Caller? actor = null)
    {
        var caller = actor ?? book.Of(http.User);
        var entry = new AuditEntry
        {
            At = clock.GetUtcNow(), TenantId = tenantId, Action = action, Refused = refused, ActorKind = caller.Kind.ToString(), ActorId = caller.Id,
            ActorName = caller.Name, Address = http.Connection.RemoteIpAddress?.ToString() ?? "", Subject = Cut(subject), Before = Json(before), After = Json(after),
        };
        db.Audit.Add(entry);
        return entry;
    }

    /// <summary>An entry of its own.</summary>
    public async Task WriteAsync(
        HttpContext http, AuditAction action, string? tenantId, string? subject = null, object? before = null, object? after = null, bool refused = false,
        Caller? actor = null)
    {
        await using var db = await storage.CreateDbContextAsync();
        Add(db, http, action, tenantId, subject, before, after, refused, actor);
        await db.SaveChangesAsync();
    }

    /// <summary>
    /// Somebody known wanted what they may not. It can be done a thousand times a second: see <see cref="Refusals"/>. Refused it stays, also where it
    /// cannot be written down.
    /// </summary>
    public async Task RefusedAsync(HttpContext http)
    {
        if (refusals.Take(book.Of(http.User), Cut($"{http.Request.Method} {http.Request.Path}")!) is not var (what, notWritten)) return;
        try
        {
            // An address can name a tenant that there is not.
            await WriteAsync(
                http, AuditAction.AccessRefused, tenants.Find(http.TenantOfAddress())?.Id, what, after: notWritten > 0 ? new { AlsoRefused = notWritten } : null,
                refused: true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "A refusal could not be written down");
        }
    }

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, json);

    /// <summary>At most 256 characters, and none that a database refuses: no control signs, no halves.</summary>
    private static string? Cut(string? text)
    {
        if (text is null) return null;
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > 256) break;
            clean.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }
        return clean.ToString();
    }
}
