using System.Management.Automation;
using CentryPS.Commands.Parameters;

namespace CentryPS.Commands.Base;

/// <summary>What the user prefers: by a common parameter of the command, or else by a preference variable.</summary>
internal static class CmdletPreferences
{
    /// <summary>Whether the first error ends the pipeline.</summary>
    public static bool StopsAtErrors(this PSCmdlet cmdlet) =>
        Is(cmdlet.Find("ErrorAction", "ErrorActionPreference"), ActionPreference.Stop);

    /// <summary>Whether the verbose stream is wanted.</summary>
    public static bool IsVerbose(this PSCmdlet cmdlet) => IsOn(cmdlet.Find("Verbose", "VerbosePreference"));

    /// <summary>Whether the debug stream is wanted.</summary>
    public static bool IsDebug(this PSCmdlet cmdlet) => IsOn(cmdlet.Find("Debug", "DebugPreference"));

    /// <summary>Whether the information stream is wanted.</summary>
    public static bool IsInformed(this PSCmdlet cmdlet) => IsOn(cmdlet.Find("InformationAction", "InformationPreference"));

    /// <summary>Whether the command only shows what it would do.</summary>
    public static bool IsWhatIf(this PSCmdlet cmdlet) => LanguagePrimitives.IsTrue(cmdlet.Find("WhatIf", "WhatIfPreference"));

    /// <summary>Whether a person is to be asked before what matters so much, as <c>ShouldProcess</c> decides it.</summary>
    public static bool AsksFor(this PSCmdlet cmdlet, ConfirmImpact impact)
    {
        var preference = cmdlet.Find("Confirm", "ConfirmPreference");
        return preference is SwitchParameter given ? given.IsPresent
            : LanguagePrimitives.TryConvertTo<ConfirmImpact>(preference, out var least) && least != ConfirmImpact.None && least <= impact;
    }

    private static object? Find(this PSCmdlet cmdlet, string parameter, string variable) =>
        (cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var bound) ? bound : cmdlet.GetVariableValue(variable)).Unwrap();

    private static bool IsOn(object? value) => value is SwitchParameter given
        ? given.IsPresent
        : value is not null && !Is(value, ActionPreference.SilentlyContinue) && !Is(value, ActionPreference.Ignore);

    private static bool Is(object? value, ActionPreference preference) => value is ActionPreference own
        ? own == preference
        : string.Equals(value?.ToString(), preference.ToString(), StringComparison.OrdinalIgnoreCase);
}
