using System.Collections;
using System.Management.Automation;
using System.Security;

namespace CentryPS.Commands.Parameters;

/// <summary>Arguments that say nothing: what a mistyped or empty variable leaves on the command line.</summary>
internal static class BlankArguments
{
    /// <summary>Refuses each that was given: an empty variable never means "all" or "as before".</summary>
    /// <param name="cmdlet">The cmdlet that got the arguments.</param>
    /// <param name="allowed">The parameters for which nothing is a value.</param>
    /// <exception cref="CentryException">One is null or blank.</exception>
    public static void Refuse(PSCmdlet cmdlet, params string[] allowed)
    {
        foreach (var argument in cmdlet.MyInvocation.BoundParameters.Where(argument => !allowed.Contains(argument.Key)))
        {
            if (IsBlank(argument.Value.Unwrap()))
            {
                throw CentryException.Invalid(Messages.BlankArgument, argument.Key);
            }
        }
    }

    private static bool IsBlank(object? value) => value switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        SecureString secret => secret.Length == 0,
        PSCredential credential => credential == PSCredential.Empty,
        ICollection items => items.Count == 0 || items.Cast<object?>().Any(item => IsBlank(item.Unwrap())),
        _ => false,
    };
}
