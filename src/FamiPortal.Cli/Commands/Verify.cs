using System.CommandLine;
using FamiPortal.Rules;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami verify receipt.json</c></summary>
internal static class Verify
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("reçu") { Description = "Reçu d’évaluation (JSON), téléchargé avec le relevé." };
        return Rules.Over("verify", "Recalcule une évaluation hors ligne et dit le premier écart.", (parsed, catalogue) =>
        {
            var receipt = parsed.GetRequiredValue(file);
            if (!receipt.Exists)
            {
                Console.Error.WriteLine($"« {receipt} » n’existe pas.");
                return 1;
            }

            if (AssessmentReceipt.Verify(File.ReadAllText(receipt.FullName), catalogue) is { } difference)
            {
                Console.Error.WriteLine($"{difference.Path} : {difference.Message}");
                return 1;
            }

            Console.WriteLine("Conforme : le calcul redonne exactement ce reçu.");
            return 0;
        }, file);
    }
}
