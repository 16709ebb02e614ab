using System.Management.Automation;
using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes a parameter with the values that Centry documents for it. Needs no session.</summary>
public sealed class ClosedSetCompleter : WordCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request) =>
        ValuesOf(request.Parameter)
        .StartingWith(request.Word)
        .Select(known => new CompletionResult(
            known.Value, known.Value, CompletionResultType.ParameterValue, known.Meaning));

    private static ClosedSet ValuesOf(string parameter) => parameter switch
    {
        nameof(SetCentryOrderCommand.Status) => ClosedSet.OrderStatus,
        nameof(SetCentryOrderCommand.BuyerGender) => ClosedSet.Gender,
        nameof(SetCentryOrderCommand.PaymentMode) => ClosedSet.PaymentMode,
        _ => ClosedSet.Scope,
    };
}
