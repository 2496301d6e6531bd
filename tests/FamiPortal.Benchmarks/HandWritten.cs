using System.Collections.Frozen;
using System.Text.Json;
using FamiPortal.Rules;

namespace FamiPortal.Benchmarks;

/// <summary>What the hand-written rules come to: verdicts and rates in the order of <see cref="Codes"/>.</summary>
internal sealed class PlainAssessment
{
    public required string Id { get; init; }

    public required string RuleSet { get; init; }

    public required string[] Codes { get; init; }

    public required Verdict[] Verdicts { get; init; }

    /// <summary>For each indicator, the place of its rate in <see cref="Rates"/>, or -1.</summary>
    public required int[] RateOf { get; init; }

    public required (long Numerator, long Denominator)[] Rates { get; init; }

    public decimal? Points { get; set; }

    public decimal Amount { get; set; }

    public decimal PotentialAmount { get; set; }
}

/// <summary>
/// Two rule sets as one would write them straight in C#, by the contract and not by the product's code: the floor of the time
/// of an assessment, and a second opinion on each verdict and amount.
/// </summary>
internal static class HandWritten
{
    public static readonly string[] PhysiotherapistCodes =
        ["dmp-software", "sesam-vitale", "scor", "teletransmission", "mss-mailbox", "coordinated-care", "connected-devices", "video-equipment"];

    public static readonly string[] DoctorCodes =
    [
        "segur-lap-software", "sesam-vitale", "teletransmission", "opening-hours", "aat", "pse", "dcmt", "cm-atmp", "spe", "dsg", "dmp-feeding",
        "mes-messaging", "e-prescription", "apcv", "medical-coding", "coordinated-care", "patient-services", "student-placement",
        "video-equipment", "connected-devices", "sas",
    ];

    public static readonly int[] PhysiotherapistRates = [-1, -1, -1, 0, -1, -1, -1, -1];

    public static readonly int[] DoctorRates = [-1, -1, 0, -1, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -1, -1, -1, -1, -1, -1, -1];

    private static readonly decimal[] DoctorPoints =
        [0, 0, 0, 0, 22.5m, 22.5m, 22.5m, 22.5m, 10, 10, 40, 40, 40, 40, 50, 120, 70, 50, 50, 25, 200];

