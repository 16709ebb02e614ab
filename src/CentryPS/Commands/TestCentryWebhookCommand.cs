using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;
using CentryPS.Notifications;

namespace CentryPS.Commands;

/// <summary>Tests whether the callbacks of webhooks can be reached, and whether their certificates are valid.</summary>
[Cmdlet(
    VerbsDiagnostic.Test,
    "CentryWebhook",
    DefaultParameterSetName = ByInputObject,
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Test-CentryWebhook.md")]
[OutputType(typeof(CentryWebhookHealth), typeof(bool))]
public sealed class TestCentryWebhookCommand : CentryCallbackCommand<CentryWebhookHealth>
{
    private const string ByCallbackUrl = "CallbackUrl";
    private const string ByInputObject = "InputObject";

    private CallbackCheck? _check;
    private bool? _isHealthy;

    /// <summary>The webhooks to test.</summary>
    [Parameter(ParameterSetName = ByInputObject, Mandatory = true, ValueFromPipeline = true)]
    public CentryWebhook[] InputObject { get; set; } = [];

    /// <summary>The callbacks to test.</summary>
    [Parameter(
        ParameterSetName = ByCallbackUrl,
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Alias("callback_url")]
    [TextOrUri, ArgumentCompleter(typeof(ValueCompleter))]
    public string[] CallbackUrl { get; set; } = [];

    /// <summary>Posts a notification to each callback that can be reached.</summary>
    [Parameter]
    public SwitchParameter Deliver { get; set; }

    /// <summary>The topic of the notification; by default the webhook's first, or OrderSave.</summary>
    [Parameter]
    [OneTopic]
    public CentryTopic? Topic { get; set; }

    /// <summary>The id of the order in the notification; by default an unused one.</summary>
    [Parameter]
    [Alias("order_id")]
    public string? OrderId { get; set; }

    /// <summary>The id of the product in the notification; by default an unused one.</summary>
    [Parameter]
    [Alias("product_id")]
    public string? ProductId { get; set; }

    /// <summary>The id of the integration configuration in the notification; by default an unused one.</summary>
    [Parameter]
    [Alias("integration_config_id")]
    public string? IntegrationConfigId { get; set; }

    /// <summary>The number of days before its expiry at which a certificate is reported.</summary>
    [Parameter]
    [ValidateRange(0, 3650)]
    public int MinimumCertificateDay { get; set; } = 14;

    /// <summary>Outputs only true or false: true if there are callbacks and all are healthy.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _check = new CallbackCheck(Time, Timeout, new CertificateValidator(Time, MinimumCertificateDay));
        ForInput(input: null, RefuseUnusedParameters);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var webhook in InputObject)
        {
            Test(webhook, webhook.CallbackUrl, webhook.Topic);
        }

        foreach (var callback in CallbackUrl)
        {
            Test(callback, callback, []);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (Quiet)
        {
            WriteObject(_isHealthy == true);
        }
    }

    private protected override void Emit(CentryWebhookHealth result)
    {
        _isHealthy = _isHealthy != false && result.IsHealthy;
        if (!Quiet)
        {
            WriteObject(result);
        }
    }

    private string[] BoundIds => [.. new[] { nameof(OrderId), nameof(ProductId), nameof(IntegrationConfigId) }
        .Where(MyInvocation.BoundParameters.ContainsKey)];

    private void RefuseUnusedParameters()
    {
        var unused = BoundIds.FirstOrDefault(_ => !Deliver || Topic is null);
        unused ??= Topic is not null && !Deliver ? nameof(Topic) : null;
        if (unused is not null)
        {
            throw CentryException.InvalidForAll(Messages.DeliverNeedsMore.With("-" + unused));
        }
    }

    private void Test(object input, string? callback, CentryTopic[] topics) => RunOrQueueError(input, () =>
    {
        if (!Deliver)
        {
            Start(input, stop => _check!.ExamineAsync(callback, deliver: null, stop));
            return;
        }

        var notification = Sample(topics);
        if (ShouldProcess(TerminalText.Show(callback ?? string.Empty), Messages.ActionSend.With(notification)))
        {
            Start(input, stop => _check!.ExamineAsync(
                callback,
                () => Client.PostAsync(callback!, notification, stop),
                stop));
        }
    });

    private CentryNotification Sample(CentryTopic[] topics)
    {
        var topic = Topic ?? topics.Append(CentryTopic.OrderSave).First();
        return BoundIds.Length > 0 ? NotificationBuilder.Build(topic, OrderId, ProductId, IntegrationConfigId)
            : NotificationBuilder.Build(topic, NotificationBuilder.UnusedId);
    }
}
