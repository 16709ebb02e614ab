using System.Management.Automation;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Converts a number to its digits. PowerShell would convert 2000003508419013 to <c>2.00000350841901E+15</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DigitsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PlainValue.OfArgument(inputData) is IFormattable number and (double or float)
            ? NumberText.Of(number)
            : inputData;
}
