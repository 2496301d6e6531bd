using System.Text.Json;
using System.Text.Json.Serialization;

namespace FamiPortal.Benchmarks;

// What a developer would write by hand for the contract: plain classes, enumerations, and a parser generated at build time.
// This is the floor that the rules engine is measured against, and nothing of the product uses it.

internal sealed class PlainSituation
{
    public string Id { get; set; } = "";

    public string Profession { get; set; } = "";

    public int Exercise { get; set; }

    public string? Specialty { get; set; }

    public DateOnly? TransmittedOn { get; set; }

    public PlainFacts Facts { get; set; } = new();
}

internal sealed class PlainFacts
{
    public PlainDmp? DmpSoftware { get; set; }

    public PlainSesamVitale? SesamVitale { get; set; }

    public PlainScor? Scor { get; set; }

    public PlainOpeningHours? OpeningHours { get; set; }

    public PlainTeletransmission? Teletransmission { get; set; }

    public PlainMailbox? SecureMailbox { get; set; }

    public PlainCoordination? CoordinatedCare { get; set; }

    public PlainAllerVers? AllerVers { get; set; }

    public PlainPlacement? StudentPlacement { get; set; }

    public PlainVideo? VideoEquipment { get; set; }

    public List<Device>? ConnectedDevices { get; set; }

    public PlainSegur? SegurSoftware { get; set; }

    public PlainSoftware? LapSoftware { get; set; }

    public PlainTeleservices? Teleservices { get; set; }

    public PlainUsage? Usage { get; set; }

    public PlainCoding? MedicalCoding { get; set; }

    public PlainServices? PatientServices { get; set; }

    public PlainSas? Sas { get; set; }
}

internal sealed class PlainDmp
{
    public bool Prefilled { get; set; }

    public PlainSoftware? Declared { get; set; }
}

internal sealed class PlainSegur
{
    public bool Prefilled { get; set; }

    public PlainSoftware? Declared { get; set; }
}

internal sealed class PlainSoftware
{
    public string? BusinessSoftware { get; set; }

    public string? DmpSoftware { get; set; }

    public string? Software { get; set; }

    public bool WebDmpOnly { get; set; }

    public bool HospitalRecord { get; set; }

    public DateOnly? AcquiredOn { get; set; }

    public Certification Certification { get; set; }

    public DateOnly? ProcedureStartedOn { get; set; }

    public Evidence Evidence { get; set; }

    public bool EvidenceCarriedOver { get; set; }
}

internal sealed class PlainSesamVitale
{
    public PlainVersion? Version { get; set; }

    public int Addendum { get; set; }

    public List<Amendment>? Amendments { get; set; }

    public DateOnly? CompliantBillingOn { get; set; }
}

[JsonConverter(typeof(PlainVersionConverter))]
internal readonly record struct PlainVersion(int Major, int Minor);

internal sealed class PlainVersionConverter : JsonConverter<PlainVersion>
{
    public override PlainVersion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.ValueSpan;
        var dot = text.IndexOf((byte)'.');
        return System.Buffers.Text.Utf8Parser.TryParse(text[..dot], out int major, out _) && System.Buffers.Text.Utf8Parser.TryParse(text[(dot + 1)..], out int minor, out _)
            ? new PlainVersion(major, minor)
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, PlainVersion value, JsonSerializerOptions options) => throw new NotSupportedException();
}

internal sealed class PlainScor
{
    public long Flows { get; set; }
}

internal sealed class PlainOpeningHours
{
    public bool Prefilled { get; set; }

    public DateOnly? EnteredOn { get; set; }

    public bool DeclaredDisplayed { get; set; }

    public DateOnly? FundEnteredOn { get; set; }
}

internal sealed class PlainTeletransmission
{
    public bool FseInPreviousYear { get; set; }

    public DateOnly? FirstFseOn { get; set; }

    public List<PlainAct>? Acts { get; set; }
}

internal struct PlainAct
{
    public int Month { get; set; }

    public ActMode Mode { get; set; }

    public ActContext Context { get; set; }

    public long Count { get; set; }
}

internal sealed class PlainMailbox
{
    public bool Prefilled { get; set; }

    public PlainDeclaredMailbox? Declared { get; set; }
}

internal sealed class PlainDeclaredMailbox
{
    public Mailbox Kind { get; set; }

    public bool PrincipalAttestation { get; set; }
}

internal sealed class PlainCoordination
{
    public Coordination Kind { get; set; }

    public long Meetings { get; set; }
}

internal sealed class PlainAllerVers
{
    public long Interventions { get; set; }

    public string? Places { get; set; }
}

internal sealed class PlainPlacement
{
    public Placement Kind { get; set; }

    public bool FullTime { get; set; }
}

internal sealed class PlainVideo
{
    public Video Kind { get; set; }
}

internal sealed class PlainTeleservices
{
    public PlainShare? Aat { get; set; }

    public PlainShare? Pse { get; set; }

