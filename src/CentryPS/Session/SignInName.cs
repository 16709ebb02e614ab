using System.Text.RegularExpressions;

namespace CentryPS.Session;

/// <summary>The names under which sign-ins are kept: what every vault can name a secret.</summary>
internal static class SignInName
{
    private static readonly Regex Valid = new(@"^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}\z", RegexOptions.CultureInvariant);

    /// <summary>Whether a text is one.</summary>
    public static bool IsValid(string? name) => Valid.IsMatch(name ?? string.Empty);

    /// <summary>Refuses what is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="advice">What to do about one that is none, where the message does not say enough.</param>
    /// <exception cref="CentryException">It is none.</exception>
    public static string Check(string? name, string? advice = null) => IsValid(name)
        ? name!
        : throw new CentryException(CentryErrorCode.InvalidRequest, Messages.InvalidSignInName.With(TerminalText.Show(name ?? string.Empty))) { Advice = advice };
}
