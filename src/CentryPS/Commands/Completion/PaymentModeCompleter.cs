using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the ways of paying.</summary>
public sealed class PaymentModeCompleter() : ClosedSetCompleter(ClosedSet.PaymentMode);
