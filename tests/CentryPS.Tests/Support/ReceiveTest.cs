using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Net;

namespace CentryPS.Tests.Support;

/// <summary>
/// A base class for tests of Receive-CentryNotification, with a clock that the test controls and a client that posts
/// notifications.
/// </summary>
public abstract class ReceiveTest : SandboxTest
{
    // A command that runs longer is stopped, which fails the test.
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(30);

    private readonly Poster _poster = new();
    private readonly TemporaryFolder _folder = new();

    private protected HeldClock Held { get; } = new();

    private protected TaskCompletionSource<string> Address { get; set; } = new();

    /// <summary>The responses to the posted bodies, in order.</summary>
    protected Task<HttpStatusCode[]> Answers { get; private set; } = Task.FromResult<HttpStatusCode[]>([]);

    protected override TimeProvider Clock => Held;

    protected string Inbox => $"-InboxPath '{_folder.File("inbox")}'";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _poster.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static int Number(PSObject item) => Convert.ToInt32(((CentryNotification)item.BaseObject).OrderId, 16);

    /// <summary>Runs the command and posts the bodies one after another as soon as it listens.</summary>
    protected Collection<PSObject> Receive(string parameters, string[] bodies, string rest = "", int port = 0, string ready = "")
    {
        Address = Address.Task.IsCompleted ? new TaskCompletionSource<string>() : Address;
        Shell.Set("address", Address);
        Answers = Task.Run(() => PostAsync(bodies)); // this thread runs the engine
        Shell.Set("answers", Answers);
        using var shell = PowerShell.Create(Shell.Runspace);
        using var limit = new Timer(_ => shell.BeginStop(callback: null, state: null), null, MaxDuration, Timeout.InfiniteTimeSpan);
        return Shell.Run(shell.AddScript($"Receive-CentryNotification -Port {port} {parameters} -OnReady {{ $address.SetResult($_); {ready} }} {rest}"));
    }

    /// <summary>Posts the bodies one after another as soon as the command listens.</summary>
    protected async Task<HttpStatusCode[]> PostAsync(string[] bodies)
    {
        var answers = new List<HttpStatusCode>();
        var address = await Address.Task.Soon();
        foreach (var body in bodies)
        {
            answers.Add(await _poster.PostAsync(address, body));
        }

        return [.. answers];
    }
}
