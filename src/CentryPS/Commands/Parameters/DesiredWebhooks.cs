using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// The webhooks that a user desires, as rows of a file, hashtables, JSON objects or webhooks say them, and the part of the
/// account that they speak of.
/// </summary>
internal sealed class DesiredWebhooks
{
    // What says which webhook is desired, and with which topics.
    private static readonly string[] Desired = [Parameters.CallbackUrl.Name, nameof(CentryWebhook.Topic), .. CentryTopics.All.Select(CentryTopics.AttributeName)];

    // What a webhook has beside that.
    private static readonly string[] Other = ["_id", "created_at", "updated_at", "events", "app_id", "company_id"];

    // In either spelling, and no third: a flag that is not read is a topic that is off.
    private static readonly HashSet<string> Ignored = new(
        [.. Other, .. Other.Select(name => name.Replace("_", string.Empty)), nameof(CentryObject.AdditionalProperties), nameof(CentryAccountObject.BaseUri)],
        StringComparer.OrdinalIgnoreCase);

    private readonly GivenAttributes _given = new(typeof(NewCentryWebhookCommand));
    private readonly RowHeader _header = new(AttributeParameter.Of(typeof(NewCentryWebhookCommand)), RoleOf);
    private readonly List<DesiredWebhook> _webhooks = [];
    private readonly string? _pattern;
    private int _rows;

    /// <summary>Those that are given to a cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="pattern">The callback URLs that are the part of the account; null for those that are named alone.</param>
    /// <exception cref="CentryException">The pattern is none, or was given and is blank: an empty variable is never a part.</exception>
    public DesiredWebhooks(PSCmdlet cmdlet, string? pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern) && cmdlet.MyInvocation.BoundParameters.ContainsKey(Parameters.CallbackUrl.Parameter))
        {
            throw CentryException.InvalidForAll(Messages.BlankArgument.With(Parameters.CallbackUrl.Parameter));
        }

        _pattern = pattern;
        Scope = CallbackPattern.Scope(pattern);
    }

    /// <summary>Whether a callback URL is in that part; null where only those that are named are.</summary>
    public Func<string, bool>? Scope { get; }

    /// <summary>How many are desired.</summary>
    public int Count => _webhooks.Count;

    /// <summary>How many rows were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>What has to happen so that an account is as they say.</summary>
    public WebhookPlan Plan(bool prunes) => new(_webhooks, Scope, prunes) { Literal = _pattern };

    /// <summary>Reads a row; a blank one says nothing.</summary>
    /// <param name="row">What came.</param>
    /// <exception cref="CentryException">It does not say which webhook is desired, or has a column that is not known.</exception>
    public void Add(object? row)
    {
        _rows++;
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
            var message = Row.InTable(row, _rows) is { } number ? Messages.InvalidRow.With(number, exception.Message) : Messages.InRow.With(_rows, exception.Message);
            throw exception.As(exception.ErrorCode, message).Advising(Messages.DesiredRowAdvice);
        }
    }

    private DesiredWebhook Read(Row row, object target)
    {
        var callbackUrl = CallbackUrl(row, target);
        RefuseUnknown(row, callbackUrl);
        return new DesiredWebhook(callbackUrl, Topics(row, callbackUrl));
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
        return Scope?.Invoke(uri) == false ? throw CentryException.Invalid(Messages.OutOfScope, uri, _pattern) : uri;
    }

    private void RefuseUnknown(Row row, string callbackUrl)
    {
        string[] unknown = [.. row.Cells(ColumnRole.Unknown).Concat(row.Cells(ColumnRole.Property)).Select(cell => cell.Column.Name)];
        if (unknown.Length > 0)
        {
            throw CentryException.Invalid(Messages.UnknownInDesiredRow, callbackUrl, _given.Names.Suggest(unknown), string.Join(", ", Desired), string.Join(", ", Other));
        }
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

        var other = flags.Keys.Where(topic => flags[topic] != topics.Contains(topic)).Select(CentryTopics.AttributeName).FirstOrDefault();
        return other is null ? topics : throw CentryException.Invalid(Messages.TopicsDisagree, callbackUrl, other);
    }

    private static ColumnRole? RoleOf(string column) =>
        Same(column, nameof(CentryWebhook.CallbackUrl)) || Same(column, Parameters.CallbackUrl.Name) ? ColumnRole.Id
        : Ignored.Contains(column) ? ColumnRole.Ignored
        : null;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
