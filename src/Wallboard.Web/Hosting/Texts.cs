using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Wallboard.Web.Hosting;

/// <summary>One feature's words, in the language of the current request or rendering: <c>{name}.resx</c> is English, <c>{name}.zh-CN.resx</c> Chinese.</summary>
/// <param name="name">E.g. <c>Wallboard.Web.Features.Accounts.AccountsText</c>.</param>
internal sealed class Texts(string name)
{
    private readonly ResourceManager resources = new(name, Assembly.GetExecutingAssembly());

    public ResourceManager Resources => resources;

    /// <summary>Throws where the key has no words: a raw key is never shown.</summary>
    public string this[string key] => Find(key) ?? throw new InvalidOperationException($"{name} has no words for '{key}'");

    public string this[string key, params object?[] arguments] => string.Format(CultureInfo.CurrentCulture, this[key], arguments);

    public string? Find(string key) => resources.GetString(key, CultureInfo.CurrentUICulture);
}
