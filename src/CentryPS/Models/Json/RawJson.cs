namespace CentryPS.Models.Json;

/// <summary>JSON that somebody wrote, to be sent to the letter.</summary>
internal sealed record RawJson(string Text);
