using System.Security.Authentication;

namespace CentryPS.Notifications;

/// <summary>A certificate is not trusted. The message says why, in the user's language.</summary>
internal sealed class CertificateException(string message) : AuthenticationException(message);