    public PlainShare? Dcmt { get; set; }

    public PlainShare? CmAtmp { get; set; }

    public PlainShare? Spe { get; set; }

    public PlainShare? Dsg { get; set; }
}

internal sealed class PlainShare
{
    public long Dematerialised { get; set; }

    public long Total { get; set; }
}

internal sealed class PlainUsage
{
    public long DmpFeedings { get; set; }

    public long MesMessages { get; set; }

    public long PatientContacts { get; set; }

    public long DigitalPrescriptions { get; set; }

    public long Prescriptions { get; set; }

    public long ApcvFse { get; set; }
}

internal sealed class PlainCoding
{
    public bool Able { get; set; }
}

internal sealed class PlainServices
{
    public PatientService Kind { get; set; }
}

internal sealed class PlainSas
{
    public bool DepartmentDeployed { get; set; }

    public Agenda Agenda { get; set; }

    public decimal WeeklyOpenHours { get; set; }

    public DateOnly? RegisteredOn { get; set; }

    public bool CptsUnscheduledCare { get; set; }

    public bool CptsPresidentAttestation { get; set; }

    public bool OtherValidatedTool { get; set; }
}

internal enum Evidence
{
    None,
    Pending,
    Accepted,
    Rejected,
}

internal enum Amendment
{
    TpAldMaternite,
    [JsonStringEnumMemberName("rsp-580")]
    Rsp580,
    Cfe,
    Tpg,
    [JsonStringEnumMemberName("convention-2016-av12")]
    Convention12,
    [JsonStringEnumMemberName("convention-2016-av13")]
    Convention13,
    [JsonStringEnumMemberName("telemedecine-av18")]
    Telemedecine18,
    [JsonStringEnumMemberName("maintenance-addendum-8-2024")]
    Maintenance2024,
}

internal enum ActMode
{
    Vitale,
    SesamSansVitale,
    Degraded,
    Paper,
}

internal enum ActContext
{
    Standard,
    Ame,
    ProvisionalNir,
    [JsonStringEnumMemberName("infant-under-3-months")]
    Infant,
    EhpadResident,
    Telecare,
    [JsonStringEnumMemberName("s3404")]
    Form3404,
}

internal enum Mailbox
{
    None,
    MssantePersonal,
    MssanteOrganisational,
    [JsonStringEnumMemberName("apicrypt-v2")]
    Apicrypt2,
    [JsonStringEnumMemberName("apicrypt-v1")]
    Apicrypt1,
    PrincipalMailbox,
}

internal enum Coordination
{
    None,
    Msp,
    Esp,
    Ess,
    Cpts,
    MultidisciplinaryMeetings,
    CareNetwork,
    HadEhpadCoordination,
    Asalee,
    QualityGroup,
    Paerpa,
    DacIndividual,
    Prado,
}

internal enum Placement
{
    None,
    [JsonStringEnumMemberName("dental-6th-year-active")]
    Dental,
    [JsonStringEnumMemberName("ambulatory-level-1")]
    Ambulatory,
    GeneralMedicineExternship,
    Other,
}

internal enum Video
{
    None,
    SecureSolution,
    Subscription,
    ConsumerTool,
}

internal enum Device
{
    Spirometer,
    ImpedanceMeter,
    Pedometer,
    Dynamometer,
    StabilometryPlatform,
    Oximeter,
    Stethoscope,
    Dermatoscope,
    BloodPressure,
    Otoscope,
    Glucometer,
    Ecg,
    DopplerProbe,
    Ultrasound,
    SkinCamera,
    VisualTest,
    Audiogram,
    RespiratoryFunction,
    Tympanometer,
    Scale,
    HeightGauge,
    Thermometer,
    NonMedicalApp,
}

internal enum Certification
{
    None,
    Certified,
    Provisional,
    FormerReference,
}

internal enum PatientService
{
    None,
    InternalCoordinator,
    ExternalCoordinator,
    Dac,
    Maia,
    Pfidass,
    Clic,
    Asalee,
    OtherComplexPathway,
    BookingPlatform,
}

internal enum Agenda
{
    None,
    Public,
    Shared,
}

/// <summary>The names of the contract: <c>had-ehpad-coordination</c>.</summary>
internal sealed class KebabEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters =
    [
        typeof(KebabEnum<Evidence>), typeof(KebabEnum<Amendment>), typeof(KebabEnum<ActMode>), typeof(KebabEnum<ActContext>),
        typeof(KebabEnum<Mailbox>), typeof(KebabEnum<Coordination>), typeof(KebabEnum<Placement>), typeof(KebabEnum<Video>),
        typeof(KebabEnum<Device>), typeof(KebabEnum<Certification>), typeof(KebabEnum<PatientService>), typeof(KebabEnum<Agenda>),
    ])]
[JsonSerializable(typeof(PlainSituation))]
internal sealed partial class PlainJson : JsonSerializerContext;
