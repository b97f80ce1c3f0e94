using Wallboard.Simulator;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
var options = configuration.GetSection("Simulator").Get<SimulatorOptions>() ?? new SimulatorOptions();
// The addresses of the web host's own setting; loopback unless somebody says otherwise.
var url = configuration["ASPNETCORE_URLS"] ?? configuration["urls"] ?? "http://127.0.0.1:5081";

await using var server = await SimulatorServer.StartAsync(options, url);
Console.WriteLine($"Simulator: socket {server.Socket}, api {server.Api}, truth {server.Control}sim/truth/10000, time {server.Now:yyyy-MM-dd HH:mm:ss zzz}");
await server.ShutdownAsync();
