using System.Management.Automation;
using System.Management.Automation.Internal;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Values as the engine passes them.</summary>
internal static class PSObjectExtensions
{
    /// <summary>
    /// The value that the engine wrapped; a custom object, which is nothing but its wrapper, stays as it is. The empty result of a
    /// command is <see cref="Blank.NoResult"/>.
    /// </summary>
    public static object? Unwrap(this object? value) =>
        ReferenceEquals(value, AutomationNull.Value) ? Blank.NoResult
        : value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject
        : value;
}
