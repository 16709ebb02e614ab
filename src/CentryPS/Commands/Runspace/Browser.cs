using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation.Host;
using System.Runtime.InteropServices;

namespace CentryPS.Commands.Runspace;

internal static class Browser
{
    /// <summary>The host of jobs and remote sessions, whose user is elsewhere.</summary>
    public const string RemoteHost = "ServerRemoteHost";

    /// <summary>True if a host has a user to prompt; false for unattended scripts.</summary>
    public static bool IsAttended(PSHost host) => IsPushed(host) is not null;

    /// <summary>True if a browser can open on this machine for the user of a host.</summary>
    public static bool IsHere(PSHost host) => IsPushed(host) == false && host.Name != RemoteHost && HasScreen();

    /// <summary>Tries to open a page. The caller also shows its address.</summary>
    public static void Open(Uri page)
    {
        try
        {
            using var browser = Process.Start(Command(page.AbsoluteUri));
        }
        catch (Exception exception) when (exception is Win32Exception
            or InvalidOperationException
            or PlatformNotSupportedException)
        {
            // There is no browser.
        }
    }

    // True if the user is in a session on another machine; null if there is no user. PowerShell wraps every host in one
    // that has the interface, and throws if the inner host does not.
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

    // The output of xdg-open and of the browser must not reach this console, and a pipe would end with this process. A
    // URI contains no quotation marks.
    private static ProcessStartInfo Command(string page)
    {
        if (FrameworkCompatibility.IsWindows)
        {
            return new ProcessStartInfo(page) { UseShellExecute = true };
        }

        var open = IsMac ? "open" : "xdg-open";
        var arguments = $"-c \"exec {open} \\\"$0\\\" </dev/null >/dev/null 2>&1\" \"{page}\"";
        return new ProcessStartInfo("/bin/sh", arguments) { UseShellExecute = false };
    }

    // xdg-open also uses $BROWSER.
    private static bool HasScreen() => Has("DISPLAY") || Has("WAYLAND_DISPLAY") || Has("BROWSER")
        || ((FrameworkCompatibility.IsWindows || IsMac) && !Has("SSH_CONNECTION"));

    private static bool Has(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static bool IsMac => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
}
