using System.Management.Automation;

namespace CentryPS.Commands.Runspace;

/// <summary>Runs the script block of <c>Receive-CentryNotification -OnReady</c>.</summary>
internal static class ReadyScript
{
    // Discards the output, which is no notification, but collects the errors. A variable that the wrapper defined
    // outside the inner block would hide the user's variable of the same name.
    private const string Wrapper =
        "& $args[0] $args[1] 2>&1 | & { param($output) process { $output.Add($_) } } $args[2]";

    /// <summary>Runs it with an address as <c>$_</c> and as its argument, and writes its errors.</summary>
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
