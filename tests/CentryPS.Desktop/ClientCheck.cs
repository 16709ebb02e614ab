using CentryPS.Api;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Desktop;

/// <summary>Checks the client below the cmdlets: lists, reads, updates and errors.</summary>
internal static class ClientCheck
{
    /// <summary>Signs in as Connect-Centry does.</summary>
    public static ICaller SignIn(Uri uri, string token) => new SessionFactory(new ServerUri(uri), new SendOptions())
        .WithAccessToken(token)
        .For(new SilentObserver(), CancellationToken.None);

    public static async Task RunAsync(Uri uri, string token)
    {
        var caller = SignIn(uri, token);
        var orders = await Orders.Resource.GetAllAsync(caller).ConfigureAwait(false);
        var change = new ObjectChange(orders[0].Id, new Dictionary<string, object?> { ["buyer_first_name"] = "Íñigo 🦆" });
        var order = await Orders.Resource.Update(change).SendAsync(caller).ConfigureAwait(false);
        Check.Equal("Íñigo 🦆", order.BuyerFirstName, "the updated name");
        Check.Equal(orders[0].TotalAmount, order.TotalAmount, "the amount");
        Check.Equal(orders[0].CreatedAt, order.CreatedAt, "the date");
        try
        {
            await Orders.Resource.Get("000000000000000000000000").SendAsync(caller).ConfigureAwait(false);
            throw new InvalidOperationException("A missing order was found.");
        }
        catch (CentryException exception)
        {
            Check.Equal(CentryErrorCode.NotFound, exception.ErrorCode, "the error code");
        }
    }
}
