namespace CentryPS.Files;

/// <summary>The server, company and command of a run in a journal.</summary>
/// <param name="Server">The base URI of the server.</param>
/// <param name="Company">The id of the company; null while it is unknown.</param>
/// <param name="Command">The cmdlet, with the parameter by which it finds objects if it does not use ids.</param>
internal sealed record JournalSource(string Server, string? Company, string Command);
