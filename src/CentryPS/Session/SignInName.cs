using System.Text.RegularExpressions;

namespace CentryPS.Session;

/// <summary>The names of saved sign-ins, which are valid secret names in every vault.</summary>
internal static class SignInName
{
    private static readonly Regex Valid = new(@"^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}\z", RegexOptions.CultureInvariant);

    private static readonly Regex Token = new("^[0-9a-fA-F]{32,}$", RegexOptions.CultureInvariant);

    public static bool IsValid(string? name) => Valid.IsMatch(name ?? string.Empty) && !Token.IsMatch(name!);

    /// <summary>Returns a name if it is valid.</summary>
    /// <exception cref="CentryException">The name is not valid.</exception>
    public static string Check(string? name, string? advice = null)
    {
        var message = Token.IsMatch(name ?? string.Empty)
            ? Messages.NameLooksLikeToken // which must not show it
            : Messages.InvalidSignInName.With(TerminalText.Show(name ?? string.Empty));
        return IsValid(name)
            ? name!
            : throw new CentryException(CentryErrorCode.InvalidRequest, message) { Advice = advice };
    }
}
