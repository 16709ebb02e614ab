using System.Net.Http.Headers;

namespace CentryPS.Tests.Sandbox;

/// <summary>A client of the API that uses no code of the module.</summary>
internal static class BareClient
{
    public static HttpClient Of(SandboxServer centry, string? token = null) => new()
    {
        BaseAddress = new Uri(centry.BaseUri, "conexion/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? centry.AccessToken) },
    };
}
