using System.Globalization;
using FamiPortal.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var small = args.Contains("--small");
switch (args.FirstOrDefault())
{
    case "rules":
        return RulesBenchmark.Run(small);
    case "simulate":
        return SimulateBenchmark.Run(small);
    case "agent":
        return await AgentBenchmark.RunAsync(small);
    case "web":
        return await WebBenchmark.RunAsync(small);
    case "upload":
        return await UploadBenchmark.RunAsync(small);
    case "passthrough" when args.Length == 3:
        Passthrough.Run(args[1], args[2]);
        return 0;
    default:
        Console.Error.WriteLine("""
            rules [--small]      one assessment, its reading, and both, beside hand-written C#
            simulate [--small]   fami simulate beside a program that reads and writes the same JSON without assessing
            agent [--small]      the agents' desk on an invented country, in a real process
            web [--small]        the pages that people wait for beside an empty page of the same layout
            upload [--small]     the portal in a process of its own, while fifty people send 10 Mo each at once
            Each prints a table whose rows end with "met" or "MISSED"; 1 only when an answer is wrong.
            """);
        return 1;
}
