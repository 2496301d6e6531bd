using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FamiPortal.Benchmarks;

/// <summary>
/// Invented situations of about 3.4 kB, the same at each run: twelve months of acts in several modes and contexts, and the
/// facts of the profession, mostly good enough to be paid, sometimes not.
/// </summary>
internal static class Situations
{
    public const string Physiotherapist2024 = "masseur-kinesitherapeute/2024";
    public const string Doctor2025 = "medecin/2025";
    private const string Physiotherapist2022 = "masseur-kinesitherapeute/2022";
    private const string Dentist2025 = "chirurgien-dentiste/2025";

    private const int Seed = 20_240_213;

    private static readonly (string Mode, string Context, int Most)[] Acts =
    [
        ("vitale", "standard", 320), ("sesam-sans-vitale", "telecare", 40), ("degraded", "standard", 60), ("paper", "standard", 40),
        ("degraded", "ehpad-resident", 30), ("vitale", "ame", 12), ("paper", "provisional-nir", 6), ("vitale", "infant-under-3-months", 9),
        ("degraded", "telecare", 12), ("paper", "s3404", 15),
    ];

    private static readonly string[] Specialties = ["Médecine générale", "Cardiologie et maladies vasculaires", "Ophtalmologie", "Radiothérapie"];

    /// <summary>That many situations of one rule set.</summary>
    public static List<byte[]> Of(string ruleSet, int count)
    {
        var random = new Random(Seed);
        var buffer = new ArrayBufferWriter<byte>();
        return [.. Enumerable.Range(0, count).Select(i => Line(buffer, random, ruleSet, i))];
    }

    /// <summary>Writes that many situations of all rule sets, one a line; their ids are their numbers from 0.</summary>
    public static void WriteFile(string path, int count)
    {
        var random = new Random(Seed);
        var buffer = new ArrayBufferWriter<byte>();
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        for (var i = 0; i < count; i++)
        {
            file.Write(Line(buffer, random, random.Next(10) switch { < 2 => Physiotherapist2022, < 5 => Physiotherapist2024, < 7 => Dentist2025, _ => Doctor2025 }, i));
            file.WriteByte((byte)'\n');
        }
    }

