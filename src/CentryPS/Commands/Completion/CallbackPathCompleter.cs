using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the paths of the webhooks' callback URLs.</summary>
public sealed class CallbackPathCompleter() : ValueCompleter<CentryWebhook>(
    Webhooks.Resource,
    webhook => Uri.TryCreate(webhook.CallbackUrl, UriKind.Absolute, out var uri) ? uri.AbsolutePath : null);
