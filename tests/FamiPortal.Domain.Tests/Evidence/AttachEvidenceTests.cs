using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Evidence;

public sealed class AttachEvidenceTests
{
    [Theory]
    [OnSqlite("facture.pdf", EvidenceFormat.Pdf)]
    [OnSqlServer("facture.pdf", EvidenceFormat.Pdf)]
    [OnSqlite("photo.png", EvidenceFormat.Png)]
    [OnSqlite("photo.jpeg", EvidenceFormat.Jpeg)]
    [OnSqlite("attestation.docx", EvidenceFormat.Docx)]
    [OnSqlite("attestation.doc", EvidenceFormat.Doc)]
    [OnSqlite("attestation.odt", EvidenceFormat.Odt)]
    [OnSqlite("justificatifs.zip", EvidenceFormat.Zip)]
    public async Task Attach_AGoodFile_IsKeptAndNewlyTransmittable(DatabaseProvider provider, string name, EvidenceFormat format)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        await scenario.TransmitAsync(draft);
        var content = format switch
        {
            EvidenceFormat.Pdf => SampleFiles.Pdf(),
            EvidenceFormat.Png => SampleFiles.Png(),
            EvidenceFormat.Jpeg => SampleFiles.Jpeg(),
            EvidenceFormat.Docx => SampleDocuments.Docx(),
            EvidenceFormat.Doc => SampleDocuments.Doc(),
            EvidenceFormat.Odt => SampleDocuments.Odt(),
            EvidenceFormat.Zip => SampleDocuments.Zip(("facture.pdf", SampleFiles.Pdf())),
            EvidenceFormat.SevenZip => throw new ArgumentOutOfRangeException(nameof(format), "SevenZipTests"),
        };

        var attached = (await scenario.AttachAsync(draft, content, name)).Value;

        Assert.Equal((name, format, (long)content.Length), (attached.Document.DisplayName, attached.Document.Format, attached.Document.SizeBytes));
        Assert.Equal("dmp-software", Assert.Single(attached.Uses).IndicatorCode);
        var declaration = (await scenario.OpenAsync()).Value.Declaration;
        Assert.Equal(attached.DraftVersion, declaration.DraftVersion);
        Assert.True(declaration.HasUntransmittedChanges);
        Assert.False(Assert.Single(declaration.Evidence).IsTransmitted);
    }

    [Theory, OnSqlite]
    public async Task Attach_ADangerousFile_IsRefusedAndNothingIsLeft(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var refused = await scenario.AttachAsync(draft, SampleFiles.Exe());

        Assert.Single(refused.Problems);
        Assert.Empty(Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(0, await db.EvidenceDocuments.CountAsync());
    }

    [Theory]
    [OnSqlite("proof-unknown", "teletransmission")]
    [OnSqlite("proof-unknown", "dmp-software", "jamais-vu")]
    public async Task Attach_ToAProofThatIsNotAsked_IsRefusedBeforeTheFileIsRead(DatabaseProvider provider, string code, params string[] proofs)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var refused = await scenario.AttachAsync(draft, proofs: proofs);

        Assert.Equal(code, Assert.Single(refused.Problems).Code);
        Assert.Empty(Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
    }

    [Theory, OnSqlite]
    public async Task Attach_ToNoProof_AsksToChooseOne(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        using var content = new MemoryStream(SampleFiles.Pdf());

        var refused = await scenario.Portal.RunAsync((AttachEvidence useCase) => useCase.RunAsync(scenario.Iris, draft.Id, "a.pdf", content, []));

        Assert.Equal("proof-not-chosen", Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Attach_AfterClosing_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        scenario.Portal.Clock.Set(scenario.Campaign.ClosesAt);

        Assert.Equal("entry-closed", Assert.Single((await scenario.AttachAsync(draft)).Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Attach_ToSomebodyElses_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        Assert.True(Assert.Single((await scenario.AttachAsync(draft, actor: scenario.Basile)).Problems).IsNotFound);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Withdraw_AnUndecidedDocument_TakesItBack(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();

        var withdrawn = (await WithdrawAsync(scenario, declaration.Id, use.Id)).Value;

        var taken = Assert.Single(withdrawn.Evidence);
        Assert.Equal(EvidenceUseState.Withdrawn, taken.State);
        Assert.NotNull(taken.Document.WithdrawnAt);
        Assert.Equal("evidence-already-decided", Assert.Single((await scenario.AcceptAsync(use)).Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Withdraw_ADecidedDocument_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        await scenario.AcceptAsync(use);

        var refused = await WithdrawAsync(scenario, declaration.Id, use.Id);

        Assert.Contains("Dominique Modèle", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Withdraw_SomebodyElses_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();

        var refused = await scenario.Portal.RunAsync((WithdrawEvidence useCase) => useCase.RunAsync(scenario.Basile, declaration.Id, use.Id));

        Assert.True(Assert.Single(refused.Problems).IsNotFound);
    }

    private static Task<Outcome<Domain.Declarations.Declaration>> WithdrawAsync(Scenario scenario, Guid declarationId, Guid useId) =>
        scenario.Portal.RunAsync((WithdrawEvidence useCase) => useCase.RunAsync(scenario.Iris, declarationId, useId));
}
