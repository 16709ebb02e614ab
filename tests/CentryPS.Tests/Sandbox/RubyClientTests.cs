namespace CentryPS.Tests;

/// <inheritdoc/>
public sealed class RubyClientTests() : PublicClientTests(isRuby: true);
