using System.CommandLine;
using FamiPortal.Cli.Commands;

var root = new RootCommand("FamiPortal en ligne de commande : règles, simulations et exploitation.")
{
    Simulate.Command(),
    Verify.Command(),
    Rules.Command(),
    Migrate.Command(),
    Seed.Command(),
    Software.Command(),
};

return await root.Parse(args).InvokeAsync();
