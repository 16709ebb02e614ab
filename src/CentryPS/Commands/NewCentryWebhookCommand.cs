using System.Collections;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Creates a webhook.</summary>
[Cmdlet(
    VerbsCommon.New,
    "CentryWebhook",
    SupportsShouldProcess = true,
    DefaultParameterSetName = ByCallbackUrl,
    HelpUri = HelpLinks.Root + "New-CentryWebhook.md")]
[OutputType(typeof(CentryWebhook))]
public sealed class NewCentryWebhookCommand : CentrySessionCommand
{
    private const string ByCallbackUrl = "CallbackUrl";
    private const string ByInputObject = "InputObject";

    private readonly RowHeader _header = new(typeof(NewCentryWebhookCommand), _ => null);
    private GivenAttributes? _given;

    /// <summary>The URL that Centry calls.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject, Position = 0)]
    [Alias("callback_url"), ApiName, ArgumentCompleter(typeof(ValueCompleter))]
    public string? CallbackUrl { get; set; }

    /// <summary>The topics to subscribe to.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [Topic]
    public CentryTopic[]? Topic { get; set; }

    /// <summary>The attribute <c>events</c>, which Centry does not document.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [ApiName]
    public new string? Events { get; set; }

    /// <summary>Whether products that are created or changed are notified.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_product_save"), ApiName]
    public bool? OnProductSave { get; set; }

    /// <summary>Whether deleted products are notified.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_product_delete"), ApiName]
    public bool? OnProductDelete { get; set; }

    /// <summary>Whether orders that are created or changed are notified.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_order_save"), ApiName]
    public bool? OnOrderSave { get; set; }

    /// <summary>Whether deleted orders are notified.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_order_delete"), ApiName]
    public bool? OnOrderDelete { get; set; }

    /// <summary>Whether integration settings that are created or changed are notified.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_integration_config_save"), ApiName]
    public bool? OnIntegrationConfigSave { get; set; }

    /// <summary>Whether deleted integration settings are notified.</summary>
    [Parameter(ParameterSetName = ByCallbackUrl, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_integration_config_delete"), ApiName]
    public bool? OnIntegrationConfigDelete { get; set; }

    /// <summary>More attributes, by Centry's names.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public IDictionary? Property { get; set; }

    /// <summary>A row, a hashtable or a webhook with the attributes of the webhook to create.</summary>
    [Parameter(ParameterSetName = ByInputObject, ValueFromPipeline = true)]
    [NotAnId]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(input: null, () => BlankArguments.Refuse(this));
        _given = new GivenAttributes(GetType(), this);
        foreach (var (key, known) in _given.Parameters.Misspelt(Property))
        {
            WriteWarning(Messages.MisspeltAttribute.With(TerminalText.Show(key), known));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForInput(InputObject ?? CallbackUrl, Create);

    private void Create()
    {
        var row = InputObject is null ? null : Row.Read(InputObject, _header);
        if (row?.IsBlank == true)
        {
            return;
        }

        var attributes = _given!.Collect(Property, row);
        if (!attributes.TryGetValue(Parameters.CallbackUrl.Name, out var given))
        {
            throw CentryException.Invalid(Messages.MissingCallbackUrl);
        }

        Parameters.CallbackUrl.Check(given);
        var callbackUrl = (string)given!;
        TopicAttribute.SetFlags(attributes, _given.Topics(row), value: true);
        if (IsAgreed(
            Webhooks.Resource,
            callbackUrl,
            label: null,
            () => Messages.ActionCreate.With(new ObjectChange(Id: null, attributes).Describe(old: null))))
        {
            var created = Create(attributes);
            if (WebhookStep.Kept(callbackUrl, created) is { } kept)
            {
                WriteWarning(kept);
            }

            WriteResult(created);
        }
    }

    private CentryWebhook Create(Dictionary<string, object?> attributes)
    {
        try
        {
            return Send(Webhooks.Resource.Create(attributes));
        }
        catch (CentryException denied) when (denied.Answer is CentryWebhook webhook)
        {
            WriteResult(webhook); // before the error
            throw;
        }
    }
}
