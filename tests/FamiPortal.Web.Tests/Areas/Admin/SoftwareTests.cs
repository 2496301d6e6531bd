using System.Net;
using System.Text;

namespace FamiPortal.Web.Tests.AdminArea;

public sealed class SoftwareTests
{
    private const string Form = "main form[enctype]";
    private const string List = "editeur;produit;version;profession\nFictisoft;Exemple Kiné;5.0;masseur-kinesitherapeute\nMaquette Santé;\"Cabinéa; édition 2\";;\nFictisoft;=Somme;1;plombier\n";

    [Fact]
    public async Task Import_ShowsWhatChangesLineByLine_ThenReplacesTheList_AndExportsItBack()
    {
        await using var office = await Office.OpenAsync();
        var admin = office.Admin;

        var preview = await SendAsync(admin, List);
        var untouched = await admin.GetAsync("/admin/logiciels");
        var confirmed = await admin.SubmitAsync(preview, "form[action$=Confirmer]");
        var list = await admin.GetAsync("/admin/logiciels");
        var export = await admin.Client.GetStringAsync(new Uri("/admin/logiciels.csv", UriKind.Relative));
        var again = await SendAsync(admin, export);

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal(["2", "3", "4"], preview.Html.QuerySelectorAll("tbody td.n").Select(cell => cell.TextContent));
        Assert.Contains("plombier (inconnue", preview.Html.QuerySelectorAll("tbody tr")[2].TextContent, StringComparison.Ordinal);
        Assert.Contains("La liste est vide", untouched.Text, StringComparison.Ordinal);
        Assert.Equal("/admin/logiciels", confirmed.Location);
        Assert.Equal(3, list.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Rien ne changera", again.Text, StringComparison.Ordinal);
        Assert.Contains("3 logiciels · 3 nouveaux · 0 retiré", (await admin.GetAsync("/admin/journal?action=SoftwareImported")).Html.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfABadFile_NamesEachLineBesideTheField_AndChangesNothing()
    {
        await using var office = await Office.OpenAsync();
        var admin = office.Admin;

        var refused = await SendAsync(admin, "editeur;produit;version;profession\nun\ndeux");
        var empty = await admin.SendAsync(await admin.GetAsync("/admin/logiciels/import"), Form, []);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("2 lignes sont à corriger", refused.Html.QuerySelector("#fichier-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ligne 3", refused.Html.QuerySelector("main .card .note")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Choisissez le fichier", empty.Html.QuerySelector("#fichier-erreur")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProduct_IsWithdrawnAndProposedAgain_FromTheListWhereItIs()
    {
        await using var office = await Office.OpenAsync();
        var admin = office.Admin;
        _ = await admin.SubmitAsync(await SendAsync(admin, List), "form[action$=Confirmer]");
        var found = await admin.GetAsync("/admin/logiciels?q=exemple");
        var button = Assert.Single(found.Html.QuerySelectorAll("tbody button"));

        var withdrawn = await admin.SubmitAsync(found, "main form[method=post]", ("retirer", button.GetAttribute("value")!));
        var after = await admin.GetAsync(withdrawn.Location!);
        var offered = await admin.SubmitAsync(after, "main form[method=post]", ("proposer", button.GetAttribute("value")!));

        Assert.Equal("/admin/logiciels?q=exemple&p=1", withdrawn.Location);
        Assert.Contains("Retiré", Assert.Single(after.Html.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.Contains("est proposé de nouveau", (await admin.GetAsync(offered.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.SubmitAsync(after, "main form[method=post]", ("retirer", $"{Guid.NewGuid()}"))).Status);
    }

    private static async Task<Answer> SendAsync(Browser admin, string text) =>
        await admin.SendAsync(await admin.GetAsync("/admin/logiciels/import"), Form, [("fichier", "logiciels.csv", Encoding.UTF8.GetBytes(text))]);
}
