using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Metrics;
using Wallboard.Web.Hosting.Settings;

var builder = Portal.CreateBuilder(args);
if (Portal.AnswerInsteadOfStarting(args, builder.Configuration) is { } exitCode) return exitCode;

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddAccess();
builder.Services.AddLimits();
builder.Services.AddProblemDetails();
builder.Services.AddMetricsPage();
builder.Services.AddLiveFeature(SettingsValidation.Bind(builder.Configuration));
builder.Services.AddBoards();

var app = builder.Build();

app.UseSecurityHeaders();
app.UseExceptionHandler();
app.UseLanguages();
app.UseRouting();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();

app.MapStaticAssets();
app.MapHealth();
app.MapMetricsPage();
app.MapLive();
app.MapBoards();

await app.RunAsync();
return 0;
