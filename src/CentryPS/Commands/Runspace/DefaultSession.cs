using System.Runtime.CompilerServices;
using CentryPS.Session;
using EngineRunspace = System.Management.Automation.Runspaces.Runspace;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// The default session of each runspace, never of the process: two jobs in one process that serve two companies must not
/// write to each other's account.
/// </summary>
internal static class DefaultSession
{
    private static readonly ConditionalWeakTable<EngineRunspace, CentrySession> Sessions = new();

    /// <summary>The default of the runspace whose thread this is.</summary>
    public static CentrySession? Current
    {
        get => Sessions.TryGetValue(EngineRunspace.DefaultRunspace, out var session) ? session : null;
        set
        {
            Sessions.Remove(EngineRunspace.DefaultRunspace);
            if (value is not null)
            {
                Sessions.Add(EngineRunspace.DefaultRunspace, value);
            }
        }
    }
}
