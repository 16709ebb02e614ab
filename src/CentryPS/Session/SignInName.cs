using System.Text.RegularExpressions;

namespace CentryPS.Session;

/// <summary>The names under which sign-ins are kept: what every vault can name a secret.</summary>
internal static class SignInName
{
    private static readonly Regex Valid = new(@"^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}\z", RegexOptions.CultureInvariant);

    /// <summary>Refuses what is none.</summary>
    /// <exception cref="CentryException">It is none.</exception>
    public static string Check(string? name) =>
        Valid.IsMatch(name ?? string.Empty) ? name! : throw CentryException.Invalid(Messages.InvalidSignInName, TerminalText.Show(name ?? string.Empty));
}
