using System.Globalization;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class RequestErrorsTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN"), English = CultureInfo.GetCultureInfo("en");

    private static readonly int[] Documented = [4, 14, 18, 27, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 300];

    [Fact]
    public void W9_each_documented_code_has_words_of_its_own_in_both_languages()
    {
        foreach (var language in new[] { Chinese, English })
        {
            var texts = Documented.Append(42).Select(c => RequestErrors.Text(c, language)).Append(RequestErrors.Text(null, language)).ToList();
            Assert.Equal(texts.Count, texts.Distinct().Count());
            Assert.All(texts, t => Assert.Equal(language == Chinese, t.Any(c => c > '\u4dff')));
        }
    }

    [Theory]
    [InlineData(4, "未找到该通话，可能已经挂断", "The call was not found; it may have ended")]
    [InlineData(300, "授权已到期，请联系管理员", "The licence has expired; please tell the administrator")]
    [InlineData(42, "请求被拒绝，错误码 42", "The platform refused the request, error 42")]
    [InlineData(-1, "请求被拒绝，错误码 -1", "The platform refused the request, error -1")]
    public void W9_as_people_read_them(int code, string chinese, string english)
    {
        Assert.Equal(chinese, RequestErrors.Text(code, Chinese));
        Assert.Equal(english, RequestErrors.Text(code, English));
        Assert.Equal(english, RequestErrors.Text(code, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_refusal_names_the_request_but_no_seat_and_no_number()
    {
        var e = new CtiRefusedException(new PlaceCall("13800001234"), new RequestFailed(200, 32, "10000_1900 通话中"));
        Assert.Equal("Request 200 was refused: The seat is in a call (32).", e.Message);
        Assert.Equal((32, "10000_1900 通话中", "坐席通话中"), (e.Code, e.PlatformText, e.Text(Chinese)));
        Assert.Equal("Request 103 was not answered in 0.5 s.", new CtiNoAnswerException(new SignOut(), TimeSpan.FromSeconds(0.5)).Message);
    }
}
