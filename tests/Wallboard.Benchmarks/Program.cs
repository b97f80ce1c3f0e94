using BenchmarkDotNet.Running;
using Wallboard.Benchmarks;

// `ingest` = BenchmarkDotNet; `breaks [n]` = the link broken n times (100), against a portal process of its own.
switch (args)
{
    case ["ingest", ..]:
        BenchmarkRunner.Run<IngestBenchmark>();
        return 0;
    case ["breaks", ..]:
        return await BreaksCommand.Run(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Wallboard.Benchmarks -- ingest | breaks [count]");
        return 2;
}
