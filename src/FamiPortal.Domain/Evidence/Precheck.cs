using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Evidence;

/// <summary>What a first reading by the machine tells of a document: help to both sides, never a decision.</summary>
/// <param name="IsReadable">False when no text could be read: a bad photo, or no program to read it with.</param>
/// <param name="Items">What was looked for, in the order of the rules.</param>
public sealed partial record Precheck(bool IsReadable, IReadOnlyList<PrecheckItem> Items)
{
    /// <summary>It was read on a photo or a scan, where letters are mistaken: what was not found may be there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRecognized { get; init; }

    [JsonIgnore]
    public bool IsAllFound => IsReadable && Items.All(item => item.IsFound);

    [JsonIgnore]
    public PrecheckResult Result => !IsReadable ? PrecheckResult.Unreadable : IsAllFound ? PrecheckResult.AllFound : PrecheckResult.Missing;

    /// <summary>Looks for what the rules name; null when they name nothing for this proof.</summary>
    public static Precheck? Of(Proof proof, Answers answers, Practitioner practitioner, EvidenceReading reading) => Of(proof, [answers], practitioner, reading);

    /// <summary>The same for several versions of the answers: <see cref="About"/> tells what holds for one of them.</summary>
    internal static Precheck? Of(Proof proof, IReadOnlyList<Answers> versions, Practitioner practitioner, EvidenceReading reading)
    {
        if (proof.LookFor.Count == 0)
        {
            return null;
        }

        if (!EvidenceReader.IsTelling(reading.Text))
        {
            return new Precheck(false, []);
        }

        var plain = SensitiveContent.Plain(reading.Text!);
        var items = proof.LookFor.SelectMany<LookedFor, PrecheckItem>(wanted => wanted.Answer is { } path
            ? versions.Select(answers => answers[path.Text]).Where(typed => typed.Count > 0)
                .Select(typed => new PrecheckItem(wanted.Label, typed.Any(answer => HoldsName(plain, answer))) { Answer = Join(typed) }).DistinctBy(item => item.Answer)
            : [new PrecheckItem(wanted.Label, Holds(plain, wanted, practitioner))]);
        return new Precheck(true, [.. items]) { IsRecognized = reading.IsRecognized };
    }

    /// <summary>What was found for these very answers; null when the document was read for others only, so that no advice is out of date.</summary>
    public Precheck? About(Proof proof, Answers answers)
    {
        if (!IsReadable)
        {
            return this;
        }

        // A question without an answer looks for nothing.
        var items = proof.LookFor.Where(wanted => wanted.Answer is not { } path || answers[path.Text].Count > 0)
            .Select(wanted => Items.FirstOrDefault(item => item.Label == wanted.Label && item.Answer == (wanted.Answer is { } path ? Join(answers[path.Text]) : null))).ToList();
        return items.Contains(null) ? null : this with { Items = [.. items.OfType<PrecheckItem>()] };
    }

    /// <summary>
    /// The reason that the rules attach to the first thing that was looked for and is not there; null when nothing lacks, nothing could
    /// be read, or letters were recognised on an image: nobody is to be refused for a letter that the machine missed.
    /// </summary>
    public RefusalReason? ProposedRefusal(Proof proof) => IsRecognized ? null : Items.Where(item => !item.IsFound)
        .Select(item => proof.LookFor.FirstOrDefault(wanted => wanted.Label == item.Label)?.Refusal)
        .Select(code => proof.RefusalReasons.FirstOrDefault(reason => reason.Code == code))
        .FirstOrDefault(reason => reason is not null);

    internal string ToJson() => JsonSerializer.Serialize(this, Json.Readable);

    internal static Precheck FromJson(string json) => JsonSerializer.Deserialize<Precheck>(json, Json.Readable)!;

    private static string Join(IReadOnlyList<string> typed) => string.Join('\n', typed);

    private static bool Holds(string plain, LookedFor wanted, Practitioner practitioner) =>
        wanted.IsPractitionerName ? HoldsPerson(plain, practitioner)
        : wanted.IsDate ? Date().IsMatch(plain)
        : wanted.Texts.Any(words => SensitiveContent.Holds(plain, SensitiveContent.Plain(words).Trim()));

    /// <summary>Every word of a name but its versions: « Exemple Kiné 5.1 » is found in « EXEMPLE-KINE v5 ».</summary>
    private static bool HoldsName(string plain, string name) =>
        SensitiveContent.Plain(name).Split(' ', StringSplitOptions.RemoveEmptyEntries) is var words
        && words.Where(word => word.Any(char.IsAsciiLetter)).DefaultIfEmpty(words.FirstOrDefault("")).All(word => SensitiveContent.Holds(plain, word));

    /// <summary>The family name; first names are often shortened on invoices.</summary>
    private static bool HoldsPerson(string plain, Practitioner practitioner) => SensitiveContent.Holds(plain, SensitiveContent.Plain(practitioner.LastName).Trim());

    /// <summary>12/03/2025, 2025-03-12, 12 mars 2025, mars 2025, in a text whose signs are spaces.</summary>
    [GeneratedRegex(@" (?:\d{1,2}(?:er)? )?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) (?:19|20)\d{2} | (?:0?[1-9]|[12]\d|3[01]) (?:0?[1-9]|1[0-2]) (?:(?:19|20)\d{2}|\d{2}) | (?:19|20)\d{2} (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01]) ", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}

/// <summary>A first reading in a word.</summary>
public enum PrecheckResult
{
    /// <summary>Nothing was looked for.</summary>
    None,

    AllFound,

    /// <summary>Something that was looked for is not there.</summary>
    Missing,

    /// <summary>No text could be read.</summary>
    Unreadable,
}

/// <summary>One thing that was looked for.</summary>
public sealed record PrecheckItem(string Label, bool IsFound)
{
    /// <summary>The answer that it was compared with; null for what is looked for whatever was answered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Answer { get; init; }
}
