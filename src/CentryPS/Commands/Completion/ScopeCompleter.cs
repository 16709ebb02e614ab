using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the scopes of a sign-in.</summary>
public sealed class ScopeCompleter() : ClosedSetCompleter(ClosedSet.Scope);
