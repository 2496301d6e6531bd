using System.Text;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests;

/// <summary>The official catalogue, loaded once, and short ways to ask it.</summary>
internal static class Official
{
    public static readonly RuleCatalogue Catalogue = RuleCatalogueFolder.Load();

    public static TheoryData<string> Keys => [.. Catalogue.RuleSets.Select(r => r.Key)];

    public static RuleSet RuleSet(string key) => Catalogue.Find(key) ?? throw new ArgumentException(key);

    public static Situation Situation(string json)
    {
        var reading = SituationReader.Read(Encoding.UTF8.GetBytes(json), Catalogue);
        Assert.Null(reading.Error);
        return reading.Situation!;
    }

    public static Assessment Assess(string json, AssessmentOptions? options = null)
    {
        var situation = Situation(json);
        return Catalogue.Find(situation.Profession, situation.Exercise)!.Assess(situation, options);
    }

    /// <summary>A physiotherapist of 2024 with everything achieved but what <paramref name="facts"/> says.</summary>
    public static string Physiotherapist(string facts = "", string? transmittedOn = "2025-02-01") => $$$"""
        {"id":"k","profession":"masseur-kinesitherapeute","exercise":2024,"transmittedOn":{{{(transmittedOn is null ? "null" : $"\"{transmittedOn}\"")}}},
         "facts":{"dmpSoftware":{"prefilled":true},"secureMailbox":{"prefilled":true},
         "sesamVitale":{"version":"1.40","addendum":8,"amendments":["tp-ald-maternite","rsp-580","cfe","tpg"],"compliantBillingOn":"2024-06-01"}
         {{{(facts.Contains("\"scor\"", StringComparison.Ordinal) ? "" : ",\"scor\":{\"flows\":1}")}}}
         {{{(facts.Contains("\"teletransmission\"", StringComparison.Ordinal) ? "" : ",\"teletransmission\":{\"fseInPreviousYear\":true,\"acts\":[{\"month\":1,\"mode\":\"vitale\",\"context\":\"standard\",\"count\":70},{\"month\":1,\"mode\":\"paper\",\"context\":\"standard\",\"count\":30}]}")}}}
         {{{(facts.Length == 0 ? "" : "," + facts)}}}}}
        """;
}
