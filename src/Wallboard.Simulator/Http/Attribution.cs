using System.Globalization;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.35: where a mobile number is at home, made up from its digits.</summary>
internal static class Attribution
{
    private static readonly string[] Places =
        ["湖南 长沙", "北京 北京", "上海 上海", "广东 广州", "广东 深圳", "浙江 杭州", "江苏 南京", "四川 成都", "湖北 武汉", "陕西 西安"];

    private static readonly string[] Cards = ["移动全球通卡", "联通如意通卡", "电信天翼卡"];

    public static IEnumerable<ApiEndpoint> All => [new("6.35", "query/queryMobileAttribution", ["mobile"], Fields.None, call => Of(call.Required("mobile")))];

    /// <summary>Place and card, or nothing for what is no mobile number.</summary>
    public static string Of(string mobile)
    {
        if (mobile.Length != 11 || mobile[0] != '1' || !int.TryParse(mobile.AsSpan(3, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var area)) return "";
        var place = Places[area % Places.Length];
        return $"{place} {place[..2]}{Cards[mobile[1] % Cards.Length]}";
    }
}
