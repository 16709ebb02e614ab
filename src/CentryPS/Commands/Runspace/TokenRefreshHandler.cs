using System.Management.Automation;
using System.Management.Automation.Language;
using CentryPS.Session;
using EngineRunspace = System.Management.Automation.Runspaces.Runspace;

namespace CentryPS.Commands.Runspace;

/// <summary>The script block of <c>Connect-Centry -OnTokenRefresh</c>, which any runspace that uses the session may have to run.</summary>
internal sealed class TokenRefreshHandler : ITokenReceiver
{
    // What is the engine's own is there in every runspace, and cannot be defined.
    private const ScopedItemOptions Engine = ScopedItemOptions.Constant | ScopedItemOptions.ReadOnly | ScopedItemOptions.AllScope;

    private static readonly HashSet<string> Automatic = new(StringComparer.OrdinalIgnoreCase) { "_", "args", "input", "this", "true", "false", "null" };

    private readonly EngineRunspace _home = EngineRunspace.DefaultRunspace;
    private readonly ScriptBlock _script;
    private readonly List<PSVariable> _variables;

    /// <summary>Captures the variables that the script names, as <c>$using:</c> does.</summary>
    /// <param name="script">The script block, made in the runspace of this thread.</param>
    /// <param name="scope">Where its variables are.</param>
    public TokenRefreshHandler(ScriptBlock script, SessionState scope)
    {
        _script = script;
        var variables = (script.Module?.SessionState ?? scope).PSVariable; // GetNewClosure keeps its own in a module
        _variables = [.. Names(script)
            .Select(variables.Get)
            .Where(variable => variable is not null && (variable.Options & Engine) == 0)
            .Select(variable => new PSVariable(variable.Name, variable.Value))];
    }

    public bool IsAtHome => EngineRunspace.DefaultRunspace == _home;

    /// <summary>
    /// Runs it on this thread. A script block is bound to the runspace that made it, which may be busy waiting for this
    /// one; another runspace therefore runs its text.
    /// </summary>
    public void Receive(CentryTokens tokens) =>
        (IsAtHome ? _script : ScriptBlock.Create(_script.ToString())).InvokeWithContext(functionsToDefine: null, _variables, tokens);

    private static IEnumerable<string> Names(ScriptBlock script) => script.Ast
        .FindAll(ast => ast is VariableExpressionAst { VariablePath.IsUnscopedVariable: true }, searchNestedScriptBlocks: true)
        .Select(ast => ((VariableExpressionAst)ast).VariablePath.UserPath)
        .Where(name => !Automatic.Contains(name))
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
