using System.Management.Automation;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Takes a number as its digits. PowerShell would make <c>2.00000350841901E+15</c> of 2000003508419013 from a workbook.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DigitsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PlainValue.OfArgument(inputData) is IFormattable number and (double or float) ? NumberText.Of(number) : inputData;
}
