using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>The desired webhooks of a user, from rows, hashtables, JSON objects or webhooks.</summary>
internal sealed class DesiredWebhooks
{
    // The columns that describe a desired webhook.
    private static readonly string[] Described =
        [
        Parameters.CallbackUrl.Name,
        nameof(CentryWebhook.Topic),
        .. CentryTopics.All.Select(CentryTopics.AttributeName),
    ];

    // The other attributes of a webhook.
    private static readonly string[] Other = ["_id", "created_at", "updated_at", "events", "app_id", "company_id"];

    // No other spelling is ignored: a topic whose flag is not read would be off.
    private static readonly HashSet<string> Ignored = new(
        [
            .. Other,
            .. Other.Select(name => name.Replace("_", string.Empty)),
            nameof(CentryObject.AdditionalProperties),
            nameof(CentryAccountObject.BaseUri),
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly GivenAttributes _given = new(typeof(NewCentryWebhookCommand));
    private readonly RowHeader _header = new(AttributeParameter.Of(typeof(NewCentryWebhookCommand)), RoleOf);
    private readonly List<CentryWebhook> _webhooks = [];
    private readonly string? _pattern;
    private readonly Func<string, bool>? _scope;
    private int _position;

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="pattern">The callback URLs to compare; null to compare only those of the desired webhooks.</param>
    /// <exception cref="CentryException">The pattern is invalid, or blank like that of an empty variable.</exception>
    public DesiredWebhooks(PSCmdlet cmdlet, string? pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern) && cmdlet.MyInvocation.BoundParameters.ContainsKey(nameof(CallbackUrl)))
        {
            throw CentryException.InvalidForAll(Messages.BlankArgument.With(nameof(CallbackUrl)));
        }

        _pattern = pattern;
        _scope = CallbackPattern.Scope(pattern);
    }

    public int Count => _webhooks.Count;

    /// <summary>The number of invalid rows.</summary>
    public int Refused { get; private set; }

    /// <summary>The plan of the changes that the account needs.</summary>
    public WebhookPlan Plan(bool prunes) => new(_webhooks, _scope, prunes) { Literal = _pattern };

    /// <summary>Reads a row. A blank row is skipped.</summary>
    /// <exception cref="CentryException">It does not describe a webhook, or has an unknown column.</exception>
    public void Add(object? row)
    {
        _position++;
        try
        {
            var cells = row.Unwrap() is null or IConvertible || row.Unwrap() == Blank.NoResult
                ? throw CentryException.Invalid(Messages.NoCallbackUrlInRow)
                : Row.Read(row!, _header);
            if (!cells.IsBlank)
            {
                _webhooks.Add(Read(cells, row!));
            }
        }
        catch (CentryException exception)
        {
            Refused++;
            var message = Row.NumberOf(row, _position) is { } number
                ? Messages.InvalidRow.With(number, exception.Message)
                : Messages.InRow.With(_position, exception.Message);
            throw exception.As(exception.ErrorCode, message).Advising(Messages.DesiredRowAdvice);
        }
    }

    private CentryWebhook Read(Row row, object target)
    {
        var callbackUrl = CallbackUrl(row, target);
        var unknown = row.Cells(ColumnRole.Unknown).Concat(row.Cells(ColumnRole.Property)).ToArray();
        if (unknown.Length == 0)
        {
            return new CentryWebhook { CallbackUrl = callbackUrl, Topic = Topics(row, callbackUrl) };
        }

        var names = _given.Names.Suggest(unknown.Select(cell => cell.Column.Name));
        throw CentryException.Invalid(
            Messages.UnknownInDesiredRow, callbackUrl, names, string.Join(", ", Described), string.Join(", ", Other));
    }

    private string CallbackUrl(Row row, object target)
    {
        if (row.Keys(ColumnRole.Id).Count > 1)
        {
            throw CentryException.Invalid(Messages.GivenTwice, Parameters.CallbackUrl.Name);
        }

        if (ChangeInput.FromRow(row, target).Id is not { } uri)
        {
            throw row.Cells(ColumnRole.Unknown).FirstOrDefault(cell => cell.Value is object?[]) is { Column: { } list }
                ? CentryException.Invalid(Messages.ListInRow, list.Name)
                : CentryException.Invalid(Messages.NoCallbackUrlInRow);
        }

        Parameters.CallbackUrl.Check(uri);
        return _scope?.Invoke(uri) == false ? throw CentryException.Invalid(Messages.OutOfScope, uri, _pattern) : uri;
    }

    private CentryTopic[] Topics(Row row, string callbackUrl)
    {
        var attributes = _given.Collect(property: null, row);
        var flags = CentryTopics.All
            .Where(topic => attributes.ContainsKey(CentryTopics.AttributeName(topic)))
            .ToDictionary(topic => topic, topic => attributes[CentryTopics.AttributeName(topic)] is true);
        if (_given.Find("Topic", row, TopicAttribute.Topics) is not { } topics)
        {
            return flags.Count > 0
                ? [.. flags.Keys.Where(topic => flags[topic])]
                : throw CentryException.Invalid(Messages.NoTopicInRow, callbackUrl);
        }

        var other = flags.Keys
            .Where(topic => flags[topic] != topics.Contains(topic))
            .Select(CentryTopics.AttributeName)
            .FirstOrDefault();
        return other is null ? topics : throw CentryException.Invalid(Messages.TopicsDisagree, callbackUrl, other);
    }

    private static ColumnRole? RoleOf(string column) =>
        column.ToLowerInvariant() is "callbackurl" or Parameters.CallbackUrl.Name ? ColumnRole.Id
        : Ignored.Contains(column) ? ColumnRole.Ignored
        : null;
}
