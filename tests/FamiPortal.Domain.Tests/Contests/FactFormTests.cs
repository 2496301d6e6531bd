using System.Text.Json.Nodes;
using FamiPortal.Domain.Contests;
using FamiPortal.Rules;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Contests;

public sealed class FactFormTests
{
    [Theory]
    [InlineData("teletransmission", """{"fseInPreviousYear":true,"firstFseOn":"2024-05-14","acts":[{"month":3,"mode":"vitale","context":"standard","count":80},{"month":4,"mode":"paper","context":"ame","count":20}]}""")]
    [InlineData("sesamVitale", """{"version":"1.40","addendum":8,"amendments":["cfe","tpg"],"compliantBillingOn":"2024-10-14"}""")]
    [InlineData("scor", """{"flows":12}""")]
    [InlineData("dmpSoftware.prefilled", "true")]
    [InlineData("sas", """{"departmentDeployed":false,"agenda":"public","weeklyOpenHours":2.5,"cptsUnscheduledCare":true,"cptsPresidentAttestation":false,"otherValidatedTool":false}""")]
    public void AValue_ShownAsAFormAndSentBackUnchanged_IsTheSameValue(string path, string json)
    {
        var member = TestPortal.Catalogue.Find("medecin/2025")!.Vocabulary.Path(path)!.Member;

        var typed = Typed(FactForm.Of(member, json));
        var read = FactForm.Read(member, typed);

        Assert.True(read.IsDone, string.Join(' ', read.Problems.Select(problem => problem.Message)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(read.Value)), read.Value);
    }

    [Theory]
    [InlineData("teletransmission.acts.0.mode", "carte")]
    [InlineData("teletransmission.acts.2.count", "beaucoup")]
    [InlineData("teletransmission.firstFseOn", "31/02/2024")]
    public void AnImpossibleValue_IsRefusedBesideItsControl(string field, string text)
    {
        var read = FactForm.Read(Teletransmission, new Dictionary<string, string> { [field] = text });

        var problem = Assert.Single(read.Problems);
        Assert.Equal(field, problem.Field);
        Assert.Contains(text, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARow_IsAddedInABlankOneAndTakenOutByItsBox()
    {
        var typed = Typed(FactForm.Of(Teletransmission, """{"fseInPreviousYear":false,"acts":[{"month":3,"mode":"vitale","context":"standard","count":80},{"month":4,"mode":"paper","context":"ame","count":20}]}"""));
        typed["teletransmission.acts.0.retirer"] = "true";
        (typed["teletransmission.acts.3.month"], typed["teletransmission.acts.3.mode"], typed["teletransmission.acts.3.context"], typed["teletransmission.acts.3.count"]) = ("5", "vitale", "standard", "1 200");

        var read = FactForm.Read(Teletransmission, typed);

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""{"fseInPreviousYear":false,"acts":[{"month":4,"mode":"paper","context":"ame","count":20},{"month":5,"mode":"vitale","context":"standard","count":1200}]}"""),
                JsonNode.Parse(read.Value)),
            read.Value);
    }

    [Fact]
    public void Boxes_OfAList_AreReadAsSeveralValues_AndShownAgainAsTheyWereTicked()
    {
        var member = Member("sesamVitale");
        var typed = new Dictionary<string, string> { ["sesamVitale.version"] = "1.40", ["sesamVitale.addendum"] = "8", ["sesamVitale.amendments"] = "\ncfe\ntpg" };

        var read = FactForm.Read(member, typed);
        var again = FactForm.Of(member, """{"amendments":["rsp-580"]}""", typed).Single(field => field.Choices.Count > 0);

        Assert.Equal(["cfe", "tpg"], JsonNode.Parse(read.Value)!["amendments"]!.AsArray().Select(item => item!.GetValue<string>()));
        Assert.Equal(["avenant Caisse des Français de l’étranger (CFE)", "avenant Tiers payant généralisé"], again.Choices.Where(again.Holds).Select(choice => choice.Label));
    }

    [Fact]
    public void NoControl_ShowsACode()
    {
        var fields = FactForm.Of(Teletransmission, """{"acts":[{"month":3,"mode":"vitale","context":"standard","count":80}]}""");

        var acts = Assert.Single(fields, field => field.IsList);
        Assert.Equal((1, 4), (acts.KnownRows, acts.Rows.Count));
        Assert.Equal(["FSE avec carte Vitale", "Cas général"], acts.Rows[0].Where(cell => cell.Choices.Count > 0).Select(cell => cell.Choices.Single(cell.Holds).Label));
        Assert.DoesNotContain("standard", string.Concat(fields.Select(field => field.Hint)), StringComparison.Ordinal);
    }

    private static FactMember Teletransmission => Member("teletransmission");

    private static FactMember Member(string path) => TestPortal.Catalogue.Find("medecin/2025")!.Vocabulary.Path(path)!.Member;

    /// <summary>What a browser sends of these controls.</summary>
    private static Dictionary<string, string> Typed(IReadOnlyList<FactField> fields) =>
        fields.SelectMany(field => field.Rows.Count > 0 ? field.Rows.SelectMany(row => row) : [field]).ToDictionary(field => field.Name, field => field.Text);
}
