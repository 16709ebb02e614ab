using CentryPS.Notifications;

namespace CentryPS.Commands.Parameters;

internal static class CallbackUrl
{
    /// <summary>Centry's name of the attribute.</summary>
    public const string Name = "callback_url";

    /// <exception cref="CentryException">
    /// It is not an absolute http or https URI, or contains white space or invisible characters.
    /// </exception>
    public static void Check(object? value)
    {
        var text = value as string ?? (value as Uri)?.OriginalString ?? string.Empty;
        if (Enumerable.Range(0, text.Length).Any(i => char.IsWhiteSpace(text, i) || TerminalText.IsControl(text, i)))
        {
            throw CentryException.Invalid(Messages.InvisibleInCallbackUrl, TerminalText.Show(text));
        }

        if (CallbackUri.TryParse(text) is null)
        {
            throw CentryException.Invalid(Messages.InvalidCallbackUrl, value);
        }
    }
}
