using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>Responds to a request with a fault or without one.</summary>
internal static class FaultedAnswer
{
    /// <summary>Sends the response that the fault specifies.</summary>
    /// <param name="context">The request.</param>
    /// <param name="fault">The fault; null for none.</param>
    /// <param name="act">Carries out the request and returns the response.</param>
    /// <param name="stopping">Ends a stall.</param>
    public static Task WriteAsync(HttpContext context, Fault? fault, Func<Answer> act, CancellationToken stopping) => fault?.Kind switch
    {
        FaultKind.Status => (Answer.Error(fault.Status, "Falla ensayada") with { RetryAfter = fault.RetryAfter }).WriteAsync(context),
        FaultKind.Html => Answer.Html("<html><body>Mantención</body></html>").WriteAsync(context),
        FaultKind.Empty => Empty(act).WriteAsync(context),
        FaultKind.HalfJson => Half(act()).WriteAsync(context),
        FaultKind.Cut => act().CutAsync(context),
        FaultKind.DropBefore or FaultKind.DropAfter or FaultKind.Stall or FaultKind.StallAfter => DropAsync(context, fault, act, stopping),
        _ => act().WriteAsync(context),
    };

    private static Answer Empty(Func<Answer> act)
    {
        act();
        return new Answer(200, []);
    }

    private static Answer Half(Answer whole) => whole with { Status = 200, Body = whole.Body[..(whole.Body.Length / 2)] };

    private static async Task DropAsync(HttpContext context, Fault fault, Func<Answer> act, CancellationToken stopping)
    {
        if (fault.Kind is FaultKind.DropAfter or FaultKind.StallAfter)
        {
            act();
        }

        if (fault.Kind is FaultKind.Stall or FaultKind.StallAfter)
        {
            using var aborted = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
            await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), aborted.Token)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        }

        context.Abort();
    }
}
