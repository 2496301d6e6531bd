using System.Net;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Controls;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.Pages.Bureau;

/// <summary>A posteriori controls through the pages: the draw, the practitioner's answer, the conclusions.</summary>
public sealed class ControlesTests
{
    private const string Draw = "form:has([name='Form.Seed'])";

    [Fact]
    public async Task Control_FromTheDrawToTheSumToRecover_GoesThroughThePages()
    {
        await using var office = await Office.PaidAsync();
        var iris = await PractitionerBrowserAsync(office, "Iris Maquette");

        var drawn = await DrawAsync(office, office.Admin);
        Assert.Equal(HttpStatusCode.Redirect, drawn.Status);
        var control = await office.WithDbAsync(db => db.Controls.SingleAsync(any => any.Practitioner.LastName == "Maquette"));
        Assert.Contains("Votre caisse contrôle votre déclaration", (await iris.GetAsync("/mon-espace")).Text, StringComparison.Ordinal);

        var asked = await iris.GetAsync($"/controles/{control.Id}");
        var given = await iris.SendAsync(asked, "main form", [($"document.{PaidScenario.Coordination}", "convention.pdf", SampleFiles.Pdf())]);
        Assert.Equal(HttpStatusCode.Redirect, given.Status);
        Assert.Contains("convention.pdf", (await iris.GetAsync($"/controles/{control.Id}")).Text, StringComparison.Ordinal);
        var sent = await iris.SendAsync(await iris.GetAsync($"/controles/{control.Id}"), "main form", [], ("send", "true"), ("Message", "Convention jointe."));
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);

        await ConcludeAsync(office, control, PaidScenario.Mailbox, ControlConclusion.Conform, "");
        var page = await ConcludeAsync(office, control, PaidScenario.Coordination, ControlConclusion.NotConform, "La convention ne porte pas son nom.");
        Assert.Equal(HttpStatusCode.Redirect, page.Status);

        var file = await office.Agent.GetAsync($"/bureau/controles/dossiers/{control.Id}");
        Assert.Contains(Rules.French.Money(490m), file.Text, StringComparison.Ordinal);
        var told = await iris.GetAsync($"/controles/{control.Id}");
        Assert.Contains($"{Rules.French.Money(100m)} à rembourser", told.Text, StringComparison.Ordinal);
        Assert.Contains("La convention ne porte pas son nom.", told.Text, StringComparison.Ordinal);
        var csv = await (await office.Admin.Client.GetAsync(new Uri($"{drawn.Location}/echantillon.csv", UriKind.Relative))).Content.ReadAsStringAsync();
        Assert.Contains("Non conforme;La convention ne porte pas son nom.;Dominique Modèle;590,00;100,00", csv, StringComparison.Ordinal);
        Assert.Contains("Le tirage se retrouve", (await office.Admin.GetAsync($"{drawn.Location}?verifier=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draw_WithADeadlineTooSoon_IsRefusedAndKeepsWhatWasTyped()
    {
        await using var office = await Office.PaidAsync();

        var refused = await DrawAsync(office, office.Admin, ("Form.LastDay", "2026-02-20"), ("Form.Seed", "ma graine"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("ma graine", refused.Html.QuerySelector("[name='Form.Seed']")!.GetAttribute("value"));
        Assert.Contains("15 jours", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await office.WithDbAsync(db => db.ControlSamples.CountAsync()));
    }

    [Fact]
    public async Task Pages_OfAnotherFundOrPractitioner_AreNotFound()
    {
        await using var office = await Office.PaidAsync();
        var drawn = await DrawAsync(office, office.Admin, ("caisse", ""));
        var control = await office.WithDbAsync(db => db.Controls.SingleAsync(any => any.Practitioner.LastName == "Maquette"));
        var basile = await PractitionerBrowserAsync(office, "Basile Prototype");

        Assert.Equal(HttpStatusCode.OK, (await office.Agent.GetAsync($"/bureau/controles/dossiers/{control.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.OtherAgent.GetAsync($"/bureau/controles/dossiers/{control.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await basile.GetAsync($"/controles/{control.Id}")).Status);
        Assert.DoesNotContain("Maquette", (await office.OtherAgent.GetAsync(drawn.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Agent.GetAsync("/bureau/controles/nouveau")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Agent.GetAsync("/bureau/qualite")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await basile.GetAsync("/bureau/controles")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Agent.GetAsync($"/controles/{control.Id}")).Status);
    }

    [Fact]
    public async Task Answer_WithABadFile_SaysWhyBesideTheField()
    {
        await using var office = await Office.PaidAsync();
        var iris = await PractitionerBrowserAsync(office, "Iris Maquette");
        await DrawAsync(office, office.Admin);
        var control = await office.WithDbAsync(db => db.Controls.SingleAsync(any => any.Practitioner.LastName == "Maquette"));

        var refused = await iris.SendAsync(
            await iris.GetAsync($"/controles/{control.Id}"), "main form", [($"document.{PaidScenario.Mailbox}", "piece.pdf", SampleFiles.Exe())]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Html.QuerySelector($"#document_{PaidScenario.Mailbox}-erreur"));
        Assert.Equal(0, await office.WithDbAsync(db => db.ControlDocuments.CountAsync()));
    }

    private static async Task<Browser> PractitionerBrowserAsync(Office office, string name)
    {
        var last = name.Split(' ')[1];
        var id = await office.WithDbAsync(db => db.Practitioners.Where(one => one.LastName == last).Select(one => one.Id).SingleAsync());
        return await office.SignInAsync(Roles.Practitioner, name, practitionerId: id);
    }

    private static async Task<Answer> DrawAsync(Office office, Browser browser, params (string Name, string Value)[] values) =>
        await browser.SubmitAsync(await browser.GetAsync($"/bureau/controles/nouveau?campagne={office.Campaign.Id}"), Draw, values);

    private static async Task<Answer> ConcludeAsync(Office office, Control control, string indicator, ControlConclusion conclusion, string reason) =>
        await office.Agent.SubmitAsync(
            await office.Agent.GetAsync($"/bureau/controles/dossiers/{control.Id}"),
            $"form:has([value='{indicator}'])",
            ("Conclusion", conclusion.ToString()),
            ("Reason", reason));
}
