using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Receives what Centry posts to a callback URL, as it comes.</summary>
[Cmdlet(VerbsCommunications.Receive, "CentryNotification", DefaultParameterSetName = "Port", HelpUri = HelpLinks.Root + "Receive-CentryNotification.md")]
[OutputType(typeof(CentryNotification))]
public sealed partial class ReceiveCentryNotificationCommand
{
    /// <summary>The port of this machine alone (loopback); 0 is any that is free.</summary>
    [Parameter(ParameterSetName = "Port")]
    [ValidateRange(0, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>Where to listen, as HttpListener takes it, for example <c>http://+:8080/centry/</c>.</summary>
    [Parameter(ParameterSetName = "Prefix", Mandatory = true)]
    public string Prefix { get; set; } = string.Empty;

    /// <summary>The only path that is answered; any other is 404.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public string? Path { get; set; }

    /// <summary>Only these topics; any other is accepted and forgotten.</summary>
    [Parameter]
    [Topic]
    public CentryTopic[]? Topic { get; set; }

    /// <summary>Ends after so many.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>Ends after so many seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; }

    /// <summary>What to run as soon as it listens; it is given the address to post to.</summary>
    [Parameter]
    public ScriptBlock? OnReady { get; set; }

    /// <summary>A folder that keeps notifications until the pipeline has taken them.</summary>
    [Parameter]
    public string? InboxPath { get; set; }

    /// <summary>How often one is given to the pipeline before it is laid aside as dead.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int MaximumAttempt { get; set; } = 5;

    /// <summary>How much may wait in the inbox, in bytes; beyond it, Centry gets 503.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long MaximumInboxSize { get; set; } = 256 * 1024 * 1024;

    /// <summary>Asks Centry first for what changed since the last notification in the inbox.</summary>
    [Parameter]
    public SwitchParameter CatchUp { get; set; }

    /// <summary>Since when <see cref="CatchUp"/> asks.</summary>
    [Parameter]
    [Date]
    public DateTimeOffset? Since { get; set; }
}
