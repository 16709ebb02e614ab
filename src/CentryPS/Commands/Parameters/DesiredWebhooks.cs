using CentryPS.Api;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>The desired webhooks of a user, from rows, hashtables, JSON objects or webhooks.</summary>
internal sealed class DesiredWebhooks
{
    private static readonly string[] Described =
    [
        Parameters.CallbackUrl.Name,
        nameof(CentryWebhook.Topic),
        .. CentryTopics.All.Select(CentryTopics.AttributeName),
    ];

    private static readonly string[] Added =
        [nameof(CentryObject.AdditionalProperties), nameof(CentryAccountObject.BaseUri)];

    private static readonly string[] Other = [.. ObjectAttributes.Names(typeof(CentryWebhook)).Except(Described)];

    private readonly GivenAttributes _given = new(typeof(NewCentryWebhookCommand));
    private readonly RowHeader _header = new(typeof(NewCentryWebhookCommand), RoleOf);
    private readonly List<CentryWebhook> _webhooks = [];
    private readonly string? _pattern;
    private readonly Func<string, bool>? _scope;
    private int _position;

    /// <param name="pattern">The callback URLs to compare; null to compare only those of the desired webhooks.</param>
    public DesiredWebhooks(string? pattern)
    {
        _pattern = pattern;
        _scope = CallbackPattern.Matcher(pattern, ignoresCase: false);
    }

    public int Count => _webhooks.Count;

    public int Refused { get; private set; }

    public WebhookPlan Plan(bool prunes) => new(_webhooks, _scope, prunes) { Literal = _pattern };

    /// <summary>Reads a row. A blank row is skipped.</summary>
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
                _webhooks.Add(Read(cells));
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

    private CentryWebhook Read(Row row)
    {
        var callbackUrl = CallbackUrl(row);
        var unknown = row.Cells(ColumnRole.Unknown).Concat(row.Cells(ColumnRole.Property)).ToArray();
        if (unknown.Length == 0)
        {
            return new CentryWebhook { CallbackUrl = callbackUrl, Topic = Topics(row, callbackUrl) };
        }

        var names = _given.Parameters.Suggest(unknown.Select(cell => cell.Column.Name));
        throw CentryException.Invalid(
            Messages.UnknownInDesiredRow, callbackUrl, names, string.Join(", ", Described), string.Join(", ", Other));
    }

    private string CallbackUrl(Row row)
    {
        var keys = row.Keys(ColumnRole.Id);
        if (keys.Count != 1)
        {
            var list = row.Cells(ColumnRole.Unknown).FirstOrDefault(cell => cell.Value is object?[]).Column?.Name;
            throw keys.Count > 1 ? CentryException.Invalid(Messages.GivenTwice, Parameters.CallbackUrl.Name)
                : list is not null ? CentryException.Invalid(Messages.ListInRow, list)
                : CentryException.Invalid(Messages.NoCallbackUrlInRow);
        }

        var uri = keys[0];
        Parameters.CallbackUrl.Check(uri);
        return _scope?.Invoke(uri) == false ? throw CentryException.Invalid(Messages.OutOfScope, uri, _pattern) : uri;
    }

    private CentryTopic[] Topics(Row row, string callbackUrl)
    {
        var attributes = _given.Collect(property: null, row);
        var flags = CentryTopics.All
            .Where(topic => attributes.ContainsKey(CentryTopics.AttributeName(topic)))
            .ToDictionary(topic => topic, topic => attributes[CentryTopics.AttributeName(topic)] is true);
        if (_given.Topics(row) is not { } topics)
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

    // No unknown column is ignored: a topic whose flag is not read would be off.
    private static ColumnRole? RoleOf(string column) => ObjectAttributes.Find(typeof(CentryWebhook), column) switch
    {
        Parameters.CallbackUrl.Name => ColumnRole.Id,
        { } name when Other.Contains(name) => ColumnRole.Ignored,
        null when Added.Contains(column, StringComparer.OrdinalIgnoreCase) => ColumnRole.Ignored,
        _ => null,
    };
}
