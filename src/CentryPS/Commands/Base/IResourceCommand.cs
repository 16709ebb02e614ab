using CentryPS.Api;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that is about one collection of the API, whose ids its parameters complete.</summary>
internal interface IResourceCommand
{
    ICentryResource Resource { get; }
}
