using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>Values as the engine hands them over.</summary>
internal static class PSObjectExtensions
{
    /// <summary>The value that the engine wrapped; a custom object, which is nothing but its wrapper, stays as it is.</summary>
    public static object? Unwrap(this object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
