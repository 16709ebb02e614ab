using System.Net;
using System.Security;

namespace CentryPS.Session;

internal static class Secret
{
    public static string ToPlainText(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    public static SecureString ToSecureString(string text) => new NetworkCredential(string.Empty, text).SecurePassword;
}
