using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the ids that orders have in the shop where they were sold.</summary>
public sealed class OriginIdCompleter() : ValueCompleter<CentryOrder>(Orders.Resource, item => item.IdOrigin);
