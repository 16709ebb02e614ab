using System.Collections;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Models;

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

    // In either spelling, and no third: a flag that is not read is a topic that is off. The last are what a job or a remote session adds.
    private static readonly HashSet<string> Ignored = new(
        [.. Other, .. Other.Select(name => name.Replace("_", string.Empty)), nameof(CentryObject.AdditionalProperties), "SessionName", "PSComputerName", "PSShowComputerName", "PSSourceJobInstanceId", "RunspaceId"],
        StringComparer.OrdinalIgnoreCase);

    private readonly GivenAttributes _given = new(typeof(NewCentryWebhookCommand));
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
    public WebhookPlan Plan(bool prunes) => new(_webhooks, Scope, prunes);

    /// <summary>Reads a row; a blank one says nothing.</summary>
    /// <param name="row">What came.</param>
    /// <exception cref="CentryException">It does not say which webhook is desired, or has a column that is not known.</exception>
    public void Add(object? row)
    {
        _rows++;
        try
        {
            var isRow = row.Unwrap() is not (null or IConvertible);
            var input = isRow ? ChangeInput.FromRow(PSObject.AsPSObject(row!), IsCallbackUrl) : throw CentryException.Invalid(Messages.NoCallbackUrlInRow);
            if (!input.IsBlank)
            {
                var callbackUrl = CallbackUrl(input);
                RefuseUnknown(input);
                _webhooks.Add(new DesiredWebhook(callbackUrl, Topics(input)));
            }
        }
        catch (CentryException exception)
        {
            Refused++;
            throw exception.As(exception.ErrorCode, Messages.InRow.With(_rows, exception.Message)).Advising(Messages.DesiredRowAdvice);
        }
    }

    private string CallbackUrl(ChangeInput input)
    {
        if (string.IsNullOrWhiteSpace(input.Id))
        {
            throw _given.Unknown(input).FirstOrDefault(column => column.Value.Unwrap() is IList).Key is { } list
                ? CentryException.Invalid(Messages.ListInRow, list)
                : CentryException.Invalid(Messages.NoCallbackUrlInRow);
        }

        var uri = CellText.Whole(input.Id!).Trim();
        Parameters.CallbackUrl.Check(uri);
        return input.OtherId is not null ? throw CentryException.Invalid(Messages.GivenTwice, Parameters.CallbackUrl.Name)
            : Scope?.Invoke(uri) == false ? throw CentryException.Invalid(Messages.OutOfScope, uri, _pattern)
            : uri;
    }

    private void RefuseUnknown(ChangeInput input)
    {
        // In quotes, since a blank at the end is one of the letters that make the difference.
        string[] unknown = [.. _given.Unknown(input).Select(column => column.Key).Where(name => !Ignored.Contains(name)).Select(name => $"\"{TerminalText.Show(name)}\"")];
        if (unknown.Length > 0)
        {
            throw CentryException.Invalid(Messages.UnknownInDesiredRow, input.Id, string.Join(", ", unknown), string.Join(", ", Desired), string.Join(", ", Other));
        }
    }

    private CentryTopic[] Topics(ChangeInput input)
    {
        var attributes = _given.Collect(property: null, input);
        var flags = CentryTopics.All
            .Where(topic => attributes.ContainsKey(CentryTopics.AttributeName(topic)))
            .ToDictionary(topic => topic, topic => attributes[CentryTopics.AttributeName(topic)] is true);
        if (!_given.TryGet<CentryTopic[]>("Topic", input, out var topics))
        {
            return flags.Count > 0
                ? [.. flags.Keys.Where(topic => flags[topic])]
                : throw CentryException.Invalid(Messages.NoTopicInRow, input.Id);
        }

        var other = flags.Keys.Where(topic => flags[topic] != topics!.Contains(topic)).Select(CentryTopics.AttributeName).FirstOrDefault();
        return other is null ? topics! : throw CentryException.Invalid(Messages.TopicsDisagree, input.Id, other);
    }

    private static bool IsCallbackUrl(string column) => Same(column, nameof(CentryWebhook.CallbackUrl)) || Same(column, Parameters.CallbackUrl.Name);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
