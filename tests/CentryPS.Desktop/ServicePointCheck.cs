using System.Net;
using CentryPS.Api;

namespace CentryPS.Desktop;

/// <summary>What is set for the server that is asked, and left as it is for all others.</summary>
internal static class ServicePointCheck
{
    public static async Task RunAsync(Uri uri, string token)
    {
        var other = ServicePointManager.FindServicePoint(new Uri("http://localhost:9"));
        var before = (Settings(other), ServicePointManager.Expect100Continue, ServicePointManager.UseNagleAlgorithm);
        await Orders.Resource.GetRecentAsync(ClientCheck.SignIn(uri, token), DateTimeOffset.UtcNow).ConfigureAwait(false);

        Check.Equal((false, false, 300_000), Settings(ServicePointManager.FindServicePoint(uri)), "our server's settings");
        Check.Equal(before, (Settings(other), ServicePointManager.Expect100Continue, ServicePointManager.UseNagleAlgorithm), "everybody else's");
    }

    private static (bool Expects, bool Waits, int Lease) Settings(ServicePoint point) =>
        (point.Expect100Continue, point.UseNagleAlgorithm, point.ConnectionLeaseTimeout);
}
