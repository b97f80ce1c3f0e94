using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Sockets;

/// <summary>Guide 5.18's error texts, letter by letter.</summary>
internal static class ErrorTexts
{
    public static string Of(CtiError error) => error switch
    {
        CtiError.NoSuchCall => "未找到callID，可能该通话已经挂断",
        CtiError.NoSuchSeat => "未找到该坐席资源",
        CtiError.TooFast => "请求过快，两秒内发送了两次相同请求",
        CtiError.NoExtension => "签入未指定分机设备",
        CtiError.InACall => "坐席通话中",
        CtiError.ExtensionInUse => "分机已签入",
        CtiError.AlreadySignedIn => "坐席已签入",
        CtiError.TransferFailed => "转接失败",
        CtiError.MuteFailed => "静音失败",
        CtiError.UnmuteFailed => "取消静音失败",
        CtiError.HoldBroken => "异常退出保持",
        CtiError.HoldCallFailed => "保持外呼失败",
        CtiError.HelpFailed => "三方求助失败",
        CtiError.NotBound => "为绑定分机不允许空闲",
        CtiError.LicenceExpired => "授权到期，请联系管理员",
        _ => "请求参数错误",
    };
}
