using System.Management.Automation;
using CentryPS.Commands.Parameters;

namespace CentryPS.Commands.Base;

/// <summary>The preferences of the user: a common parameter of the command, or a preference variable.</summary>
internal static class CmdletPreferences
{
    public static bool StopsAtErrors(this PSCmdlet cmdlet) =>
        Is(cmdlet.Find("ErrorAction", "ErrorActionPreference"), ActionPreference.Stop);

    public static bool IsVerbose(this PSCmdlet cmdlet) => IsOn(cmdlet.Find("Verbose", "VerbosePreference"));

    public static bool IsDebug(this PSCmdlet cmdlet) => IsOn(cmdlet.Find("Debug", "DebugPreference"));

    public static bool IsInformed(this PSCmdlet cmdlet) =>
        IsOn(cmdlet.Find("InformationAction", "InformationPreference"));

    public static bool IsWhatIf(this PSCmdlet cmdlet) =>
        LanguagePrimitives.IsTrue(cmdlet.Find("WhatIf", "WhatIfPreference"));

    /// <summary>Whether <c>ShouldProcess</c> asks the user to confirm a change of this impact.</summary>
    public static bool AsksFor(this PSCmdlet cmdlet, ConfirmImpact impact)
    {
        var preference = cmdlet.Find("Confirm", "ConfirmPreference");
        return preference is SwitchParameter given ? given.IsPresent
            : LanguagePrimitives.TryConvertTo<ConfirmImpact>(preference, out var least)
                && least != ConfirmImpact.None
                && least <= impact;
    }

    private static object? Find(this PSCmdlet cmdlet, string parameter, string variable)
    {
        var isBound = cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var bound);
        return (isBound ? bound : cmdlet.GetVariableValue(variable)).Unwrap();
    }

    private static bool IsOn(object? value) => value is SwitchParameter given
        ? given.IsPresent
        : value is not null && !Is(value, ActionPreference.SilentlyContinue) && !Is(value, ActionPreference.Ignore);

    private static bool Is(object? value, ActionPreference preference) => value is ActionPreference own
        ? own == preference
        : string.Equals(value?.ToString(), preference.ToString(), StringComparison.OrdinalIgnoreCase);
}
