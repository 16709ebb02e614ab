using System.Management.Automation;
using System.Net;
using System.Net.Sockets;

namespace CentryPS.Tests.Commands;

/// <summary>Callbacks are called in parallel, reported in input order, and cancelled by a stop.</summary>
public sealed class CallbackCommandTests : IDisposable
{
    private readonly PowerShellHost _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Test_webhook_checks_callbacks_in_parallel_and_reports_in_input_order()
    {
        var left = 12;
        var haveCome = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new RawServer(async (request, stream, stop) =>
        {
            if (request.Length > 0)
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    haveCome.SetResult();
                }

                await haveCome.Task.Soon();
                await stream.WriteAsync(Script.Status(200), stop);
            }
        });
        string[] urls = [.. Enumerable.Range(0, 12).Select(i => $"{server.BaseUri}{i}")];
        _shell.Set("urls", urls);

        var healths = _shell.Run("Test-CentryWebhook $urls -Deliver -ThrottleLimit 12").Select(item => (CentryWebhookHealth)item.BaseObject);

        Assert.Equal(urls.Select(url => ((string?)url, true)), healths.Select(health => (health.CallbackUrl, health.IsHealthy)));
    }

    [Fact]
    public void Test_webhook_limits_the_number_of_concurrent_callbacks()
    {
        int open = 0, most = 0;
        using var server = new RawServer(async (request, stream, stop) =>
        {
            if (request.Length > 0)
            {
                most = Math.Max(most, Interlocked.Increment(ref open));
                for (var i = 0; i < 100; i++)
                {
                    await Task.Yield(); // gives other calls a chance to start
                }

                Interlocked.Decrement(ref open);
                await stream.WriteAsync(Script.Status(200), stop);
            }
        });
        _shell.Set("urls", Enumerable.Repeat(server.BaseUri.OriginalString, 30).ToArray());

        _shell.Run("Test-CentryWebhook $urls -Deliver -ThrottleLimit 1");

        Assert.Equal(1, most);
    }

    [Fact]
    public void Send_posts_in_parallel_and_reports_in_input_order()
    {
        var left = 6;
        var haveCome = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new RawServer(async (_, stream, stop) =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                haveCome.SetResult();
            }

            await haveCome.Task.Soon();
            await stream.WriteAsync(Script.Status(200), stop);
        });

        var urls = _shell.Run($$"""
            'a', 'b', 'c' | ForEach-Object { @{ topic = 'on_order_save'; order_id = $_ * 24 } } |
                Send-CentryNotification -CallbackUrl {{server.BaseUri}}1, {{server.BaseUri}}2 | ForEach-Object { $_.CallbackUrl.Split('/')[-1] }
            """);

        Assert.Equal(["1", "2", "1", "2", "1", "2"], urls.Select(url => url.ToString()));
        Assert.Equal(["a", "a", "b", "b", "c", "c"], server.Heads.Select(head => head[^3..^2]).Order());
    }

    [Fact]
    public void Send_reports_an_error_for_each_invalid_input_and_sends_the_others()
    {
        var hasComeLast = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new RawServer(async (request, stream, stop) =>
        {
            await (request.Contains("on_order_save") ? hasComeLast.Task.Soon() : Task.CompletedTask);
            hasComeLast.TrySetResult();
            await stream.WriteAsync(Script.Status(200), stop);
        });

        var results = _shell.Run($$"""
            '{"topic":"on_order_save","order_id":"59c2bd4aa8d1d10b0c9c3f11"}', '{}', 'hola', '{"topic":"on_order_delete","order_id":"59c2bd4aa8d1d10b0c9c3f12"}' |
                Send-CentryNotification {{server.BaseUri}}1 2>&1
            """);

        Assert.Equal(
            ["OrderSave", "InvalidNotification {}", "InvalidNotification hola", "OrderDelete"],
            results.Select(item => item.BaseObject is ErrorRecord error ? $"{error.FullyQualifiedErrorId.Split(',')[0]} {error.TargetObject}" : $"{((CentryDelivery)item.BaseObject).Topic}"));
    }

    [Fact]
    public async Task Stop_ends_a_TLS_handshake_that_hangs()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var shell = PowerShell.Create(_shell.Runspace);

        var running = shell.AddScript($"Test-CentryWebhook https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port} -TimeoutSec 3600").BeginInvoke();
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().Soon();
        await Task.Run(shell.Stop).Soon();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.True(running.IsCompleted);
        // Closed or reset.
        await Task.WhenAny(client.GetStream().CopyToAsync(Stream.Null, TestContext.Current.CancellationToken)).Soon();
    }

    [Fact]
    public async Task Stop_ends_a_delivery_that_hangs()
    {
        TaskCompletionSource hasCome = new(), isLeft = new();
        using var server = new RawServer(async (_, stream, stop) =>
        {
            hasCome.SetResult();
            await stream.ReadAsync(new byte[1], stop).AsTask().ContinueWith(_ => 0, TaskScheduler.Default);
            isLeft.SetResult();
        });
        using var shell = PowerShell.Create(_shell.Runspace);

        var running = shell.AddScript($"Send-CentryNotification {server.BaseUri} -Topic OrderSave -OrderId a -TimeoutSec 3600").BeginInvoke();
        await hasCome.Task.Soon();
        await Task.Run(shell.Stop).Soon();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.True(running.IsCompleted);
        await isLeft.Task.Soon();
    }
}
