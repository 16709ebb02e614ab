using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the shops and marketplaces that orders come from.</summary>
public sealed class OriginCompleter() : ValueCompleter<CentryOrder>(Orders.Resource, item => item.Origin);
