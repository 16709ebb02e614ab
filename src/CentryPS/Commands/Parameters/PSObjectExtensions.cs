using System.Management.Automation;
using System.Management.Automation.Internal;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

internal static class PSObjectExtensions
{
    /// <summary>
    /// The value without its wrapper. A custom object, which consists only of its wrapper, is returned as it is, and
    /// the empty result of a command as <see cref="Blank.NoResult"/>.
    /// </summary>
    public static object? Unwrap(this object? value) =>
        ReferenceEquals(value, AutomationNull.Value) ? Blank.NoResult
        : value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject
        : value;
}
