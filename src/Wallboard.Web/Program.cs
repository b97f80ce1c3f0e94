using Wallboard.Web.Features.Accounts;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports;
using Wallboard.Web.Features.Screens;
using Wallboard.Web.Features.Shell;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Hosting.Metrics;
using Wallboard.Web.Hosting.Settings;
using Wallboard.Web.Storage;

var builder = Portal.CreateBuilder(args);
if (Portal.AnswerInsteadOfStarting(args, builder.Configuration) is { } exitCode) return exitCode;

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddStorage(builder.Configuration, builder.Environment.ContentRootPath);
builder.Services.AddAccess();
builder.Services.AddLimits();
builder.Services.AddProblemDetails();
builder.Services.AddMetricsPage();
builder.Services.AddLiveFeature(SettingsValidation.Bind(builder.Configuration));
builder.Services.AddShell();
builder.Services.AddAccounts();
builder.Services.AddAdministration();
builder.Services.AddBoards();
builder.Services.AddScreens();
builder.Services.AddReports();

var app = builder.Build();

app.UseTrustedProxy();
app.UseSecurityHeaders();
app.UseErrorPages();
app.UseRouting();
app.UseAuthentication();
app.UseLanguages();
app.UseSameOrigin();
app.UseRateLimiter();
app.UseLastSeen();
app.UseAuthorization();
app.UseAntiforgery();

app.MapStaticAssets().AllowAnonymous();
app.MapHealth();
app.MapMetricsPage();
app.MapLive();
app.MapShell();
app.MapAccounts();
app.MapAdministration();
app.MapBoards();
app.MapScreens();
app.MapReports();

if (!await app.TryMigrateAsync()) return Portal.ExitCodeOfNoStorage;
await app.RunAsync();
return 0;
