using System.Globalization;
using Wallboard.Web.Hosting;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Administration;

internal static class AuditText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Administration.AuditText");

    public static string Of(AuditAction action) => Words[$"Action.{action}"];

    /// <summary>A <see cref="Hosting.Access.CallerKind"/>; one that a later build has written is said as it is.</summary>
    public static string Kind(string kind) => Words.Find($"Kind.{kind}") ?? kind;

    /// <summary>What it was done to: a name, a path.</summary>
    public static string? SubjectOf(AuditEntry entry) =>
        entry is { Action: AuditAction.SignInFailed, Subject: AuditLog.UnknownName } ? Words["UnknownName"] : entry.Subject;

    /// <summary>A field of before and after. Features write what they like: what has no words is said as it is.</summary>
    public static string Field(string name) => Words.Find($"Field.{name}") ?? name;

    public static string Time(DateTimeOffset local) => local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
