using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;
using CentryPS.Notifications;

namespace CentryPS.Commands;

/// <summary>Posts a notification to callbacks as Centry does.</summary>
[Cmdlet(
    VerbsCommunications.Send,
    "CentryNotification",
    DefaultParameterSetName = ByTopic,
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Send-CentryNotification.md")]
[OutputType(typeof(CentryDelivery))]
public sealed class SendCentryNotificationCommand : CentryCallbackCommand<CentryDelivery>
{
    private const string ByTopic = "Topic";
    private const string ByInputObject = "InputObject";

    /// <summary>The callbacks to post to.</summary>
    [Parameter(ParameterSetName = ByTopic, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject, Mandatory = true, Position = 0)]
    [Alias("callback_url"), ArgumentCompleter(typeof(ValueCompleter))]
    public string[] CallbackUrl { get; set; } = [];

    /// <summary>The topic.</summary>
    [Parameter(ParameterSetName = ByTopic, Mandatory = true)]
    [OneTopic]
    public CentryTopic Topic { get; set; }

    /// <summary>The id of the order.</summary>
    [Parameter(ParameterSetName = ByTopic)]
    [Alias("order_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? OrderId { get; set; }

    /// <summary>The id of the product.</summary>
    [Parameter(ParameterSetName = ByTopic)]
    [Alias("product_id")]
    public string? ProductId { get; set; }

    /// <summary>The id of the integration configuration.</summary>
    [Parameter(ParameterSetName = ByTopic)]
    [Alias("integration_config_id")]
    public string? IntegrationConfigId { get; set; }

    /// <summary>The notifications to post again.</summary>
    [Parameter(ParameterSetName = ByInputObject, Mandatory = true, ValueFromPipeline = true)]
    public object[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByTopic)
        {
            RunOrQueueError(CallbackUrl, () => Send(
                CallbackUrl,
                NotificationBuilder.Build(Topic, OrderId, ProductId, IntegrationConfigId)));
        }

        foreach (var item in InputObject)
        {
            RunOrQueueError(item, () => Send(item, NotificationInput.Read(item)));
        }
    }

    private protected override void Emit(CentryDelivery result) => WriteObject(result);

    private void Send(object input, CentryNotification notification)
    {
        foreach (var callback in CallbackUrl)
        {
            if (ShouldProcess(TerminalText.Show(callback), Messages.ActionSend.With(notification)))
            {
                var target = ParameterSetName == ByTopic ? callback : input;
                Start(target, stop => Client.PostAsync(callback, notification, stop));
            }
        }
    }
}
