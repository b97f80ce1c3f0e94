namespace Wallboard.Simulator.Sockets;

/// <summary>Guide 5.18's error codes.</summary>
internal static class ErrorTexts
{
    public const int NoSuchSeat = 14, BadRequest = 18, TooFast = 27, InACall = 32, NoExtension = 31, ExtensionInUse = 33, AlreadySignedIn = 34,
        NotBound = 41, LicenceExpired = 300;

    public static string Of(int code) => code switch
    {
        4 => "未找到callID，可能该通话已经挂断",
        NoSuchSeat => "未找到该坐席资源",
        TooFast => "请求过快，两秒内发送了两次相同请求",
        NoExtension => "签入未指定分机设备",
        InACall => "坐席通话中",
        ExtensionInUse => "分机已签入",
        AlreadySignedIn => "坐席已签入",
        NotBound => "为绑定分机不允许空闲",
        LicenceExpired => "授权到期，请联系管理员",
        _ => "请求参数错误",
    };
}
