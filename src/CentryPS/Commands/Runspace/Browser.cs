using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation.Host;
using System.Runtime.InteropServices;

namespace CentryPS.Commands.Runspace;

/// <summary>The browser of the person at the prompt.</summary>
internal static class Browser
{
    // The host of a job and of a session over the network: the person sits elsewhere.
    public const string RemoteHost = "ServerRemoteHost";

    /// <summary>Whether a host has a person who can be asked: one that runs scripts unattended has no interactive session.</summary>
    public static bool IsAttended(PSHost host) => IsPushed(host) is not null;

    /// <summary>Whether a browser can open on this machine for the person at a host.</summary>
    public static bool IsHere(PSHost host) => IsPushed(host) == false && host.Name != RemoteHost && HasScreen();

    /// <summary>Tries to open a page. The caller also shows its address.</summary>
    public static void Open(Uri page)
    {
        try
        {
            using var browser = Process.Start(Command(page.AbsoluteUri));
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // There is none.
        }
    }

    // Whether the person is in a session on another machine; null where there is no person. The engine wraps every host in one that has
    // the interface, and throws for those that do not.
    private static bool? IsPushed(PSHost host)
    {
        try
        {
            return (host as IHostSupportsInteractiveSession)?.IsRunspacePushed;
        }
        catch (NotImplementedException)
        {
            return null;
        }
    }

    // What xdg-open and the browser write is not for this console, and a pipe would end with this process. A URI has no quotation marks.
    private static ProcessStartInfo Command(string page) => IsWindows
        ? new ProcessStartInfo(page) { UseShellExecute = true }
        : new ProcessStartInfo("/bin/sh", $"-c \"exec {(IsMac ? "open" : "xdg-open")} \\\"$0\\\" </dev/null >/dev/null 2>&1\" \"{page}\"") { UseShellExecute = false };

    // xdg-open takes $BROWSER too.
    private static bool HasScreen() =>
        Has("DISPLAY") || Has("WAYLAND_DISPLAY") || Has("BROWSER") || ((IsWindows || IsMac) && !Has("SSH_CONNECTION"));

    private static bool Has(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private static bool IsMac => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
}
