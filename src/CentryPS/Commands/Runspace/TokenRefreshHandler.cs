using System.Management.Automation;
using System.Management.Automation.Language;
using CentryPS.Session;
using EngineRunspace = System.Management.Automation.Runspaces.Runspace;

namespace CentryPS.Commands.Runspace;

/// <summary>The script block of <c>-OnTokenRefresh</c>, which runs in any runspace that uses the session.</summary>
internal sealed class TokenRefreshHandler : ITokenReceiver
{
    // Every runspace has the variables of the engine, and they cannot be defined.
    private const ScopedItemOptions Engine =
        ScopedItemOptions.Constant | ScopedItemOptions.ReadOnly | ScopedItemOptions.AllScope;

    private static readonly HashSet<string> Automatic = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "args", "input", "this", "true", "false", "null",
    };

    private readonly EngineRunspace _own = EngineRunspace.DefaultRunspace;
    private readonly ScriptBlock _script;
    private readonly List<PSVariable> _variables;

    /// <summary>Captures the variables that the script uses, as <c>$using:</c> does.</summary>
    public TokenRefreshHandler(ScriptBlock script, SessionState scope)
    {
        _script = script;
        var variables = (script.Module?.SessionState ?? scope).PSVariable; // GetNewClosure puts them into a module
        _variables = [.. Names(script)
            .Select(variables.Get)
            .Where(variable => variable is not null && (variable.Options & Engine) == 0)
            .Select(variable => new PSVariable(variable.Name, variable.Value))];
    }

    public bool IsInOwnRunspace => EngineRunspace.DefaultRunspace == _own;

    /// <summary>
    /// Runs the script on this thread. A script block is bound to the runspace that created it, which may be waiting
    /// for this thread; another runspace therefore runs a copy made from its text.
    /// </summary>
    public void Receive(CentryTokens tokens)
    {
        var script = IsInOwnRunspace ? _script : ScriptBlock.Create(_script.ToString());
        script.InvokeWithContext(functionsToDefine: null, _variables, tokens);
    }

    private static IEnumerable<string> Names(ScriptBlock script) => script.Ast
        .FindAll(ast => ast is VariableExpressionAst, searchNestedScriptBlocks: true)
        .Select(ast => ((VariableExpressionAst)ast).VariablePath)
        .Where(path => path.IsUnscopedVariable && !Automatic.Contains(path.UserPath))
        .Select(path => path.UserPath)
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
