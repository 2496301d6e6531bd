namespace FamiPortal.Domain.Accounts;

/// <summary>Why an account can't be changed, in the words of an administrator.</summary>
public static class AccountErrors
{
    public static Problem NotFound { get; } = new("account-not-found", "Ce compte n’existe pas, ou n’est pas celui d’un agent.") { IsNotFound = true };

    public static Problem NoFund(Account account) => new(
        "account-no-fund", $"Le compte de {account.DisplayName} n’a aucune caisse\u00A0: un superviseur est celui d’une caisse. Donnez-lui d’abord la sienne.");

    /// <summary>Somebody else was faster, or the page was old.</summary>
    public static Problem NothingToChange(Account account) => new(
        "account-nothing-to-change",
        account.IsSupervisor ? $"{account.DisplayName} est déjà superviseur de sa caisse." : $"{account.DisplayName} n’est pas superviseur\u00A0: il n’y a rien à retirer.");
}
