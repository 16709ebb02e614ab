using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the genders of a buyer.</summary>
public sealed class GenderCompleter() : ClosedSetCompleter(ClosedSet.Gender);
