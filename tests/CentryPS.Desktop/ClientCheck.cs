using CentryPS.Api;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Desktop;

/// <summary>The client below the cmdlets: lists, reads, changes, and hears what is wrong.</summary>
internal static class ClientCheck
{
    /// <summary>A session as Connect-Centry makes it.</summary>
    public static ICaller SignIn(Uri uri, string token) => new SessionFactory(new ServerUri(uri), new SendOptions())
        .WithAccessToken(token)
        .For(new SilentObserver(), CancellationToken.None);

    public static async Task RunAsync(Uri uri, string token)
    {
        var caller = SignIn(uri, token);
        var orders = await Orders.Resource.GetAllAsync(caller).ConfigureAwait(false);
        var order = await caller.SendAsync(Orders.Resource.Update(new ObjectChange(orders[0].Id, new Dictionary<string, object?> { ["buyer_first_name"] = "Íñigo 🦆" }))).ConfigureAwait(false);
        Check.Equal("Íñigo 🦆", order.BuyerFirstName, "what was changed");
        Check.Equal(orders[0].TotalAmount, order.TotalAmount, "an amount");
        Check.Equal(orders[0].CreatedAt, order.CreatedAt, "a date");
        try
        {
            await caller.SendAsync(Orders.Resource.Get("000000000000000000000000")).ConfigureAwait(false);
            throw new InvalidOperationException("It found what is not there.");
        }
        catch (CentryException exception)
        {
            Check.Equal(CentryErrorCode.NotFound, exception.ErrorCode, "the code");
        }
    }
}
