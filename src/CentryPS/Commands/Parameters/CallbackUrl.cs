using CentryPS.Notifications;

namespace CentryPS.Commands.Parameters;

/// <summary>What Centry can call.</summary>
internal static class CallbackUrl
{
    /// <summary>The attribute that holds it.</summary>
    public const string Name = "callback_url";

    /// <summary>The parameter that holds it, or a pattern for it.</summary>
    public const string Parameter = "CallbackUrl";

    /// <summary>Checks the URI among the attributes to send.</summary>
    /// <exception cref="CentryException">It is not a complete http or https URI, or has what nobody sees in it.</exception>
    public static void Check(IDictionary<string, object?> attributes)
    {
        if (attributes.TryGetValue(Name, out var value))
        {
            Check(value);
        }
    }

    /// <summary>Checks the URI.</summary>
    /// <exception cref="CentryException">It is not a complete http or https URI, or has what nobody sees in it.</exception>
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
