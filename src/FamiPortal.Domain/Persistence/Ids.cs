namespace FamiPortal.Domain.Persistence;

/// <summary>
/// Identifiers are made by the application, so that a row is known before it is saved and both providers agree.
/// They are time-ordered (UUID version 7), hence guessable to a degree: never secrets, access is always checked.
/// </summary>
public static class Ids
{
    public static Guid New() => Guid.CreateVersion7();
}
