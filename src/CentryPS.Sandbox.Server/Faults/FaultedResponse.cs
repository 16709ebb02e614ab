using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>Sends the response to a request, with a fault if one applies.</summary>
internal static class FaultedResponse
{
    /// <summary>Sends the response that the fault specifies; the correct response if there is no fault.</summary>
    /// <param name="context">The request.</param>
    /// <param name="fault">The fault; null for none.</param>
    /// <param name="handle">Carries out the request and returns the response.</param>
    /// <param name="stopping">Ends a stall.</param>
    public static Task WriteAsync(
        HttpContext context,
        Fault? fault,
        Func<ApiResponse> handle,
        CancellationToken stopping) =>
        fault?.Kind switch
        {
            FaultKind.Status => Error(fault).WriteAsync(context),
            FaultKind.Html => ApiResponse.Html("<html><body>Mantención</body></html>").WriteAsync(context),
            FaultKind.Empty => Empty(handle).WriteAsync(context),
            FaultKind.HalfJson => Half(handle()).WriteAsync(context),
            FaultKind.Cut => handle().CutAsync(context),
            FaultKind.DropBefore or FaultKind.DropAfter or FaultKind.Stall or FaultKind.StallAfter =>
                DropAsync(context, fault, handle, stopping),
            _ => handle().WriteAsync(context),
        };

    private static ApiResponse Error(Fault fault) =>
        ApiResponse.Error(fault.Status, "Falla ensayada") with { RetryAfter = fault.RetryAfter };

    private static ApiResponse Empty(Func<ApiResponse> handle)
    {
        handle();
        return new ApiResponse(200, []);
    }

    private static ApiResponse Half(ApiResponse whole) =>
        whole with { Status = 200, Body = whole.Body[..(whole.Body.Length / 2)] };

    private static async Task DropAsync(
        HttpContext context,
        Fault fault,
        Func<ApiResponse> handle,
        CancellationToken stopping)
    {
        if (fault.Kind is FaultKind.DropAfter or FaultKind.StallAfter)
        {
            handle();
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
