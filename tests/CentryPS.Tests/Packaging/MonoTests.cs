using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Packaging;

/// <summary>The Desktop assembly at work on Mono, as far as that is .NET Framework; where it is not installed, that is said.</summary>
public sealed class MonoTests : IAsyncLifetime
{
    private static readonly string Program = Path.Combine(
        PowerShellHost.Root, "tests", "CentryPS.Desktop", "bin", BuiltModule.Configuration, "net472", "CentryPS.Desktop.exe");

    private SandboxServer? _centry;

    public async ValueTask InitializeAsync() => _centry = await SandboxServer.StartAsync(new SandboxOptions { RecordRequests = true });

    public async ValueTask DisposeAsync() => await _centry!.DisposeAsync();

    [Fact]
    public async Task The_client_sends_what_was_said_and_no_more()
    {
        await RunAsync("client", _centry!.BaseUri.AbsoluteUri, _centry.AccessToken);

        var change = Assert.Single(_centry.Requests, request => request.Method == "PUT");
        Assert.Equal("""{"buyer_first_name":"Íñigo 🦆"}""", Regex.Unescape(change.Body));
        Assert.All(_centry.Requests, request => Assert.Equal("gzip", request.Headers["Accept-Encoding"]));
        Assert.All(_centry.Requests, request => Assert.False(request.Headers.ContainsKey("Expect")));
    }

    [Fact]
    public Task Only_for_the_server_that_is_asked_something_is_set() => RunAsync("service-point", _centry!.BaseUri.AbsoluteUri, _centry.AccessToken);

    [Fact]
    public Task What_other_modules_ask_for_is_left_to_their_handlers() => RunAsync("resolve");

    private static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("mono", [Program, .. arguments]) { RedirectStandardError = true };
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
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, said);
        }
    }
}
