using System.Text;
using FamiPortal.Rules.Tests.Properties;
using FsCheck.Fluent;

namespace FamiPortal.Rules.Tests.Situations;

public class SituationReaderTests
{
    [Theory]
    [InlineData("""{"id":"a","id":"b","profession":"medecin","exercise":2025}""", SituationError.MalformedJson, null)]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,}""", SituationError.MalformedJson, null)]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025} {}""", SituationError.MalformedJson, null)]
    [InlineData("""{"id":"a",/* */"profession":"medecin","exercise":2025}""", SituationError.MalformedJson, null)]
    [InlineData("""{"id":"\ud800","profession":"medecin","exercise":2025}""", SituationError.MalformedJson, null)]
    [InlineData("""{"id":"a","profession":"medecin","exercise":99999999999}""", SituationError.UnknownRuleSet, null)]
    [InlineData("""{"id":"a","profession":"medecin","exercise":-2025}""", SituationError.UnknownRuleSet, null)]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025.5}""", SituationError.InvalidFact, "exercise")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"specialty":1}""", SituationError.InvalidFact, "specialty")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"facts":null}""", SituationError.InvalidFact, "facts")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"facts":{"scor":{"flows":1e18}}}""", SituationError.InvalidFact, "facts.scor.flows")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"facts":{"sas":{"weeklyOpenHours":1e9999999999999999999}}}""", SituationError.InvalidFact, "facts.sas.weeklyOpenHours")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"facts":{"connectedDevices":"ecg"}}""", SituationError.InvalidFact, "facts.connectedDevices")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"facts":{"openingHours":{"enteredOn":"0000-01-01"}}}""", SituationError.InvalidFact, "facts.openingHours.enteredOn")]
    public void Read_HostileOrMistakenInput_IsRefusedWithItsPlace(string json, string code, string? path)
    {
        var reading = SituationReader.Read(Encoding.UTF8.GetBytes(json), Official.Catalogue);

        Assert.Equal((code, path), (reading.Error!.Code, reading.Error.Path));
        Assert.Null(reading.Situation);
    }

    [Theory]
    [InlineData("""{"id":"a","id":"b","id":"c","profession":"medecin","exercise":2025}""", "La ligne n'est pas du JSON valide.")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"specialty":null,"specialty":null}""", "La ligne n'est pas du JSON valide.")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"transmittedOn":null,"transmittedOn":null}""", "La ligne n'est pas du JSON valide.")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"facts":{},"facts":{}}""", "La ligne n'est pas du JSON valide.")]
    [InlineData("[1,2", "La ligne n'est pas du JSON valide.")]
    [InlineData("1 2", "La ligne n'est pas du JSON valide.")]
    [InlineData("[{}]", "Un objet JSON est attendu.")]
    [InlineData("null", "Un objet JSON est attendu.")]
    public void Read_WhatIsNoSituationAtAll_SaysWhy(string json, string message) =>
        Assert.Equal(new SituationError(SituationError.MalformedJson, null, message), SituationReader.Read(Encoding.UTF8.GetBytes(json), Official.Catalogue).Error);

    [Theory]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"un":1,"deux":2}""", "un", "Propriété inconnue.")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"specialty":"Médecine générale","facts":{"scor":1}}""", "facts.scor", "Un objet est attendu.")]
    [InlineData("""{"id":"a","profession":"medecin","exercise":2025,"facts":{},"transmittedOn":"hier"}""", "transmittedOn", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"id":"a","profession":"medecin"}""", "exercise", "Propriété obligatoire absente.")]
    [InlineData("""{"id":"a","exercise":2025}""", "profession", "Propriété obligatoire absente.")]
    [InlineData("""{"profession":"medecin","exercise":2025}""", "id", "Propriété obligatoire absente.")]
    [InlineData("""{"id":1,"profession":"medecin","exercise":2025}""", "id", "Une chaîne de caractères est attendue.")]
    public void Read_AMistakeInTheRoot_IsPlacedThere(string json, string path, string message) =>
        Assert.Equal(new SituationError(SituationError.InvalidFact, path, message), SituationReader.Read(Encoding.UTF8.GetBytes(json), Official.Catalogue).Error);

    [Fact]
    public void Read_TheFactsBeforeWhatDecidesHowToReadThem_AreReadAllTheSame()
    {
        var reading = SituationReader.Read("""{"facts":{"scor":{"flows":3}},"exercise":2025,"profession":"medecin","id":"a"}"""u8, Official.Catalogue);

        Assert.Null(reading.Error);
        Assert.Equal(3L, reading.RuleSet!.Vocabulary.Path("scor.flows")!.Read(reading.Situation!));
    }

    [Fact]
    public void Read_WithoutACatalogue_IsAMistakeOfTheCaller() => Assert.Throws<ArgumentNullException>(() => SituationReader.Read("{}"u8, null!));

    [Fact]
    public void Read_BytesThatAreNoText_WhereACodeIsExpected_AreMalformedToo()
    {
        byte[] broken = [.. "{\"id\":\"a\",\"profession\":\"medecin\",\"exercise\":2025,\"facts\":{\"connectedDevices\":[\""u8, 0xC3, 0x28, .. "\"]}}"u8];

        Assert.Equal(SituationError.MalformedJson, SituationReader.Read(broken, Official.Catalogue).Error!.Code);
    }

    [Fact]
    public void Read_BytesThatAreNoText_AreMalformed()
    {
        byte[] broken = [.. "{\"id\":\""u8, 0xC3, 0x28, .. "\",\"profession\":\"medecin\",\"exercise\":2025}"u8];

        Assert.Equal(SituationError.MalformedJson, SituationReader.Read(broken, Official.Catalogue).Error!.Code);
    }

    [Fact]
    public void Read_ANestingWithoutEnd_IsMalformedAndNotACrash()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', 100_000));

        Assert.Equal(SituationError.MalformedJson, SituationReader.Read(deep, Official.Catalogue).Error!.Code);
    }

    [Fact]
    public void Read_AnyMutationOfAValidSituation_EndsInASituationOrAnError()
    {
        var valid = Encoding.UTF8.GetBytes(Official.Physiotherapist());
        Arbitrary.Check(
            from at in Gen.Choose(0, valid.Length - 1)
            from replaced in Gen.Choose(0, 255)
            select (at, replaced),
            drawn =>
            {
                var mutated = (byte[])valid.Clone();
                mutated[drawn.at] = (byte)drawn.replaced;
                var reading = SituationReader.Read(mutated, Official.Catalogue);
                return (reading.Situation is null) != (reading.Error is null);
            },
            times: 3000);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("10e-1", true)]
    [InlineData("-0", false)]
    public void Read_AWholeNumberHoweverWritten_Counts(string written, bool achieved)
    {
        var result = Official.Assess(Official.Physiotherapist($"\"scor\":{{\"flows\":{written}}}"))["scor"];

        Assert.Equal(achieved ? Verdict.Achieved : Verdict.NotAchieved, result.Verdict);
    }
}
