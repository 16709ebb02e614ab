using System.Management.Automation;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that compares the webhooks of the account with the desired ones.</summary>
public abstract class CentryDesiredWebhookCommand : CentrySessionCommand
{
    /// <summary>
    /// The desired webhooks: rows, hashtables, JSON objects or webhooks, each with a callback URL and topics.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyCollection]
    public object?[]? DesiredWebhook { get; set; }

    /// <summary>The callback URLs of the webhooks to compare. Wildcards are allowed.</summary>
    [Parameter]
    [Alias("callback_url")]
    [SupportsWildcards, ArgumentCompleter(typeof(ValueCompleter))]
    public string? CallbackUrl { get; set; }

    private protected DesiredWebhooks Desired { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(CallbackUrl, () =>
        {
            BlankArguments.Refuse(this, nameof(DesiredWebhook));
            Desired = new DesiredWebhooks(CallbackUrl);
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var row in DesiredWebhook ?? [null])
        {
            ForInput(row, () => Desired.Add(row));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Desired.Refused > 0)
        {
            WriteWarning(Messages.RowsRefused.With(Desired.Refused));
        }
        else
        {
            ForInput(CallbackUrl, Compare);
        }

        base.EndProcessing();
    }

    /// <summary>
    /// Compares the desired webhooks with those of the account. All rows have been read without an error.
    /// </summary>
    private protected abstract void Compare();
}
