using System.Net;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Who came, with what, and what was answered.</summary>
/// <param name="AnsweredAt">When it was answered.</param>
/// <param name="Remote">The address of who connected: a proxy's, where one stands before.</param>
/// <param name="Head">What was asked; null where that was not to be understood, or not heard.</param>
/// <param name="Notification">The notification; null where none was brought.</param>
/// <param name="Status">The HTTP status of the answer; 0 where the connection was ended without one.</param>
/// <param name="Problem">Why it is not 200, as a part of a sentence, where the status does not say it.</param>
internal sealed record AnsweredRequest(DateTimeOffset AnsweredAt, IPEndPoint? Remote, RequestHead? Head, CentryNotification? Notification, int Status, string? Problem);
