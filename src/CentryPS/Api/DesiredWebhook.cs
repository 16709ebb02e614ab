using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>A desired webhook; topics that are not listed are off.</summary>
internal sealed record DesiredWebhook(string CallbackUrl, IReadOnlyCollection<CentryTopic> Topics);
