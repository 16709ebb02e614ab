using System.Management.Automation;

namespace CentryPS.Commands.Runspace;

/// <summary>Runs the script block of <c>Receive-CentryNotification -OnReady</c>.</summary>
internal static class ReadyScript
{
    // Its output is no notification, but its errors must not be lost. This wrapper defines no variable for the script
    // block itself, where it would hide one of the user's.
    private const string Wrapper =
        "& $args[0] $args[1] 2>&1 | & { param($output) process { $output.Add($_) } } $args[2]";

    /// <summary>Runs it with an address as <c>$_</c> and as its argument, and discards its output.</summary>
    public static void Run(ScriptBlock script, string address, Action<ErrorRecord> writeError)
    {
        var output = new List<object?>(); // filled even if the script block throws
        try
        {
            // A new script block belongs to this runspace.
            ScriptBlock.Create(Wrapper)
                .InvokeWithContext(functionsToDefine: null, [new PSVariable("_", address)], script, address, output);
        }
        finally
        {
            output.OfType<ErrorRecord>().ToList().ForEach(writeError);
        }
    }
}
