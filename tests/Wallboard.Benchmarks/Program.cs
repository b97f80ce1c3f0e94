using BenchmarkDotNet.Running;
using Wallboard.Benchmarks;

// `ingest` = BenchmarkDotNet; `breaks [n]` = the link broken n times (100), against a portal process of its own;
// `soak [seconds]` = undisturbed (600), watched for wrong numbers.
switch (args)
{
    case ["ingest", ..]:
        BenchmarkRunner.Run<IngestBenchmark>();
        return 0;
    case ["breaks", ..]:
        return await BreaksCommand.Run(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100);
    case ["soak", ..]:
        return await SoakCommand.Run(TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 600), seed: 7);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Wallboard.Benchmarks -- ingest | breaks [count] | soak [seconds]");
        return 2;
}
