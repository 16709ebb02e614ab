using System.Management.Automation;
using System.Management.Automation.Language;
using CentryPS.Session;
using EngineRunspace = System.Management.Automation.Runspaces.Runspace;

namespace CentryPS.Commands.Runspace;

/// <summary>The script block of <c>-OnTokenRefresh</c>, which runs in any runspace that uses the session.</summary>
internal sealed class TokenRefreshHandler : ITokenReceiver
{
    // The variables of the engine exist in every runspace, and cannot be defined again.
    private const ScopedItemOptions Engine =
        ScopedItemOptions.Constant | ScopedItemOptions.ReadOnly | ScopedItemOptions.AllScope;

    private static readonly string[] Automatic = ["_", "args", "input", "this"];

    private readonly EngineRunspace _own = EngineRunspace.DefaultRunspace;
    private readonly ScriptBlock _script;
    private readonly List<PSVariable> _variables;
    private volatile CentryTokens? _pending; // not stored yet
    private volatile int _stored; // the number of the newest tokens that are stored

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

    private bool IsInOwnRunspace => EngineRunspace.DefaultRunspace == _own;

    /// <summary>
    /// Runs the script on this thread. A script block is bound to the runspace that created it, which may be waiting
    /// for this thread; another runspace therefore runs a copy made from its text.
    /// </summary>
    public void Receive(CentryTokens tokens, Action<CentryException> report)
    {
        try
        {
            var script = IsInOwnRunspace ? _script : ScriptBlock.Create(_script.ToString());
            script.InvokeWithContext(functionsToDefine: null, _variables, tokens);
            (_stored, _pending) = (tokens.Number, null);
        }
        catch (RuntimeException exception)
        {
            _pending = tokens.Number > _stored ? tokens : _pending;
            if (exception is PipelineStoppedException)
            {
                throw;
            }

            var message = Messages.RefreshHandlerFailed.With(exception.Message);
            var advice = Messages.RefreshHandlerFailedAdvice;
            report(new CentryException(CentryErrorCode.OutcomeUnknown, message, advice, exception));
        }
    }

    public void Retry(Action<CentryException> report)
    {
        if (IsInOwnRunspace && Interlocked.Exchange(ref _pending, null) is { } tokens)
        {
            Receive(tokens, report);
        }
    }

    private static IEnumerable<string> Names(ScriptBlock script) => script.Ast
        .FindAll(ast => ast is VariableExpressionAst, searchNestedScriptBlocks: true)
        .Select(ast => ((VariableExpressionAst)ast).VariablePath)
        .Where(path => path.IsUnscopedVariable && !Automatic.Contains(path.UserPath, StringComparer.OrdinalIgnoreCase))
        .Select(path => path.UserPath)
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
