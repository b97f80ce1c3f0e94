using System.Globalization;
using System.Resources;

namespace Wallboard.Reports;

/// <summary>The record lists' words, in the language of the current culture.</summary>
public static class RecordText
{
    private static readonly ResourceManager resources = new("Wallboard.Reports.RecordText", typeof(RecordText).Assembly);

    /// <summary>Throws where the key has no words: a raw key is never shown.</summary>
    public static string Of(string key) => Find(key) ?? throw new InvalidOperationException($"RecordText has no words for '{key}'");

    public static string Of(string key, params object?[] arguments) => string.Format(CultureInfo.CurrentCulture, Of(key), arguments);

    public static string? Find(string key) => resources.GetString(key, CultureInfo.CurrentUICulture);

    /// <summary>Words for a code of the platform; the code itself where the guide has none for it.</summary>
    public static string? Code(string list, string? code) => code is not { Length: > 0 } ? null : Find($"{list}.{code}") ?? code;
}
