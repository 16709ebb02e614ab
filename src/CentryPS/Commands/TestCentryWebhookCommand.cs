using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;
using CentryPS.Notifications;

namespace CentryPS.Commands;

/// <summary>Says whether the callbacks of webhooks can be reached, and whether their certificates last.</summary>
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
    private CallbackClient? _client;
    private int _tested;
    private int _healthy;

    /// <summary>The webhooks whose callbacks are tested.</summary>
    [Parameter(ParameterSetName = ByInputObject, Mandatory = true, ValueFromPipeline = true)]
    public CentryWebhook[] InputObject { get; set; } = [];

    /// <summary>The callbacks to test.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("callback_url")]
    [TextOrUri, ArgumentCompleter(typeof(ValueCompleter))]
    public string[] CallbackUrl { get; set; } = [];

    /// <summary>Posts a notification to each callback that can be reached.</summary>
    [Parameter]
    public SwitchParameter Deliver { get; set; }

    /// <summary>The topic of the notification; by default the webhook's own first, or OrderSave.</summary>
    [Parameter]
    [OneTopic]
    public CentryTopic? Topic { get; set; }

    /// <summary>The id of the order in the notification; by default one that no order has.</summary>
    [Parameter]
    [Alias("order_id")]
    public string? OrderId { get; set; }

    /// <summary>The id of the product in the notification; by default one that no product has.</summary>
    [Parameter]
    [Alias("product_id")]
    public string? ProductId { get; set; }

    /// <summary>The id of the integration's settings in the notification; by default one that none have.</summary>
    [Parameter]
    [Alias("integration_config_id")]
    public string? IntegrationConfigId { get; set; }

    /// <summary>How many days a certificate must be left.</summary>
    [Parameter]
    [ValidateRange(0, 3650)]
    public int MinimumCertificateDay { get; set; } = 14;

    /// <summary>Gives one true or false: whether all are healthy, and there are any.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _check = new CallbackCheck(Time, Timeout, new TlsCheck(new CertificateJudge(Time, MinimumCertificateDay)));
        _client = new CallbackClient(Time, Timeout);
        ForInput(input: null, RefuseHalf);
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
            WriteObject(_tested > 0 && _healthy == _tested);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _client?.Dispose();
    }

    private protected override void Emit(CentryWebhookHealth result)
    {
        _tested++;
        _healthy += result.IsHealthy ? 1 : 0;
        if (!Quiet)
        {
            WriteObject(result);
        }
    }

    private string[] GivenIds => [.. new[] { nameof(OrderId), nameof(ProductId), nameof(IntegrationConfigId) }.Where(MyInvocation.BoundParameters.ContainsKey)];

    // What says what to post says nothing where nothing is posted.
    private void RefuseHalf()
    {
        string[] unused = [.. GivenIds.Where(_ => !Deliver || Topic is null), .. Topic is not null && !Deliver ? [nameof(Topic)] : (string[])[]];
        if (unused.Length > 0)
        {
            throw CentryException.InvalidForAll(Messages.DeliverNeedsMore.With("-" + unused[0]));
        }
    }

    private void Test(object input, string? callback, CentryTopic[] topics) => RunOrQueueError(input, () =>
    {
        var notification = Deliver ? Sample(topics) : null;
        if (notification is not null && !ShouldProcess(TerminalText.Show(callback ?? string.Empty), Messages.ActionSend.With(notification)))
        {
            return;
        }

        Start(input, stop => _check!.ExamineAsync(callback, notification is null ? null : () => _client!.PostAsync(callback!, notification, stop), stop));
    });

    private CentryNotification Sample(CentryTopic[] topics) => GivenIds.Length > 0
        ? NotificationAbout.Object(Topic!.Value, OrderId, ProductId, IntegrationConfigId)
        : NotificationAbout.Object(Topic ?? topics.Append(CentryTopic.OrderSave).First(), NotificationAbout.Nothing);
}
