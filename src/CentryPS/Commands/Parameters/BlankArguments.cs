using System.Collections;
using System.Management.Automation;
using System.Security;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

internal static class BlankArguments
{
    // An empty or misspelt variable must not mean "all" or "unchanged".
    public static void Refuse(PSCmdlet cmdlet, params string[] allowed)
    {
        foreach (var argument in cmdlet.MyInvocation.BoundParameters.Where(argument => !allowed.Contains(argument.Key)))
        {
            if (IsBlank(argument.Value.Unwrap()))
            {
                var message = CanClear(cmdlet, argument.Key) ? Messages.BlankAttribute : Messages.BlankArgument;
                throw CentryException.InvalidForAll(message.With(argument.Key));
            }
        }
    }

    private static bool CanClear(PSCmdlet cmdlet, string name) => cmdlet.GetType().GetProperty("Clear") is not null
        && AttributeParameters.Of(cmdlet.GetType()).Single.Any(parameter => parameter.Name == name);

    private static bool IsBlank(object? value) => value switch
    {
        SecureString secret => secret.Length == 0,
        PSCredential credential => credential == PSCredential.Empty,
        ICollection items and not IDictionary => items.Count == 0
            || items.Cast<object?>().Any(item => IsBlank(item.Unwrap())),
        _ => Blank.Is(value),
    };
}
