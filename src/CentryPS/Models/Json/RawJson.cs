namespace CentryPS.Models.Json;

/// <summary>JSON that a user wrote, sent unchanged.</summary>
internal sealed record RawJson(string Text);
