namespace FamiPortal.Rules;

/// <summary>A passage of a guide that a rule comes from.</summary>
/// <param name="Guide">The guide.</param>
/// <param name="Section">One of its numbered sections.</param>
public sealed record Reference(Guide Guide, GuideSection Section)
{
    /// <summary>The passage that a rule file writes as <c>S-KINE24 1.4.1</c>, or null when no guide has it.</summary>
    /// <param name="guides">The guides of the catalogue.</param>
    /// <param name="written">Guide code, one space, number of the section.</param>
    public static Reference? Find(IReadOnlyList<Guide> guides, string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var space = written.IndexOf(' ', StringComparison.Ordinal);
        var guide = guides.FirstOrDefault(g => space > 0 && g.Code == written[..space]);
        return guide?.Find(written[(space + 1)..]) is { } section ? new Reference(guide, section) : null;
    }

    /// <summary>As rule files and people write it: <c>S-KINE24 1.4.1</c>.</summary>
    public override string ToString() => $"{Guide.Code} {Section.Number}";

    /// <summary>For people, in French: « Guide FAMI 2024 …, partie 1.4.1 ».</summary>
    public string Label => $"{Guide.Title}, partie {Section.Number}";
}

/// <summary>A public guide of the Assurance Maladie.</summary>
/// <param name="Code">Short code, e.g. <c>S-KINE24</c>.</param>
/// <param name="Title">In French.</param>
/// <param name="Sections">Every numbered section, in order.</param>
public sealed record Guide(string Code, string Title, IReadOnlyList<GuideSection> Sections)
{
    /// <summary>The section of that number, or null.</summary>
    /// <param name="number">As the guide numbers it, e.g. <c>1.1.2</c> or <c>II.8</c>.</param>
    public GuideSection? Find(string number) => Sections.FirstOrDefault(s => s.Number == number);
}

/// <summary>A numbered section of a guide.</summary>
/// <param name="Number">As the guide numbers it.</param>
/// <param name="Title">Its heading, shortened.</param>
/// <param name="NotARule">Why no rule covers it, in French, or null where one must.</param>
public sealed record GuideSection(string Number, string Title, string? NotARule = null);
