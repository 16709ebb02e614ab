namespace CentryPS.Commands.Parameters;

/// <summary>What Centry can call.</summary>
internal static class CallbackUrl
{
    /// <summary>The attribute that holds it.</summary>
    public const string Name = "callback_url";

    /// <summary>Checks the URI among the attributes to send.</summary>
    /// <exception cref="CentryException">It is not a complete http or https URI.</exception>
    public static void Check(IDictionary<string, object?> attributes)
    {
        if (attributes.TryGetValue(Name, out var value) && !IsValid(value))
        {
            throw CentryException.Invalid(Messages.InvalidCallbackUrl, value);
        }
    }

    private static bool IsValid(object? value) =>
        Uri.TryCreate(value as string ?? (value as Uri)?.OriginalString, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.Host.Length > 0;
}
