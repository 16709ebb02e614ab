using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>A desired webhook.</summary>
/// <param name="CallbackUrl">The callback URL.</param>
/// <param name="Topics">The topics to turn on; all others are off.</param>
internal sealed record DesiredWebhook(string CallbackUrl, IReadOnlyCollection<CentryTopic> Topics);
