using System.Management.Automation;
using CentryPS.Commands.Parameters;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// The default session of a runspace, never of the process: two jobs in one process that serve two companies must not write
/// to each other's account. It is a variable of the global scope, since that is what <c>ForEach-Object -Parallel</c> takes
/// away between two iterations that share a runspace.
/// </summary>
internal static class DefaultSession
{
    // Both names stand in CentryPS.Format.ps1xml too.
    private const string Variable = "global:CentryPS.DefaultSession";
    private const string Others = "global:CentryPS.OtherSessions";

    /// <summary>The default of a runspace, by any of its scopes; null where nobody has signed in.</summary>
    public static CentrySession? Get(SessionState scope) => scope.PSVariable.GetValue(Variable).Unwrap() as CentrySession;

    /// <summary>As <see cref="Get"/>, where the engine completes and no cmdlet runs.</summary>
    public static CentrySession? GetAtPrompt() => ScriptBlock
        .Create($"$ExecutionContext.SessionState.PSVariable.GetValue('{Variable}')")
        .InvokeReturnAsIs()
        .Unwrap() as CentrySession;

    /// <summary>Notes the name of a session beside the default: tables of the runspace then say which company each object is of.</summary>
    public static void NoteOther(SessionState scope, CentrySession session)
    {
        var names = scope.PSVariable.GetValue(Others).Unwrap() as string[] ?? [];
        scope.PSVariable.Set(Others, names.Append(session.Name ?? string.Empty).Distinct(StringComparer.OrdinalIgnoreCase).ToArray());
    }

    /// <summary>Whether a runspace has sessions beside this one.</summary>
    public static bool HasOthers(SessionState scope, CentrySession session) =>
        scope.PSVariable.GetValue(Others).Unwrap() is string[] || (Get(scope) is { } own && own != session);

    /// <summary>Makes a session the default of a runspace, or leaves it without one.</summary>
    public static void Set(SessionState scope, CentrySession? session)
    {
        if (session is null)
        {
            scope.PSVariable.Remove(Variable);
        }
        else
        {
            scope.PSVariable.Set(Variable, session);
        }
    }
}
