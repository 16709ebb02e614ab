using System.Net;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Who came, with what, and what was answered.</summary>
/// <param name="Remote">The address of who connected: a proxy's, where one stands before.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">What was asked for, as it was sent.</param>
/// <param name="Notification">The notification; null where none was brought.</param>
/// <param name="Status">The HTTP status of the answer; 0 where the connection was ended without one.</param>
internal sealed record AnsweredRequest(IPEndPoint? Remote, string Method, string? Target, CentryNotification? Notification, int Status);
