using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the numbers that orders have in the shop where they were sold.</summary>
public sealed class OriginNumberCompleter() : ValueCompleter<CentryOrder>(Orders.Resource, item => item.NumberOrigin);
