namespace CentryPS.Tests.Sandbox;

/// <inheritdoc/>
public sealed class PhpClientTests() : PublicClientTests(isRuby: false);
