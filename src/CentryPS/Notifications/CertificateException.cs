using System.Security.Authentication;

namespace CentryPS.Notifications;

/// <summary>The error of a certificate that is not trusted, with the reasons in the user's language.</summary>
internal sealed class CertificateException(string message) : AuthenticationException(message);