    private static byte[] Line(ArrayBufferWriter<byte> buffer, Random random, string ruleSet, int number)
    {
        buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new Writer(json, random, ruleSet).Write(number);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private sealed class Writer(Utf8JsonWriter json, Random random, string ruleSet)
    {
        private readonly int year = int.Parse(ruleSet[^4..], CultureInfo.InvariantCulture);

        private bool IsDoctor => ruleSet == Doctor2025;

        private bool IsPhysiotherapist => ruleSet is Physiotherapist2022 or Physiotherapist2024;

        public void Write(int number)
        {
            json.WriteStartObject();
            json.WriteString("id", number.ToString(CultureInfo.InvariantCulture));
            json.WriteString("profession", ruleSet[..^5]);
            json.WriteNumber("exercise", year);
            json.WriteString("specialty", IsDoctor ? Pick(Specialties) : null);
            json.WriteString("transmittedOn", Often(95) ? Day(year + 1, 2) : null);
            json.WriteStartObject("facts");
            SesamVitale();
            Teletransmission(IsDoctor ? 3 : 4);
            if (IsDoctor)
            {
                Doctor();
            }
            else
            {
                NotDoctor();
            }

            Kind("coordinatedCare", "msp", "cpts", "esp", "multidisciplinary-meetings", "quality-group", "asalee", "none");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void SesamVitale()
        {
            json.WriteStartObject("sesamVitale");
            json.WriteString("version", Often(97) ? "1.40" : "1.31");
            json.WriteNumber("addendum", Often(93) ? 8 : 7);
            json.WriteStartArray("amendments");
            foreach (var amendment in IsDoctor
                ? ["tp-ald-maternite", "convention-2016-av12", "convention-2016-av13", "telemedecine-av18"]
                : new[] { "tp-ald-maternite", "rsp-580", "cfe", "tpg" })
            {
                if (Often(98))
                {
                    json.WriteStringValue(amendment);
                }
            }

            json.WriteEndArray();
            json.WriteString("compliantBillingOn", Often(97) ? Day(year, 12) : Day(year + 1, 3));
            json.WriteEndObject();
        }

        private void Teletransmission(int kindsPerMonth)
        {
            json.WriteStartObject("teletransmission");
            var wasThere = Often(92);
            json.WriteBoolean("fseInPreviousYear", wasThere);
            json.WriteString("firstFseOn", wasThere ? null : Day(year, 9));
            json.WriteStartArray("acts");
            for (var month = 1; month <= 12; month++)
            {
                for (var i = 0; i < kindsPerMonth; i++)
                {
                    // The usual acts each month, then now and then a rarer kind.
                    if (i == kindsPerMonth - 1 && !Often(50))
                    {
                        continue;
                    }

                    var (mode, context, most) = i < kindsPerMonth - 1 ? Acts[i] : Acts[random.Next(kindsPerMonth - 1, Acts.Length)];
                    json.WriteStartObject();
                    json.WriteNumber("month", month);
                    json.WriteString("mode", mode);
                    json.WriteString("context", context);
                    json.WriteNumber("count", random.Next(most));
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void NotDoctor()
        {
            json.WriteStartObject("dmpSoftware");
            json.WriteBoolean("prefilled", Often(60));
            if (Often(50))
            {
                json.WriteStartObject("declared");
                json.WriteString("businessSoftware", "Logiciel de cabinet");
                json.WriteString("dmpSoftware", Often(95) ? "Logiciel DMP" : null);
                json.WriteBoolean("webDmpOnly", !Often(95));
                Proof();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("secureMailbox");
            json.WriteBoolean("prefilled", Often(70));
            if (Often(40))
            {
                json.WriteStartObject("declared");
                json.WriteString("kind", Pick("mssante-personal", "mssante-organisational", "apicrypt-v2", "principal-mailbox", "apicrypt-v1"));
                json.WriteBoolean("principalAttestation", Often(80));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            Whole("scor", "flows", Often(95) ? random.Next(1, 400) : 0);
            if (IsPhysiotherapist)
            {
                Kind("videoEquipment", "secure-solution", "subscription", "consumer-tool", "none");
                Devices("spirometer", "oximeter", "dynamometer", "blood-pressure");
            }
            else
            {
                OpeningHours();
                json.WriteStartObject("allerVers");
                json.WriteNumber("interventions", random.Next(6));
                json.WriteString("places", "EHPAD Les Tilleuls, Tours");
                json.WriteEndObject();
                Kind("studentPlacement", "dental-6th-year-active", "other", "none");
            }
        }

        private void Doctor()
        {
            json.WriteStartObject("segurSoftware");
            json.WriteBoolean("prefilled", Often(70));
            if (Often(40))
            {
                json.WriteStartObject("declared");
                json.WriteString("software", "Logiciel Ségur");
                json.WriteBoolean("hospitalRecord", Often(10));
                Proof();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("lapSoftware");
            json.WriteString("software", "Logiciel Ségur");
            json.WriteString("certification", Pick("certified", "certified", "certified", "provisional", "former-reference", "none"));
            json.WriteString("procedureStartedOn", Often(30) ? Day(year, 12) : null);
            Proof();
            json.WriteEndObject();
            OpeningHours();
            json.WriteStartObject("teleservices");
            foreach (var service in new[] { "aat", "pse", "dcmt", "cmAtmp", "spe", "dsg" })
            {
                var total = random.Next(300);
                json.WriteStartObject(service);
                json.WriteNumber("dematerialised", total * random.Next(30, 101) / 100);
                json.WriteNumber("total", total);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("usage");
            json.WriteNumber("dmpFeedings", random.Next(3000));
            json.WriteNumber("mesMessages", random.Next(900));
            json.WriteNumber("patientContacts", random.Next(3000, 6000));
            json.WriteNumber("digitalPrescriptions", random.Next(3000));
            json.WriteNumber("prescriptions", random.Next(3000, 5000));
            json.WriteNumber("apcvFse", random.Next(5));
            json.WriteEndObject();
            json.WriteStartObject("medicalCoding");
            json.WriteBoolean("able", Often(60));
            json.WriteEndObject();
            Kind("patientServices", "internal-coordinator", "dac", "asalee", "booking-platform", "none");
            Kind("studentPlacement", "ambulatory-level-1", "general-medicine-externship", "other", "none");
            Kind("videoEquipment", "secure-solution", "subscription", "consumer-tool", "none");
            Devices("oximeter", "ecg", "stethoscope", "scale");
            json.WriteStartObject("sas");
            json.WriteBoolean("departmentDeployed", Often(90));
            json.WriteString("agenda", Pick("public", "shared", "none"));
            json.WriteNumber("weeklyOpenHours", random.Next(20) / 4m);
            json.WriteString("registeredOn", Often(60) ? Day(year, 12) : null);
            json.WriteBoolean("cptsUnscheduledCare", Often(20));
            json.WriteEndObject();
        }

        private void OpeningHours()
        {
            json.WriteStartObject("openingHours");
            json.WriteBoolean("prefilled", Often(50));
            json.WriteString("enteredOn", Often(70) ? Day(year, 12) : null);
            json.WriteBoolean("declaredDisplayed", Often(50));
            json.WriteString("fundEnteredOn", Often(10) ? Day(year + 1, 3) : null);
            json.WriteEndObject();
        }

        private void Proof()
        {
            json.WriteString("acquiredOn", Often(80) ? Day(year, 12) : Day(year + 1, 2));
            json.WriteString("evidence", Pick("accepted", "accepted", "accepted", "pending", "none", "rejected"));
            json.WriteBoolean("evidenceCarriedOver", Often(10));
        }

        private void Kind(string fact, params string[] kinds)
        {
            json.WriteStartObject(fact);
            var kind = Pick(kinds);
            json.WriteString("kind", kind);
            if (kind == "multidisciplinary-meetings")
            {
                json.WriteNumber("meetings", random.Next(8));
            }

            json.WriteEndObject();
        }

        private void Devices(params string[] devices)
        {
            json.WriteStartArray("connectedDevices");
            foreach (var device in devices)
            {
                if (Often(30))
                {
                    json.WriteStringValue(device);
                }
            }

            json.WriteEndArray();
        }

        private void Whole(string fact, string member, int value)
        {
            json.WriteStartObject(fact);
            json.WriteNumber(member, value);
            json.WriteEndObject();
        }

        private bool Often(int percent) => random.Next(100) < percent;

        private string Pick(params string[] values) => values[random.Next(values.Length)];

        private string Day(int of, int lastMonth) =>
            new DateOnly(of, random.Next(1, lastMonth + 1), random.Next(1, 29)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
