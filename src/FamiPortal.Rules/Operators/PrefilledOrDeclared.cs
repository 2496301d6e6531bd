namespace FamiPortal.Rules.Operators;

/// <summary>
/// <c>prefilled-or-declared</c>: a transmitted declaration replaces the prefilled answer and is judged by its own test;
/// without one, the prefilled answer decides.
/// </summary>
/// <param name="prefilled">A boolean.</param>
/// <param name="declared">A record, nullable.</param>
/// <param name="test">Judges what is declared.</param>
public sealed class PrefilledOrDeclared(FactPath prefilled, FactPath declared, Operator test) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<Operator> Parts => [test];

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [prefilled];

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> AllReads() => [prefilled, declared];

    /// <summary>The boolean that counts while nothing is declared.</summary>
    public FactPath Prefilled => prefilled;

    /// <summary>The record that replaces it.</summary>
    public FactPath Declared => declared;

    private protected override string Question => "Prérempli, ou déclaré";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate) =>
        declared.Read(situation) is null ? When(prefilled.Flag(situation)) : test.Judge(situation, ref rate);

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        if (declared.Read(situation) is null)
        {
            var verdict = Judge(situation);
            return Node(
                situation,
                verdict,
                verdict == Verdict.Achieved ? "Prérempli par l’Assurance Maladie, aucun justificatif n’est demandé." : "Rien n’est prérempli et rien n’est déclaré.",
                "Il manque une déclaration transmise.");
        }

        var explained = test.Explain(situation);
        return Node(
            situation,
            explained.Verdict,
            $"Votre déclaration remplace la valeur préremplie. {explained.Why}",
            explained.Missing,
            [explained]);
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) =>
        declared.Read(situation) is null && prefilled.Flag(situation) ? [] : test.Remedy(situation);
}
