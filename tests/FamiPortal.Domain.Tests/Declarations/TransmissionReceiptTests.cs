using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Declarations;

public sealed class TransmissionReceiptTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Receipt_OfAVersionThatWasReplaced_CountsOnlyTheDocumentsThatItCarried(DatabaseProvider provider)
    {
        // Arrange: first without the proof, then with it; the fund accepts it.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        var draft = await scenario.DraftAsync();
        _ = (await scenario.TransmitAsync(draft)).Value;
        var attached = (await scenario.AttachAsync(draft)).Value;
        _ = (await scenario.TransmitAsync(draft, attached.DraftVersion)).Value;
        _ = (await scenario.AcceptAsync(attached.Uses[0])).Value;

        // Act
        var (first, second) = (await ReceiptAsync(1), await ReceiptAsync(2));

        // Assert
        Assert.Empty(first.Evidence);
        Assert.Equal((Verdict.AwaitingEvidence, 0m), (first.Estimate["dmp-software"].Verdict, first.Estimate.Amount));
        Assert.Equal((Verdict.Achieved, 590m), (second.Estimate["dmp-software"].Verdict, second.Estimate.Amount));

        async Task<Receipt> ReceiptAsync(int number) =>
            (await scenario.Portal.RunAsync((TransmissionReceipt query) => query.RunAsync(scenario.Iris, draft.Id, number))).Value;
    }
}
