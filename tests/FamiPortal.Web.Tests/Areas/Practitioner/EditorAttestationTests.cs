using System.Net;
using FamiPortal.Domain.Software;
using FamiPortal.TestKit;
using FamiPortal.Web.Tests.Documents;

namespace FamiPortal.Web.Tests.PractitionerArea;

public sealed class EditorAttestationTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task EditorAttestation_IsFilledInWithThePractitionerAndEachDeclaredSoftware()
    {
        var practice = await Practice.OpenAsync(portal);
        Practice.Succeed(await practice.SaveAsync(
            await practice.DeclarationAsync(),
            ("dmpSoftware.declared.businessSoftware", "Cabinet Modèle"),
            ("dmpSoftware.declared.dmpSoftware", "Passerelle Modèle"),
            ("dmpSoftware.declared.acquiredOn", "12/3/2024")));
        var link = (await practice.DeclarationAsync()).Html.QuerySelector("a[href*='attestation-editeur']")!.GetAttribute("href")!;

        var answer = await practice.Browser.GetAsync(link);

        Assert.Equal("application/pdf", answer.Response.Content.Headers.ContentType!.MediaType);
        var text = Poppler.Words(await answer.Response.Content.ReadAsByteArrayAsync());
        Assert.Contains(practice.Practitioner.DisplayName, text, StringComparison.Ordinal);
        Assert.Contains("« Cabinet Modèle » est compatible avec le dossier médical partagé", text, StringComparison.Ordinal);
        Assert.Contains("« Passerelle Modèle » est compatible avec le dossier médical partagé", text, StringComparison.Ordinal);
        Assert.Contains("12 mars 2024", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EditorAttestation_OfAProductOfTheCatalogue_NamesItsEditorAndItsVersion()
    {
        await using var own = new Portal();
        await own.SaveAsync(new SoftwareProduct("Modèle Cabinet 7.2", "Éditions Spécimen", "Modèle Cabinet", "7.2", A.Profession));
        var practice = await Practice.OpenAsync(own);
        Practice.Succeed(await practice.SaveAsync(
            await practice.DeclarationAsync(),
            ("dmpSoftware.declared.businessSoftware", "modèle cabinet 7.2"),
            ("dmpSoftware.declared.dmpSoftware", "Passerelle inconnue")));

        var answer = await practice.Browser.GetAsync($"/declarations/{A.Exercise}/attestation-editeur/{Scenario.DmpProof}.pdf");

        var text = Poppler.Words(await answer.Response.Content.ReadAsByteArrayAsync());
        Assert.Contains("Éditeur Éditions Spécimen Nom du logiciel Modèle Cabinet Version commerciale 7.2", text, StringComparison.Ordinal);
        Assert.Contains("Éditeur ……………………………… Nom du logiciel Passerelle inconnue Version commerciale ………………………………", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EditorAttestation_BeforeAnyAnswer_LeavesTheSoftwareToBeWritten()
    {
        var practice = await Practice.OpenAsync(portal);

        var answer = await practice.Browser.GetAsync($"/declarations/{A.Exercise}/attestation-editeur/{Scenario.DmpProof}.pdf");

        var text = Poppler.Words(await answer.Response.Content.ReadAsByteArrayAsync());
        Assert.Contains("« ……………………………… » est compatible avec le dossier médical partagé", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inconnu")]
    [InlineData("teletransmission")]
    public async Task EditorAttestation_OfAProofThatHasNone_IsNotFound(string proof)
    {
        var practice = await Practice.OpenAsync(portal);

        var answer = await practice.Browser.GetAsync($"/declarations/{A.Exercise}/attestation-editeur/{proof}.pdf");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }
}
