using System.Management.Automation;
using CentryPS.Commands.Parameters;

namespace CentryPS.Commands.Base;

/// <summary>Reads the user's preferences from the common parameters of a command or the preference variables.</summary>
internal static class CmdletPreferences
{
    public static bool StopsAtErrors(this PSCmdlet cmdlet) =>
        Is(cmdlet.Find("ErrorAction", "ErrorActionPreference"), ActionPreference.Stop);

    public static bool IsVerbose(this PSCmdlet cmdlet) => IsOn(cmdlet.Find("Verbose", "VerbosePreference"));

    public static bool IsDebug(this PSCmdlet cmdlet) => IsOn(cmdlet.Find("Debug", "DebugPreference"));

    public static bool ShowsInformation(this PSCmdlet cmdlet) =>
        IsOn(cmdlet.Find("InformationAction", "InformationPreference"));

    public static bool IsWhatIf(this PSCmdlet cmdlet) =>
        LanguagePrimitives.IsTrue(cmdlet.Find("WhatIf", "WhatIfPreference"));

    /// <summary>Returns true if <c>ShouldProcess</c> asks the user to confirm a change of this impact.</summary>
    public static bool RequiresConfirmation(this PSCmdlet cmdlet, ConfirmImpact impact)
    {
        var preference = cmdlet.Find("Confirm", "ConfirmPreference");
        return preference is SwitchParameter given ? given.IsPresent
            : LanguagePrimitives.TryConvertTo<ConfirmImpact>(preference, out var threshold)
                && threshold != ConfirmImpact.None
                && threshold <= impact;
    }

    private static object? Find(this PSCmdlet cmdlet, string parameter, string variable)
    {
        var isBound = cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var bound);
        return (isBound ? bound : cmdlet.GetVariableValue(variable)).Unwrap();
    }

    private static bool IsOn(object? value) => value is SwitchParameter given
        ? given.IsPresent
        : value is not null && !Is(value, ActionPreference.SilentlyContinue) && !Is(value, ActionPreference.Ignore);

    private static bool Is(object? value, ActionPreference preference) =>
        string.Equals(value?.ToString(), preference.ToString(), StringComparison.OrdinalIgnoreCase);
}
