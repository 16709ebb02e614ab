using System.Net;
using CentryPS.Api;

namespace CentryPS.Desktop;

/// <summary>Checks that a call configures the ServicePoint of its server and no other.</summary>
internal static class ServicePointCheck
{
    public static async Task RunAsync(Uri uri, string token)
    {
        var other = ServicePointManager.FindServicePoint(new Uri("http://localhost:9"));
        var before = (Settings(other), ServicePointManager.Expect100Continue, ServicePointManager.UseNagleAlgorithm);
        await Orders.Resource.GetRecentAsync(ClientCheck.SignIn(uri, token), DateTimeOffset.UtcNow).ConfigureAwait(false);

        Check.Equal((false, false, 300_000), Settings(ServicePointManager.FindServicePoint(uri)), "the settings of the called server");
        Check.Equal(before, (Settings(other), ServicePointManager.Expect100Continue, ServicePointManager.UseNagleAlgorithm), "the settings of other servers");
    }

    private static (bool Expect100Continue, bool UseNagle, int Lease) Settings(ServicePoint point) =>
        (point.Expect100Continue, point.UseNagleAlgorithm, point.ConnectionLeaseTimeout);
}
