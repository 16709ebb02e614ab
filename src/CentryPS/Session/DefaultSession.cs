using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace CentryPS.Session;

/// <summary>
/// The default session of each runspace, never of the process: two jobs in one process that serve two companies must not
/// write to each other's account.
/// </summary>
internal static class DefaultSession
{
    private static readonly ConditionalWeakTable<Runspace, CentrySession> Sessions = new();

    /// <summary>The default of the runspace whose thread this is.</summary>
    public static CentrySession? Current
    {
        get => Sessions.TryGetValue(Runspace.DefaultRunspace, out var session) ? session : null;
        set
        {
            Sessions.Remove(Runspace.DefaultRunspace);
            if (value is not null)
            {
                Sessions.Add(Runspace.DefaultRunspace, value);
            }
        }
    }
}
