using System.Globalization;
using System.Net.Sockets;

namespace CentryPS.Tests.Notifications;

/// <summary>Receive-CentryNotification fails when it can no longer listen.</summary>
public sealed class ReceiveFailureTests : ReceiveTest
{
    [Fact]
    public async Task Receive_fails_when_its_socket_no_longer_accepts_connections()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A test can find the socket of a port only on Linux.");
        Shell.Set("break", (Action<string>)Break);

        var output = await Held.RunAsync(Task.Run(() => Shell.Run("Receive-CentryNotification -Port 0 -OnReady { $ErrorActionPreference = 'Stop'; $break.Invoke($_) }")));

        Assert.Empty(output);
        Assert.EndsWith(",CentryPS.Commands.ReceiveCentryNotificationCommand", Shell.Error.FullyQualifiedErrorId);
        Assert.IsType<SocketException>(Shell.Error.Exception.InnerException);
    }

    // A shutdown through a second handle affects the socket itself.
    private static void Break(string address)
    {
        var port = $":{new Uri(address).Port:X4}";
        const string Listening = "0A";
        var inode = File.ReadLines("/proc/self/net/tcp").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .First(part => part[1].EndsWith(port, StringComparison.Ordinal) && part[3] == Listening)[9];
        var handle = new DirectoryInfo("/proc/self/fd").GetFiles().First(file => file.LinkTarget == $"socket:[{inode}]").Name;
        using var socket = new Socket(new SafeSocketHandle(int.Parse(handle, CultureInfo.InvariantCulture), ownsHandle: false));
        socket.Shutdown(SocketShutdown.Both);
    }
}
