using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using FamiPortal.Rules;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami rules prove</c></summary>
internal static class RulesProve
{
    public static Command Command() => Rules.Over(
        "prove",
        "Essaie toutes les combinaisons d’indicateurs et prouve les promesses des guides.",
        (_, catalogue) =>
        {
            var watch = Stopwatch.StartNew();
            var proofs = catalogue.RuleSets.Select(Prover.Prove).ToList();
            foreach (var proof in proofs)
            {
                Console.WriteLine($"{proof.RuleSet.Key} : {Grouped(proof.Combinations)} combinaisons, {Grouped(proof.Tried)} essayées une à une, {(proof.Holds ? "prouvé" : "EN DÉFAUT")}");
                Console.WriteLine($"  maximum {French.Money(proof.Totals[^1])}, {proof.Totals.Count} totaux possibles{French.NoBreakSpace}: {French.Series(proof.Totals.Select(French.ShortMoney))}");
                foreach (var failure in proof.Failures)
                {
                    Console.WriteLine($"  ! {failure}");
                }
            }

            Console.WriteLine($"{catalogue.RuleSets.Count} référentiels en {watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
            return proofs.All(p => p.Holds) ? 0 : 1;
        });

    private static string Grouped(BigInteger number) => French.Number((Int128)number);
}
