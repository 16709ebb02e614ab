using System.Net;
using System.Security;

namespace CentryPS.Session;

/// <summary>Text in and out of SecureStrings.</summary>
internal static class Secret
{
    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    public static SecureString Hide(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
