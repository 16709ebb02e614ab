using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the states of an order.</summary>
public sealed class OrderStatusCompleter() : ClosedSetCompleter(ClosedSet.OrderStatus);
