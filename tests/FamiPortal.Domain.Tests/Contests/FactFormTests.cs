using System.Text.Json.Nodes;
using FamiPortal.Domain.Contests;
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

        var typed = FactForm.Of(member, json).ToDictionary(field => field.Name, field => field.Text);
        var read = FactForm.Read(member, typed);

        Assert.True(read.IsDone, string.Join(' ', read.Problems.Select(problem => problem.Message)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(read.Value)), read.Value);
    }

    [Theory]
    [InlineData("teletransmission.acts", "3 ; vitale ; standard")]
    [InlineData("teletransmission.acts", "3 ; carte ; standard ; 4")]
    [InlineData("teletransmission.firstFseOn", "31/02/2024")]
    public void AnImpossibleLine_IsRefusedWithItsText(string field, string text)
    {
        var member = TestPortal.Catalogue.Find("medecin/2025")!.Vocabulary.Path("teletransmission")!.Member;

        var read = FactForm.Read(member, new Dictionary<string, string> { [field] = text });

        Assert.Equal(field, Assert.Single(read.Problems).Field);
    }
}
