namespace CentryPS.Sandbox.Server;

/// <summary>A request as received.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path and query, as sent.</param>
/// <param name="Headers">The headers by name, ignoring case.</param>
/// <param name="Body">The body as text.</param>
public sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
