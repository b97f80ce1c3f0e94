using BenchmarkDotNet.Running;
using Wallboard.Benchmarks;
using Wallboard.Benchmarks.Exports;
using Wallboard.Benchmarks.Walls;

// `ingest`, `answer` = BenchmarkDotNet: events to pictures, an answer of 10 000 rows to types; `breaks [n]` = the link broken n times (100), against a portal process of its own;
// `soak [seconds]` = undisturbed (600), watched for wrong numbers.
// `walls [seconds]` = event to changed DOM; `viewers [n] [seconds]` = n browsers' worth of sockets beside a bare loop; `frozen [seconds]` = one of 50
// reads nothing; `page [minutes]` = memory of a real page. `bare` is what `viewers` starts.
// `history [days]` = the simulator's history of 200 agents (90); `statistics` = a month of it asked for.
// `exports [rows]` = that many rows (1 000 000) to xlsx and csv, beside a bare loop; `pdf` = a thousand printed, warm.
// `year [report]` = a year of days of 200 agents (`states`) in a real browser, once the portal has them.
int Number(int index, int otherwise) =>
    args.Length > index ? int.Parse(args[index], System.Globalization.CultureInfo.InvariantCulture) : otherwise;

switch (args)
{
    case ["ingest", ..]:
        BenchmarkRunner.Run<IngestBenchmark>();
        return 0;
    case ["answer", ..]:
        BenchmarkRunner.Run<AnswerBenchmark>();
        return 0;
    case ["breaks", ..]:
        return await BreaksCommand.Run(Number(1, 100));
    case ["soak", ..]:
        return await SoakCommand.Run(TimeSpan.FromSeconds(Number(1, 600)), seed: 7);
    case ["walls", ..]:
        return await WallsCommand.Run(Number(1, 30));
    case ["viewers", ..]:
        return await ViewersCommand.Run(Number(1, 1000), Number(2, 15));
    case ["frozen", ..]:
        return await FrozenCommand.Run(Number(1, 15));
    case ["page", ..]:
        return await PageCommand.Run(Number(1, 30));
    case ["history", ..]:
        return await HistoryCommand.Make(Number(1, 90));
    case ["statistics"]:
        return await HistoryCommand.Ask();
    case ["exports", ..]:
        return await ExportsCommand.Run(Number(1, 1_000_000));
    case ["pdf"]:
        return await PdfCommand.Run();
    case ["year", ..]:
        return await YearCommand.Run(args.Length > 1 ? args[1] : "states");
    case ["bare"]:
        return await BareServer.Run();
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Wallboard.Benchmarks -- ingest | answer | breaks [count] | soak [seconds] | walls [seconds] | viewers [n] [seconds] | frozen [seconds] | page [minutes] | history [days] | statistics | exports [rows] | pdf | year [report]");
        return 2;
}
