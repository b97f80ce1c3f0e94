using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Administration.Departments;

internal static class DepartmentText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Administration.Departments.DepartmentText");
}