    private static readonly FrozenSet<string> ExemptFromLap = new[]
    {
        "Anesthésie-réanimation chirurgicale", "Chirurgie générale", "Radiodiagnostic et imagerie médicale", "Neurochirurgie",
        "Ophtalmologie", "Chirurgie urologique", "Stomatologie", "Réanimation médicale", "Néphrologie", "Anatomo-cyto-pathologie",
        "Biologie médicale", "Chirurgie orthopédique et traumatologie", "Chirurgie infantile", "Chirurgie maxillo-faciale",
        "Chirurgie maxillo-faciale et stomatologie", "Chirurgie plastique reconstructive et esthétique",
        "Chirurgie thoracique et cardio-vasculaire", "Chirurgie vasculaire", "Chirurgie viscérale et digestive", "Médecine bucco-dentaire",
        "Chirurgie orale (médecins)", "Hématologie", "Médecine nucléaire", "Oncologie médicale", "Oncologie radiothérapie", "Radiothérapie",
        "Médecine génétique",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly Amendment[] PhysiotherapistAmendments = [Amendment.TpAldMaternite, Amendment.Rsp580, Amendment.Cfe, Amendment.Tpg];

    private static readonly Amendment[] DoctorAmendments =
        [Amendment.TpAldMaternite, Amendment.Convention12, Amendment.Convention13, Amendment.Telemedecine18];

    /// <summary>masseur-kinesitherapeute/2024</summary>
    public static PlainAssessment Physiotherapist(PlainSituation situation)
    {
        var facts = situation.Facts;
        var transmitted = situation.TransmittedOn is not null;
        var endOfYear = new DateOnly(2024, 12, 31);
        var rate = Teletransmission(facts.Teletransmission);
        var verdicts = new Verdict[8];
        verdicts[0] = facts.DmpSoftware is not { } dmp ? Verdict.NotAchieved
            : transmitted && dmp.Declared is { } software
                ? Named(software.BusinessSoftware) && Named(software.DmpSoftware) && !software.WebDmpOnly ? Proven(software, endOfYear) : Verdict.NotAchieved
                : Of(dmp.Prefilled);
        verdicts[1] = SesamVitale(facts.SesamVitale, PhysiotherapistAmendments, endOfYear);
        verdicts[2] = Of(facts.Scor is { Flows: >= 1 });
        verdicts[3] = Of(rate.Denominator > 0 && 10 * rate.Numerator >= 7 * rate.Denominator);
        verdicts[4] = facts.SecureMailbox is not { } mailbox ? Verdict.NotAchieved
            : transmitted && mailbox.Declared is { } declared
                ? Of(declared.Kind is Mailbox.MssantePersonal or Mailbox.MssanteOrganisational or Mailbox.Apicrypt2
                    || (declared.Kind == Mailbox.PrincipalMailbox && declared.PrincipalAttestation))
                : Of(mailbox.Prefilled);
        verdicts[5] = Of(transmitted && Coordinates(facts.CoordinatedCare));
        verdicts[6] = Of(transmitted && HasDevice(facts.ConnectedDevices, d => d <= Device.BloodPressure));
        verdicts[7] = Of(transmitted && facts.VideoEquipment is { Kind: Video.SecureSolution or Video.Subscription });
        return new PlainAssessment
        {
            Id = situation.Id,
            RuleSet = Situations.Physiotherapist2024,
            Codes = PhysiotherapistCodes,
            Verdicts = verdicts,
            RateOf = PhysiotherapistRates,
            Rates = [rate],
            Amount = PhysiotherapistAmount(verdicts, Verdict.Achieved),
            PotentialAmount = PhysiotherapistAmount(verdicts, Verdict.AwaitingEvidence),
        };
    }

    /// <summary>medecin/2025</summary>
    public static PlainAssessment Doctor(PlainSituation situation)
    {
        var facts = situation.Facts;
        var transmitted = situation.TransmittedOn is not null;
        var endOfYear = new DateOnly(2025, 12, 31);
        var january = new DateOnly(2026, 1, 31);
        var usage = facts.Usage;
        var rates = new (long Numerator, long Denominator)[]
        {
            Teletransmission(facts.Teletransmission),
            Share(facts.Teleservices?.Aat),
            Share(facts.Teleservices?.Pse),
            Share(facts.Teleservices?.Dcmt),
            Share(facts.Teleservices?.CmAtmp),
            Share(facts.Teleservices?.Spe),
            Share(facts.Teleservices?.Dsg),
            usage is null ? default : (usage.DmpFeedings, usage.PatientContacts),
            usage is null ? default : (usage.MesMessages, usage.PatientContacts),
            usage is null ? default : (usage.DigitalPrescriptions, usage.Prescriptions),
        };
        var verdicts = new Verdict[21];
        var segur = facts.SegurSoftware is not { } equipment ? Verdict.NotAchieved
            : transmitted && equipment.Declared is { } software ? Named(software.Software) ? Proven(software, endOfYear) : Verdict.NotAchieved
            : Of(equipment.Prefilled);
        var lap = situation.Specialty is { } specialty && ExemptFromLap.Contains(specialty) ? Verdict.Achieved
            : transmitted && facts.LapSoftware is { } prescribing && Named(prescribing.Software)
                && (prescribing.Certification == Certification.Certified
                    || (prescribing.Certification is Certification.Provisional or Certification.FormerReference && prescribing.ProcedureStartedOn <= january))
                ? Proven(prescribing, endOfYear)
                : Verdict.NotAchieved;
        verdicts[0] = segur < lap ? segur : lap;
        verdicts[1] = SesamVitale(facts.SesamVitale, DoctorAmendments, endOfYear);
        verdicts[3] = Of(facts.OpeningHours is { } hours
            && (hours.Prefilled || hours.EnteredOn <= endOfYear || (transmitted && hours.DeclaredDisplayed) || hours.FundEnteredOn <= january));
        verdicts[2] = Reaches(rates[0], 2, 3);
        verdicts[4] = Reaches(rates[1], 9, 10);
        verdicts[5] = Reaches(rates[2], 9, 10);
        verdicts[6] = Reaches(rates[3], 9, 10);
        verdicts[7] = Reaches(rates[4], 1, 2);
        verdicts[8] = Reaches(rates[5], 3, 10);
        verdicts[9] = Reaches(rates[6], 1, 2);
        verdicts[10] = Reaches(rates[7], 3, 10);
        verdicts[11] = Reaches(rates[8], 1, 10);
        verdicts[12] = Reaches(rates[9], 4, 10);
        verdicts[13] = Of(usage is { ApcvFse: >= 1 });
        verdicts[14] = Of(transmitted && facts.MedicalCoding is { Able: true });
        var asalee = facts.CoordinatedCare is { Kind: Coordination.Asalee };
        verdicts[15] = Of(transmitted && (asalee || Coordinates(facts.CoordinatedCare)));
        verdicts[16] = Of(transmitted && facts.PatientServices is { Kind: not (PatientService.None or PatientService.BookingPlatform) } services
            && !(services.Kind == PatientService.Asalee && asalee));
        verdicts[17] = Of(transmitted && facts.StudentPlacement is { Kind: Placement.Ambulatory or Placement.GeneralMedicineExternship });
        verdicts[18] = Of(transmitted && facts.VideoEquipment is { Kind: Video.SecureSolution or Video.Subscription });
        verdicts[19] = Of(transmitted && HasDevice(facts.ConnectedDevices, d => d is Device.Spirometer or (>= Device.Oximeter and <= Device.Tympanometer)));
        verdicts[20] = Of(facts.Sas is { DepartmentDeployed: true, Agenda: Agenda.Public or Agenda.Shared, WeeklyOpenHours: >= 2 } sas
            && (sas.RegisteredOn <= endOfYear || sas.CptsUnscheduledCare || sas.CptsPresidentAttestation || sas.OtherValidatedTool));
        var points = Points(verdicts, Verdict.Achieved);
        return new PlainAssessment
        {
            Id = situation.Id,
            RuleSet = Situations.Doctor2025,
            Codes = DoctorCodes,
            Verdicts = verdicts,
            RateOf = DoctorRates,
            Rates = rates,
            Points = points,
            Amount = points * 7,
            PotentialAmount = Points(verdicts, Verdict.AwaitingEvidence) * 7,
        };
    }

    /// <summary>The answer of the contract.</summary>
    public static void Write(Utf8JsonWriter json, PlainAssessment assessment, string id)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("ruleSet", assessment.RuleSet);
        json.WriteStartObject("indicators");
        for (var i = 0; i < assessment.Codes.Length; i++)
        {
            json.WriteStartObject(assessment.Codes[i]);
            json.WriteString("status", assessment.Verdicts[i] switch
            {
                Verdict.Achieved => "achieved",
                Verdict.AwaitingEvidence => "awaiting-evidence",
                Verdict.NotAchieved => "not-achieved",
            });
            if (assessment.RateOf[i] is >= 0 and var rate)
            {
                json.WriteStartObject("rate");
                json.WriteNumber("numerator", assessment.Rates[rate].Numerator);
                json.WriteNumber("denominator", assessment.Rates[rate].Denominator);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (assessment.Points is { } points)
        {
            json.WriteNumber("points", points / 1.0000000000000000000m); // 45, not 45.0
        }
        else
        {
            json.WriteNull("points");
        }

        json.WriteNumber("amount", assessment.Amount + 0.00m);
        json.WriteNumber("potentialAmount", assessment.PotentialAmount + 0.00m);
        json.WriteEndObject();
    }

    private static Verdict Of(bool achieved) => achieved ? Verdict.Achieved : Verdict.NotAchieved;

    private static bool Named(string? text) => !string.IsNullOrWhiteSpace(text);

    private static Verdict Proven(PlainSoftware software, DateOnly endOfYear) =>
        software.AcquiredOn > endOfYear ? Verdict.NotAchieved
        : software.EvidenceCarriedOver || software.Evidence == Evidence.Accepted ? Verdict.Achieved
        : software.Evidence == Evidence.Rejected ? Verdict.NotAchieved
        : Verdict.AwaitingEvidence;

    private static Verdict SesamVitale(PlainSesamVitale? billing, Amendment[] required, DateOnly endOfYear)
    {
        if (billing is not { Version: { } version }
            || (version.Major, version.Minor, billing.Addendum).CompareTo((1, 40, 8)) < 0
            || !(billing.CompliantBillingOn <= endOfYear))
        {
            return Verdict.NotAchieved;
        }

        foreach (var amendment in required)
        {
            if (billing.Amendments?.Contains(amendment) != true)
            {
                return Verdict.NotAchieved;
            }
        }

        return Verdict.Achieved;
    }

    private static (long Numerator, long Denominator) Teletransmission(PlainTeletransmission? measured)
    {
        if (measured is not { Acts: { } acts } || (!measured.FseInPreviousYear && measured.FirstFseOn is null))
        {
            return default;
        }

        var from = measured.FseInPreviousYear ? 1 : Math.Min(measured.FirstFseOn!.Value.Month + 1, 12);
        long secure = 0, all = 0;
        foreach (var act in acts)
        {
            if (act.Month < from || act.Context is ActContext.Ame or ActContext.ProvisionalNir or ActContext.Infant or ActContext.Form3404)
            {
                continue;
            }

            if (act.Mode is ActMode.Vitale or ActMode.SesamSansVitale)
            {
                secure += act.Count;
                all += act.Count;
            }
            else if (act.Context is not (ActContext.EhpadResident or ActContext.Telecare))
            {
                all += act.Count;
            }
        }

        return (secure, all);
    }

    private static bool Coordinates(PlainCoordination? care) =>
        care is { Kind: >= Coordination.Msp and <= Coordination.Cpts or Coordination.CareNetwork or Coordination.HadEhpadCoordination }
            or { Kind: Coordination.MultidisciplinaryMeetings, Meetings: >= 4 };

    private static bool HasDevice(List<Device>? devices, Func<Device, bool> accepted)
    {
        foreach (var device in devices ?? [])
        {
            if (accepted(device))
            {
                return true;
            }
        }

        return false;
    }

    private static (long Numerator, long Denominator) Share(PlainShare? share) => share is null ? default : (share.Dematerialised, share.Total);

    private static Verdict Reaches((long Numerator, long Denominator) rate, int numerator, int denominator) =>
        Of(rate.Denominator > 0 && denominator * rate.Numerator >= numerator * rate.Denominator);

    private static decimal PhysiotherapistAmount(Verdict[] verdicts, Verdict least)
    {
        var amount = 0m;
        if (verdicts[0] >= least && verdicts[1] >= least && verdicts[2] >= least && verdicts[3] >= least && verdicts[4] >= least)
        {
            amount = verdicts[5] >= least ? 590 : 490;
        }

        return amount + (verdicts[6] >= least ? 175 : 0) + (verdicts[7] >= least ? 350 : 0);
    }

    private static decimal Points(Verdict[] verdicts, Verdict least)
    {
        if (verdicts[0] < least || verdicts[1] < least || verdicts[2] < least || verdicts[3] < least)
        {
            return 0;
        }

        var points = 280m;
        for (var i = 4; i < verdicts.Length; i++)
        {
            points += verdicts[i] >= least ? DoctorPoints[i] : 0;
        }

        return points;
    }
}
