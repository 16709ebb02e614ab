using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>A webhook as somebody wants it.</summary>
/// <param name="CallbackUrl">The URI that Centry is to call.</param>
/// <param name="Topics">The topics that are to be on; all others are off.</param>
internal sealed record DesiredWebhook(string CallbackUrl, IReadOnlyCollection<CentryTopic> Topics);
