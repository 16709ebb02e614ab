namespace CentryPS.Commands;

/// <summary>What Centry can call.</summary>
internal static class CallbackAddress
{
    /// <summary>Checks the address among the attributes to send.</summary>
    /// <exception cref="CentryException">It is no whole http or https address.</exception>
    public static void Check(IReadOnlyDictionary<string, object?> attributes)
    {
        if (attributes.TryGetValue("callback_url", out var value) && !IsAddress(value))
        {
            throw CentryErrors.Invalid(Messages.InvalidCallbackUrl, value);
        }
    }

    private static bool IsAddress(object? value) =>
        Uri.TryCreate(value as string ?? (value as Uri)?.OriginalString, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Host.Length > 0;
}
