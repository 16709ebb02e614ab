namespace CentryPS.Tests;

/// <inheritdoc/>
public sealed class PhpClientTests() : PublicClientTests(isRuby: false);
