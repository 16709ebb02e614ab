using System.Globalization;
using System.Text;
using System.Text.Json;
using CentryPS.Files;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>A change that a journal has, with its values.</summary>
/// <param name="Line">The line of the journal.</param>
/// <param name="Old">The old values, those of an address by its parts; null where they are not kept, or where the object did not exist.</param>
/// <param name="New">The new values; null where they are not kept, or where the object was removed.</param>
internal sealed record RecordedChange(JournalLine Line, IReadOnlyDictionary<string, object?>? Old, IReadOnlyDictionary<string, object?>? New)
{
    private const string IdName = "_id";

    /// <summary>The id of the object; null where the journal does not have it, as that of an object whose creation was not answered.</summary>
    public string? Id => Text(IdName) ?? (ObjectId.IsValid(Line.Id) && !(Old is null && New is not null) ? Line.Id : null);

    /// <summary>What a person knows the object by.</summary>
    public string Label => Text("callback_url") ?? Text("number_origin") ?? Line.Id;

    /// <summary>When the line was written; null where that cannot be read.</summary>
    public DateTimeOffset? Time => DateTimeOffset.TryParse(Line.Time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;

    /// <summary>Whether the change may have been applied. Where Centry's answer denied it, a part of it may have been.</summary>
    public bool MayBeApplied => Line.Outcome != CentryChangeOutcome.NotApplied || Line.ErrorCode == nameof(CentryErrorCode.NotApplied);

    /// <summary>Whether it may have been applied, and the journal does not have its values.</summary>
    public bool IsUnkept => MayBeApplied && Old is null && New is null;

    /// <summary>Whether another line is of the same change, which was repeated, and has its values.</summary>
    public bool IsSameAndKept(RecordedChange other) => !other.IsUnkept && (other.Line.Id, other.Line.Change) == (Line.Id, Line.Change);

    /// <summary>Reads the values of a line.</summary>
    /// <exception cref="CentryException">They are not the JSON that this module writes.</exception>
    public static RecordedChange Of(JournalLine line)
    {
        var change = new RecordedChange(line, null, null);
        change = change with { Old = change.Read(line.Old), New = change.Read(line.New) };
        return change.IsWhole ? change : throw change.Unreadable();
    }

    /// <summary>Reads the values of a line; null where they cannot be read.</summary>
    public static RecordedChange? TryRead(JournalLine line)
    {
        try
        {
            return Of(line);
        }
        catch (CentryException)
        {
            return null;
        }
    }

    // Old and new values are of the same attributes. A command that sets attributes has both; another may create or remove an object.
    private bool IsWhole => Old is null || New is null
        ? (Old is null && New is null) || !Line.Source.Command.StartsWith("Set-", StringComparison.Ordinal)
        : new HashSet<string>(Old.Keys).SetEquals(New.Keys);

    /// <summary>The error that the values cannot be read.</summary>
    public CentryException Unreadable() => CentryException.Invalid(Messages.UnreadableChange, TerminalText.Show(Line.Id), TerminalText.Show(Line.Run));

    /// <summary>The change as it is given to a user.</summary>
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
        Difference = Difference(),
    };

    // As a diff, one line for each value.
    private string Difference() => string.Join(Environment.NewLine, new[] { Old, New }
        .SelectMany(values => values?.Keys ?? [])
        .Distinct()
        .Where(name => name != IdName)
        .SelectMany(DiffLines));

    private IEnumerable<string> DiffLines(string name)
    {
        object? old = null, @new = null;
        var (hasOld, hasNew) = (Old?.TryGetValue(name, out old) == true, New?.TryGetValue(name, out @new) == true);
        var values = hasOld && hasNew ? ObjectChange.Show(old, @new) : [ObjectChange.Show(old), ObjectChange.Show(@new)];
        return new[] { (Mark: "-", IsThere: hasOld, Value: values[0]), (Mark: "+", IsThere: hasNew, Value: values[1]) }
            .Where(line => line.IsThere)
            .Select(line => $"{line.Mark} {TerminalText.Show(name)}: {line.Value}");
    }

    private Dictionary<string, object?>? Read(string json)
    {
        try
        {
            return json.Length == 0 ? null : (Dictionary<string, object?>)JsonBody.ReadValue(Encoding.UTF8.GetBytes(json))!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            throw Unreadable();
        }
    }

    private string? Text(string name) => new[] { New, Old }
        .Select(values => values is not null && values.TryGetValue(name, out var value) ? value as string : null)
        .FirstOrDefault(text => text is not null);
}
