namespace CentryPS.Sandbox.Server;

/// <summary>How one signs in to a company of a sandbox.</summary>
/// <param name="Company">The company's id.</param>
/// <param name="ClientId">The id of the company's application.</param>
/// <param name="ClientSecret">The secret of that application.</param>
/// <param name="AccessToken">A token with every scope that lasts a year.</param>
public sealed record SandboxSignIn(string Company, string ClientId, string ClientSecret, string AccessToken);
