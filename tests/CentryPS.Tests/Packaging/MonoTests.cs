using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Packaging;

/// <summary>The Desktop assembly runs on Mono; the tests are skipped when Mono is not installed.</summary>
public sealed class MonoTests : IAsyncLifetime
{
    private static readonly string Program = Path.Combine(
        PowerShellHost.Root, "tests", "CentryPS.Desktop", "bin", BuiltModule.Configuration, "net472", "CentryPS.Desktop.exe");

    private SandboxServer? _centry;

    public async ValueTask InitializeAsync() => _centry = await SandboxServer.StartAsync(new SandboxOptions { RecordRequests = true });

    public async ValueTask DisposeAsync() => await _centry!.DisposeAsync();

    [Fact]
    public async Task Client_on_Mono_sends_only_the_specified_attributes()
    {
        await RunAsync("client", _centry!.BaseUri.AbsoluteUri, _centry.AccessToken);

        var change = Assert.Single(_centry.Requests, request => request.Method == "PUT");
        Assert.Equal("""{"buyer_first_name":"Íñigo 🦆"}""", Regex.Unescape(change.Body));
        Assert.All(_centry.Requests, request => Assert.Equal("gzip", request.Headers["Accept-Encoding"]));
        Assert.All(_centry.Requests, request => Assert.False(request.Headers.ContainsKey("Expect")));
    }

    [Fact]
    public Task Client_on_Mono_configures_only_the_ServicePoint_of_its_server() => RunAsync("service-point", _centry!.BaseUri.AbsoluteUri, _centry.AccessToken);

    [Fact]
    public Task Assembly_resolver_on_Mono_ignores_requests_of_other_modules() => RunAsync("resolve");

    [Fact]
    public Task Numbers_on_Mono_have_the_same_digits_as_on_NET() => RunAsync("numbers");

    private static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("mono", [Program, .. arguments])
        {
            RedirectStandardError = true,
            Environment = { ["http_proxy"] = "http://127.0.0.1:1" }, // the system proxy on Mono: a call through it fails
        };
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("mono is not installed.");
        }

        using (process)
        {
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, errors);
        }
    }
}
