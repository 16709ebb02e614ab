using System.Management.Automation;
using System.Net;

namespace CentryPS.Tests.Session;

/// <summary>Runs <c>Connect-Centry -Interactive</c> in an engine, and acts as its user with a browser.</summary>
internal sealed class BrowserSignIn : IDisposable
{
    public const string Application = "$application = [pscredential]::new('sandbox-client', (ConvertTo-SecureString sandbox-secret -AsPlainText));";

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly TaskCompletionSource<string> _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PowerShellHost _host;
    private readonly PowerShell _shell;
    private readonly Task _run;

    public BrowserSignIn(PowerShellHost host, SandboxServer centry, string redirectUri, string before = "")
    {
        _host = host;
        _shell = PowerShell.Create(host.Runspace);
        _shell.Streams.Information.DataAdded += (_, added) => _shown.TrySetResult(_shell.Streams.Information[added.Index].MessageData.ToString()!);
        _shell.AddScript($"{Application} {before} Connect-Centry -Credential $application -Interactive -RedirectUri '{redirectUri}' -BaseUri {centry.BaseUri} -Verbose -Debug");
        _run = Task.Run(() => host.Run(_shell));
    }

    /// <summary>Returns the text shown to the user; null if the command ended without showing any.</summary>
    public async Task<string?> TextAsync() => await Task.WhenAny(_shown.Task, _run) == _run && !_shown.Task.IsCompleted ? null : await _shown.Task;

    /// <summary>Returns the URL of the authorization page.</summary>
    public async Task<Uri> PageAsync() => new((await TextAsync())!.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal)));

    /// <summary>Authorizes or denies on the page, and returns the redirect URL.</summary>
    public async Task<Uri> PressAsync(Uri page, bool authorizes = true)
    {
        using var form = new StringContent(authorizes ? string.Empty : "_method=delete");
        using var answer = await _browser.PostAsync(page, form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!;
    }

    /// <summary>Opens a URL and returns the status and the page.</summary>
    public async Task<(HttpStatusCode Status, string Page)> OpenAsync(Uri address, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Presses Ctrl-C.</summary>
    public void Stop() => _shell.Stop();

    /// <summary>Waits until the command ends; returns its messages and errors.</summary>
    public async Task<string> EndAsync()
    {
        await _run;
        return string.Join('\n', _host.Verbose.Concat(_host.Debug).Concat(_host.Warnings).Concat(_host.Errors.Select(error => $"{error} {error.Exception} {error.ErrorDetails}")));
    }

    public void Dispose()
    {
        _shell.Dispose();
        _browser.Dispose();
    }
}
