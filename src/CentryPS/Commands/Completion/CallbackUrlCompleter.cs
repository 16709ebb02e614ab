using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the callback addresses of webhooks.</summary>
public sealed class CallbackUrlCompleter() : ValueCompleter<CentryWebhook>(Webhooks.Resource, item => item.CallbackUrl);
