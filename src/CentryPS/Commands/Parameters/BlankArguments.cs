using System.Collections;
using System.Management.Automation;
using System.Security;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Arguments that say nothing: what a mistyped or empty variable leaves on the command line.</summary>
internal static class BlankArguments
{
    /// <summary>Refuses each that was given: an empty variable never means "all" or "as before".</summary>
    /// <param name="cmdlet">The cmdlet that got the arguments.</param>
    /// <param name="allowed">The parameters that may be blank, or that check for themselves.</param>
    /// <exception cref="CentryException">One is null or blank.</exception>
    public static void Refuse(PSCmdlet cmdlet, params string[] allowed)
    {
        foreach (var argument in cmdlet.MyInvocation.BoundParameters.Where(argument => !allowed.Contains(argument.Key)))
        {
            if (IsBlank(argument.Value.Unwrap()))
            {
                throw CentryException.InvalidForAll((CanClear(cmdlet, argument.Key) ? Messages.BlankAttribute : Messages.BlankArgument).With(argument.Key));
            }
        }
    }

    private static bool CanClear(PSCmdlet cmdlet, string name) => cmdlet.GetType().GetProperty("Clear") is not null
        && AttributeParameter.Of(cmdlet.GetType()).Any(parameter => parameter.Name == name && parameter.ApiName is not null);

    private static bool IsBlank(object? value) => value switch
    {
        SecureString secret => secret.Length == 0,
        PSCredential credential => credential == PSCredential.Empty,
        ICollection items and not IDictionary => items.Count == 0 || items.Cast<object?>().Any(item => IsBlank(item.Unwrap())),
        _ => Blank.Is(value),
    };
}
