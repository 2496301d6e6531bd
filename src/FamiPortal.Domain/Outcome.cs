using System.Diagnostics.CodeAnalysis;

namespace FamiPortal.Domain;

/// <summary>
/// An expected refusal: a stable <paramref name="Code"/> for tests and logs, a French sentence that says what to do
/// for the person, and the form field that it concerns, if one does.
/// </summary>
public record Problem(string Code, string Message, string? Field = null)
{
    /// <summary>True when the thing asked for does not exist for this person: the page answers 404, never 403.</summary>
    public bool IsNotFound { get; init; }
}

/// <summary>What a use case answers when it gives nothing back: done, or refused for one or several reasons.</summary>
public readonly record struct Outcome
{
    private readonly IReadOnlyList<Problem>? problems;

    private Outcome(IReadOnlyList<Problem> problems) => this.problems = problems;

    public static Outcome Done => default;

    public IReadOnlyList<Problem> Problems => problems ?? [];

    public bool IsDone => Problems.Count == 0;

    public static Outcome Refused(params IReadOnlyList<Problem> problems) => new(problems);

    public static implicit operator Outcome(Problem problem) => Refused(problem);
}

/// <summary>What a use case answers when it gives a <typeparamref name="T"/> back, or refuses.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? value;
    private readonly IReadOnlyList<Problem>? problems;

    private Outcome(T? value, IReadOnlyList<Problem>? problems)
    {
        this.value = value;
        this.problems = problems;
    }

    public IReadOnlyList<Problem> Problems => problems ?? [];

    public bool IsDone => Problems.Count == 0;

    /// <summary>What was made.</summary>
    /// <exception cref="InvalidOperationException">It was refused: look at <see cref="Problems"/> first.</exception>
    public T Value => IsDone ? value! : throw new InvalidOperationException($"Refused: {Problems[0].Code}");

    /// <summary>Done with a value, or refused with the problems; never both.</summary>
    public bool TryGet([NotNullWhen(true)] out T? result)
    {
        result = value;
        return IsDone;
    }

    /// <summary>The same, with the problems at hand to be passed on.</summary>
    public bool TryGet([NotNullWhen(true)] out T? result, out Problem[] refusals)
    {
        refusals = [.. Problems];
        return TryGet(out result);
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, [problem]);

    public static implicit operator Outcome<T>(Problem[] problems) => new(default, problems);
}
