namespace CentryPS.Tests.Sandbox;

/// <inheritdoc/>
public sealed class RubyClientTests() : PublicClientTests(isRuby: true);
