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
