using CentryPS.Notifications;

namespace CentryPS.Commands.Parameters;

/// <summary>Checks callback URLs.</summary>
internal static class CallbackUrl
{
    /// <summary>Centry's name of the attribute.</summary>
    public const string Name = "callback_url";

    /// <summary>Checks the callback URL among the attributes to send.</summary>
    /// <exception cref="CentryException">
    /// It is not an absolute http or https URI, or contains white space or invisible characters.
    /// </exception>
    public static void Check(IDictionary<string, object?> attributes)
    {
        if (attributes.TryGetValue(Name, out var value))
        {
            Check(value);
        }
    }

    /// <inheritdoc cref="Check(IDictionary{string, object?})"/>
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
