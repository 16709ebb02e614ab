namespace CentryPS.Sandbox.Server;

/// <summary>The credentials of a company of a sandbox.</summary>
/// <param name="Company">The company's id.</param>
/// <param name="ClientId">The client id of the company's application.</param>
/// <param name="ClientSecret">The client secret of the company's application.</param>
/// <param name="AccessToken">An access token with all scopes, valid for a year.</param>
public sealed record SandboxSignIn(string Company, string ClientId, string ClientSecret, string AccessToken);
