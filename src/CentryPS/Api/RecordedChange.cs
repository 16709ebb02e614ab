using System.Globalization;
using System.Text;
using System.Text.Json;
using CentryPS.Files;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>A change in a journal, with its values.</summary>
/// <param name="Line">The line of the journal.</param>
/// <param name="Old">The old values, an address by parts; null if not recorded or the object did not exist.</param>
/// <param name="New">The new values; null if they were not recorded or the object was removed.</param>
internal sealed record RecordedChange(
    JournalLine Line,
    IReadOnlyDictionary<string, object?>? Old,
    IReadOnlyDictionary<string, object?>? New)
{
    /// <summary>The name under which the values contain the id of the object.</summary>
    public const string IdName = "_id";

    /// <summary>The id of the object; null if the journal lacks it, as after a creation without a response.</summary>
    public string? Id => Text(IdName)
        ?? (ObjectId.IsValid(Line.Id) && !(Old is null && New is not null) ? Line.Id : null);

    /// <summary>The object's callback URL, number or id.</summary>
    public string Label => Text("callback_url") ?? Text("number_origin") ?? Line.Id;

    /// <summary>The time at which the line was written; null if it cannot be read.</summary>
    public DateTimeOffset? Time => Parse(Line.Time);

    /// <summary>The time just before the change was sent; null if it cannot be read.</summary>
    public DateTimeOffset? StartTime => Parse(Line.StartTime);

    /// <summary>True if the change may have been applied at least in part, as after a contradicting response.</summary>
    public bool MayBeApplied =>
        Line.Outcome != CentryChangeOutcome.NotApplied || Line.ErrorCode == nameof(CentryErrorCode.NotApplied);

    /// <summary>True if the change may have been applied and the journal does not contain its values.</summary>
    public bool LacksValues => MayBeApplied && Old is null && New is null;

    /// <summary>Returns true if another line repeats this change and does not lack the values.</summary>
    public bool IsRepeatedWithValues(RecordedChange other) =>
        !other.LacksValues && (other.Line.Id, other.Line.Change) == (Line.Id, Line.Change);

    /// <summary>The names of the attributes that the change sets or that the removed object had.</summary>
    public IEnumerable<string> Names => new[] { Old, New }
        .SelectMany(values => values?.Keys ?? [])
        .Distinct()
        .Where(name => name != IdName);

    /// <summary>Reads the values of a line.</summary>
    /// <exception cref="CentryException">The values are not JSON as this module writes it.</exception>
    public static RecordedChange Of(JournalLine line) => TryRead(line) ?? throw Unreadable(line);

    /// <summary>Reads the values of a line; null if they are not JSON as this module writes it.</summary>
    public static RecordedChange? TryRead(JournalLine line)
    {
        try
        {
            var change = new RecordedChange(line, Read(line.Old), Read(line.New));
            return change.IsConsistent ? change : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            return null;
        }
    }

    // Old and new values belong to the same attributes. One side is missing if a command creates or removes an object,
    // which commands with the verb Set do not do.
    private bool IsConsistent => Old is null || New is null
        ? (Old is null && New is null) || !Line.Source.Command.StartsWith("Set-", StringComparison.Ordinal)
        : new HashSet<string>(Old.Keys).SetEquals(New.Keys);

    public static CentryException Unreadable(JournalLine line) => CentryException.Invalid(
        Messages.UnreadableChange, TerminalText.Show(line.Id), TerminalText.Show(line.Run));

    public CentryChange ToChange() => new()
    {
        Run = Line.Run,
        Time = Time,
        Command = Line.Source.Command,
        Id = Id ?? Line.Id,
        Label = Label,
        Outcome = Line.Outcome,
        ErrorCode = Line.ErrorCode.Length > 0 ? Line.ErrorCode : null,
        Message = Line.Message.Length > 0 ? Line.Message : null,
        Old = Old,
        New = New,
        Difference = string.Join(Environment.NewLine, Names.SelectMany(DiffLines)),
    };

    private IEnumerable<string> DiffLines(string name)
    {
        object? old = null, @new = null;
        var hasOld = Old?.TryGetValue(name, out old) == true;
        var hasNew = New?.TryGetValue(name, out @new) == true;
        var values = ObjectChange.Show(old, @new);
        if (hasOld)
        {
            yield return $"- {TerminalText.Show(name)}: {values[0]}";
        }

        if (hasNew)
        {
            yield return $"+ {TerminalText.Show(name)}: {values[1]}";
        }
    }

    private static Dictionary<string, object?>? Read(string json) => json.Length == 0
        ? null
        : (Dictionary<string, object?>)JsonBody.ReadValue(Encoding.UTF8.GetBytes(json))!;

    private static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            ? time
            : null;

    private string? Text(string name) => new[] { New, Old }
        .Select(values => values is not null && values.TryGetValue(name, out var value) ? value as string : null)
        .FirstOrDefault(text => text is not null);
}
