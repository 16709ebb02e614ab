using System.Management.Automation;
using CentryPS.Commands.Parameters;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// The default session of a runspace, not of the process, because two jobs in one process may serve two companies. It
/// is a variable of the global scope, which <c>ForEach-Object -Parallel</c> removes between two iterations that use the
/// same runspace.
/// </summary>
internal static class DefaultSession
{
    // CentryPS.Format.ps1xml also uses both names.
    private const string Variable = "global:CentryPS.DefaultSession";
    private const string Others = "global:CentryPS.OtherSessions";

    /// <summary>Returns the default session of a runspace, given any of its scopes; null for none.</summary>
    public static CentrySession? Get(SessionState scope) =>
        scope.PSVariable.GetValue(Variable).Unwrap() as CentrySession;

    /// <summary>Returns the default session during completion, when no cmdlet runs.</summary>
    public static CentrySession? GetAtPrompt() => ScriptBlock
        .Create($"$ExecutionContext.SessionState.PSVariable.GetValue('{Variable}')")
        .InvokeReturnAsIs()
        .Unwrap() as CentrySession;

    /// <summary>Records a session other than the default: tables then show the company of each object.</summary>
    public static void NoteOther(SessionState scope, CentrySession session)
    {
        var names = scope.PSVariable.GetValue(Others).Unwrap() as string[] ?? [];
        string[] all = [.. names.Append(session.Name ?? string.Empty).Distinct(StringComparer.OrdinalIgnoreCase)];
        scope.PSVariable.Set(Others, all);
    }

    public static bool HasOthers(SessionState scope, CentrySession session) =>
        scope.PSVariable.GetValue(Others).Unwrap() is string[] || (Get(scope) is { } own && own != session);

    public static void Set(SessionState scope, CentrySession? session)
    {
        scope.PSVariable.Remove(Variable);
        if (session is not null)
        {
            scope.PSVariable.Set(Variable, session);
        }
    }
}
