namespace CentryPS.Files;

/// <summary>What a run of a journal changes, and how.</summary>
/// <param name="Server">The address of the server.</param>
/// <param name="Company">The id of the company; null while it is not known.</param>
/// <param name="Command">The cmdlet, with the parameter that says how it finds objects, where that is not by id.</param>
internal sealed record JournalSource(string Server, string? Company, string Command);
